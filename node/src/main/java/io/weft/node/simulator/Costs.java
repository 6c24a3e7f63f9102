package io.weft.node.simulator;

/**
 * What parallel execution adds to the time of the transactions themselves.
 *
 * @param perRunNanos to start and end a run of a transaction
 * @param perReadNanos to look for the newest version of a row
 * @param perCommitNanos to make a run final
 * @param perCheckNanos to compare one read with the final state
 * @param rerunFactor time of a second run over that of the first, whose caches it finds warm
 * @param coldReadNanos the first read of a row from the database
 */
public record Costs(
    long perRunNanos,
    long perReadNanos,
    long perCommitNanos,
    long perCheckNanos,
    double rerunFactor,
    long coldReadNanos) {

  /** Everything is free but the transactions. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, 1, 0);

  Costs withColdReads(long nanos) {
    return new Costs(perRunNanos, perReadNanos, perCommitNanos, perCheckNanos, rerunFactor, nanos);
  }

  /** Of a run on the final state, which needs no versions. */
  Costs atFrontier() {
    return new Costs(0, 0, 0, 0, rerunFactor, coldReadNanos);
  }

  /** To compare all that a transaction read and to make it final. */
  long commitNanos(TransactionTrace transaction) {
    return perCommitNanos + perCheckNanos * transaction.reads().size();
  }
}
