package io.weft.contracts.handle;

import io.weft.contracts.Artifact;
import io.weft.contracts.Artifacts;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Bytes;
import java.util.List;
import java.util.function.Function;

/** What a handle is made of: its contract's artifact, read once. */
final class Definition {
  private final Artifact artifact;

  private Definition(Artifact artifact) {
    this.artifact = artifact;
  }

  static Definition of(String name) {
    return new Definition(Artifacts.named(name));
  }

  ContractAbi abi() {
    return artifact.abi();
  }

  Bytes creation(Object... arguments) {
    return artifact.creationCode().concat(abi().constructor().encode(List.of(arguments)));
  }

  <R> Method<R> method(String nameOrSignature, Function<Values, R> result) {
    return new Method<>(abi().function(nameOrSignature), result);
  }

  /** A function that returns nothing. */
  Method<?> command(String nameOrSignature) {
    return method(nameOrSignature, Function.identity());
  }

  <E> Event<E> event(String name, Function<Values, E> reader) {
    return new Event<>(abi().event(name), reader);
  }
}
