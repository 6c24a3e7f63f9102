package io.weft.node.simulator;

import io.weft.execution.primitives.U256;
import java.util.List;

/**
 * What one transaction did when it ran in its turn.
 *
 * @param nanos from its first to its last instruction
 * @param reads the first look at each location, in the order of time
 * @param writes what it left in the locations it changed; others see them once it has finished
 */
public record TransactionTrace(long nanos, List<Read> reads, List<Write> writes) {

  /**
   * A first look.
   *
   * @param offsetNanos since the transaction began
   */
  public record Read(int location, long offsetNanos, Need need) {}

  /** What is there after the transaction and was not before. */
  public record Write(int location, U256 value) {}

  /** The same at another speed. */
  TransactionTrace scaled(double factor) {
    List<Read> scaled =
        reads.stream()
            .map(
                read ->
                    new Read(read.location(), Math.round(factor * read.offsetNanos()), read.need()))
            .toList();
    return new TransactionTrace(Math.round(factor * nanos), scaled, writes);
  }
}
