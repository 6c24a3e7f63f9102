package io.weft.node.rpc.api.trace;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.precompile.PrecompiledContracts;

/** What is in force where an execution is traced. */
public record TraceScene(Fork fork, PrecompiledContracts precompiles) {
  /** As the fork has it. */
  public static TraceScene of(Fork fork) {
    return new TraceScene(fork, PrecompiledContracts.of(fork));
  }
}
