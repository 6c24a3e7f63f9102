package io.weft.node.simulator;

/**
 * What parallel execution adds to the time of the transactions themselves.
 *
 * @param perRunNanos to start and end a run of a transaction
 * @param perReadNanos to look for the newest version of a row
 * @param perCommitNanos to make a run final
 * @param perCheckNanos to compare one read with the final state
 * @param perListedNanos to make a row of an access list ready for look-ups, and to read off it in
 *     the end what the block changed
 * @param handOver what a run costs its taker because another core made it
 * @param rerunFactor time of a second run over that of the first, whose caches it finds warm
 * @param coldReadNanos the first read of a row from the database
 */
public record Costs(
    long perRunNanos,
    long perReadNanos,
    long perCommitNanos,
    long perCheckNanos,
    long perListedNanos,
    HandOver handOver,
    double rerunFactor,
    long coldReadNanos) {

  /**
   * Memory that one core has written is not at hand for another.
   *
   * @param perRunNanos for a run as a whole
   * @param perReadNanos for each of its look-ups
   */
  public record HandOver(long perRunNanos, long perReadNanos) {
    static final HandOver NONE = new HandOver(0, 0);
  }

  /** Everything is free but the transactions. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, 0, HandOver.NONE, 1, 0);

  Costs withColdReads(long nanos) {
    return with(perListedNanos, handOver, nanos);
  }

  Costs withHandOver(HandOver other) {
    return with(perListedNanos, other, coldReadNanos);
  }

  Costs withListed(long nanos) {
    return with(nanos, handOver, coldReadNanos);
  }

  private Costs with(long listed, HandOver other, long coldRead) {
    return new Costs(
        perRunNanos,
        perReadNanos,
        perCommitNanos,
        perCheckNanos,
        listed,
        other,
        rerunFactor,
        coldRead);
  }

  /** Of a run on the final state, which needs no versions. */
  Costs atFrontier() {
    return new Costs(0, 0, 0, 0, 0, HandOver.NONE, rerunFactor, coldReadNanos);
  }

  /** Of a run by an access list, which is held against it by the core that made it. */
  Costs byList() {
    return new Costs(
        perRunNanos + perCommitNanos,
        perReadNanos + perCheckNanos,
        0,
        0,
        0,
        HandOver.NONE,
        rerunFactor,
        coldReadNanos);
  }

  /** To compare all that a transaction read and to make it final, one of so many cores. */
  long commitNanos(TransactionTrace transaction, int cores) {
    int reads = transaction.reads().size();
    long own = perCommitNanos + perCheckNanos * reads;
    return cores == 1 ? own : own + handOver.perRunNanos + handOver.perReadNanos * reads;
  }
}
