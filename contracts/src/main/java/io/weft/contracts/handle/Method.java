package io.weft.contracts.handle;

import io.weft.contracts.abi.AbiEncoder;
import io.weft.contracts.abi.AbiFunction;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.List;
import java.util.function.Function;

/** A function of a contract whose answer is an {@code R}. */
final class Method<R> {
  private final AbiFunction function;
  private final Bytes selector;
  private final Function<Values, R> result;

  Method(AbiFunction function, Function<Values, R> result) {
    this.function = function;
    this.result = result;
    selector = function.selector();
  }

  /** Calls the function of the contract at {@code address}. */
  Call<R> of(Address address, Object... arguments) {
    return new Call<>(
        address,
        U256.ZERO,
        selector.concat(AbiEncoder.encode(function.inputs(), List.of(arguments))),
        returned -> result.apply(new Values(function.decodeResult(returned))));
  }
}
