package io.weft.node.simulator;

import io.weft.execution.primitives.U256;
import java.util.List;

/**
 * What one transaction did when it ran in its turn.
 *
 * @param kind what it calls and whom it names ({@link
 *     io.weft.execution.transaction.CallKind#naming}); 0 where it passes no data
 * @param nanos from its first to its last instruction
 * @param reads the first look at each location, in the order of time
 * @param stretches what others could do parts of, in the order of time
 * @param writes what it left in the locations it changed; others see them once it has finished
 */
public record TransactionTrace(
    long kind, long nanos, List<Read> reads, List<Stretch> stretches, List<Write> writes) {

  /**
   * A first look.
   *
   * @param offsetNanos since the transaction began
   */
  public record Read(int location, long offsetNanos, Need need) {}

  /**
   * A long computation that comes in parts of about the same length, in which nothing is read.
   *
   * @param offsetNanos since the transaction began
   * @param nanos of all parts, one after the other
   */
  public record Stretch(long offsetNanos, long nanos, int parts) {

    /** How long it takes so many cores. */
    long nanos(int cores) {
      return nanos * Math.ceilDiv(parts, cores) / parts;
    }
  }

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
    List<Stretch> longer =
        stretches.stream()
            .map(
                stretch ->
                    new Stretch(
                        Math.round(factor * stretch.offsetNanos()),
                        Math.round(factor * stretch.nanos()),
                        stretch.parts()))
            .toList();
    return new TransactionTrace(kind, Math.round(factor * nanos), scaled, longer, writes);
  }
}
