package io.weft.node.simulator;

/**
 * What parallel execution adds to the time of the transactions themselves.
 *
 * @param perRunNanos to start and end a run of a transaction
 * @param perReadNanos to look for the newest version of a row
 * @param perCommitNanos to make a run final
 * @param perCheckNanos to compare one read with the final state
 * @param byList what following an access list costs instead
 * @param handOver what a run costs its taker because another core made it
 * @param rerunFactor time of a second run over that of the first, whose caches it finds warm
 * @param coldReadNanos the first read of a row from the database
 */
public record Costs(
    long perRunNanos,
    long perReadNanos,
    long perCommitNanos,
    long perCheckNanos,
    ByList byList,
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

  /**
   * Who follows an access list pays less at each look-up, and before and after.
   *
   * @param perReadNanos to look for a row in the list, and to hold against it what became of it
   * @param perRowNanos for each row of the list, before and after all transactions, by some core
   */
  public record ByList(long perReadNanos, long perRowNanos) {
    static final ByList NONE = new ByList(0, 0);
  }

  /** Everything is free but the transactions. */
  public static final Costs NONE = new Costs(0, 0, 0, 0, ByList.NONE, HandOver.NONE, 1, 0);

  Costs withColdReads(long nanos) {
    return with(byList, handOver, nanos);
  }

  Costs withHandOver(HandOver other) {
    return with(byList, other, coldReadNanos);
  }

  Costs withByList(ByList other) {
    return with(other, handOver, coldReadNanos);
  }

  private Costs with(ByList listed, HandOver other, long coldRead) {
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
    return new Costs(0, 0, 0, 0, ByList.NONE, HandOver.NONE, rerunFactor, coldReadNanos);
  }

  /** Of a run by an access list, which is held against it by the core that made it. */
  Costs ofRunByList() {
    return new Costs(
        0, byList.perReadNanos, 0, 0, ByList.NONE, HandOver.NONE, rerunFactor, coldReadNanos);
  }

  /** To compare all that a transaction read and to make it final, one of so many cores. */
  long commitNanos(TransactionTrace transaction, int cores) {
    int reads = transaction.reads().size();
    long own = perCommitNanos + perCheckNanos * reads;
    return cores == 1 ? own : own + handOver.perRunNanos + handOver.perReadNanos * reads;
  }
}
