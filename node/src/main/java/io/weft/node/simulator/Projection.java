package io.weft.node.simulator;

/**
 * What a block would take.
 *
 * @param nanos from the start of the first transaction to the commit of the last
 * @param executions runs of transactions, those broken off included
 * @param togetherNanos of all that, while more than one core ran a transaction
 */
public record Projection(long nanos, long executions, long togetherNanos) {
  static final Projection NONE = new Projection(0, 0, 0);

  Projection plus(Projection other) {
    return new Projection(
        nanos + other.nanos, executions + other.executions, togetherNanos + other.togetherNanos);
  }

  /**
   * What it takes on two cores that slow each other down. While both run transactions, both get on
   * with everything so many times slower; nothing comes in another order by that, so that it is
   * only this part of the time that is longer.
   */
  double nanosWithSlowDown(double slowDown) {
    return nanos + (slowDown - 1) * togetherNanos;
  }
}
