package io.weft.node.simulator;

/**
 * What parallel execution adds to the time of the transactions themselves.
 *
 * @param perRunNanos to start and end a run of a transaction
 * @param perReadNanos to look for the newest version of a row
 * @param perCheckNanos at the frontier, to compare one read with the final state and to make the
 *     run final
 * @param byList what following an access list costs instead
 * @param handOver what all that costs more with several cores
 * @param rerunFactor time of a second run over that of the first, whose caches it finds warm
 * @param coldReadNanos the first read of a row from the database
 */
public record Costs(
    long perRunNanos,
    long perReadNanos,
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
   * @param perCheckNanos for each read that the frontier compares
   */
  public record HandOver(long perRunNanos, long perReadNanos, long perCheckNanos) {
    static final HandOver NONE = new HandOver(0, 0, 0);
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
  public static final Costs NONE = new Costs(0, 0, 0, ByList.NONE, HandOver.NONE, 1, 0);

  Costs withColdReads(long nanos) {
    return new Costs(
        perRunNanos, perReadNanos, perCheckNanos, byList, handOver, rerunFactor, nanos);
  }

  Costs withHandOver(HandOver other) {
    return new Costs(
        perRunNanos, perReadNanos, perCheckNanos, byList, other, rerunFactor, coldReadNanos);
  }

  Costs withByList(ByList other) {
    return new Costs(
        perRunNanos, perReadNanos, perCheckNanos, other, handOver, rerunFactor, coldReadNanos);
  }

  /** Where so many cores share a block. */
  Costs among(int cores) {
    return cores == 1
        ? this
        : new Costs(
            perRunNanos + handOver.perRunNanos,
            perReadNanos + handOver.perReadNanos,
            perCheckNanos + handOver.perCheckNanos,
            byList,
            HandOver.NONE,
            rerunFactor,
            coldReadNanos);
  }

  /** Of a run on the final state, which needs no versions. */
  Costs atFrontier() {
    return new Costs(0, 0, 0, ByList.NONE, HandOver.NONE, rerunFactor, coldReadNanos);
  }

  /** Of a run by an access list, which is held against it by the core that made it. */
  Costs ofRunByList() {
    return new Costs(
        0, byList.perReadNanos, 0, ByList.NONE, HandOver.NONE, rerunFactor, coldReadNanos);
  }

  /** To compare all that a transaction read and to make it final. */
  long commitNanos(TransactionTrace transaction) {
    return perCheckNanos * transaction.reads().size();
  }
}
