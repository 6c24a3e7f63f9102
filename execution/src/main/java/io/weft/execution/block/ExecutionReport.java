package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the transactions of a block were executed, and what it cost. Says nothing about the block
 * itself: another machine, or the same one a second later, reports something else.
 *
 * @param mode by one thread, or by several
 * @param reason for the mode
 * @param workers threads that may have worked on it
 * @param transactions that were to be executed
 * @param executions of transactions, abandoned ones included
 * @param adopted speculations that the frontier took over as they were
 * @param redone transactions executed again at the frontier because their speculation was stale
 * @param takenOver transactions the frontier executed itself because a speculation still under way
 *     had become hopeless
 * @param runs how many transactions were executed once, how many twice and so on
 * @param aborts why speculations were in vain
 * @param gasUsed by all of them together
 * @param wallNanos from the first transaction to the last
 * @param usefulNanos of the executions that count: what one thread would have needed, about
 * @param wastedNanos of those that do not
 * @param wastedGas of those that do not, as far as they came to an end
 * @param idleNanos of all workers together: when they were not there yet, or waited for others
 * @param dependencies between transactions, as far as they were seen; null where nobody looked
 * @param hotLocations where reads were most often stale, first the most frequent
 * @param spans which worker did what when, in no order
 */
public record ExecutionReport(
    long blockNumber,
    Mode mode,
    String reason,
    int workers,
    int transactions,
    int executions,
    int adopted,
    int redone,
    int takenOver,
    List<Integer> runs,
    Map<AbortCause, Integer> aborts,
    long gasUsed,
    long wallNanos,
    long usefulNanos,
    long wastedNanos,
    long wastedGas,
    long idleNanos,
    @Nullable DependencySummary dependencies,
    List<HotLocation> hotLocations,
    Spans spans) {

  /** How its transactions were executed. */
  public enum Mode {
    /** One after the other, by one thread. */
    SEQUENTIAL,
    /** Ahead of their turn, on what the ones before were expected to leave. */
    OPTIMISTIC,
    /** All at once, on what the block's access list says of the ones before. */
    LIST_DRIVEN
  }

  /** Why a speculation was in vain. */
  public enum AbortCause {
    /** What it had seen was no longer so: of an account ... */
    NONCE,
    BALANCE,
    CODE,
    EXISTENCE,
    /** ... or of its storage. */
    STORAGE,
    /** It was still under way when it could no longer hold. */
    TAKEN_OVER,
    /** It was rejected or failed, which ahead of its turn proves nothing. */
    FAILED,
    /** The block had no longer the gas that it may need. */
    NO_ROOM
  }

  /**
   * Who read what others of the block had written, through storage or code.
   *
   * @param independent transactions that read nothing of the kind
   * @param distances how many found the nearest writer one transaction before, two, up to 4, up to
   *     8 and so on; the last is all others
   * @param criticalPathNanos the longest chain of transactions that depend on each other
   * @param criticalPathGas the same in gas
   */
  public record DependencySummary(
      int independent, List<Integer> distances, long criticalPathNanos, long criticalPathGas) {}

  /**
   * A place where transactions of the block got in each other's way, and how often.
   *
   * @param slot null where it was a field of the account
   */
  public record HotLocation(Address account, @Nullable U256 slot, int staleReads) {}

  /**
   * One execution of one transaction.
   *
   * @param startNanos since the first transaction
   */
  public record Span(int worker, int transaction, Kind kind, long startNanos, long endNanos) {
    /** What became of it. */
    public enum Kind {
      /** Ahead of its turn; the frontier then took it over, or not. */
      SPECULATION,
      /** At the frontier, for the first time. */
      FRONTIER,
      /** At the frontier, after a speculation in vain. */
      REPEAT
    }
  }

  /**
   * What one thread that executed a block in its order has to report.
   *
   * @param executed of the transactions: all, unless the block ended early
   */
  public static ExecutionReport sequential(
      long blockNumber,
      int transactions,
      int executed,
      String reason,
      long gasUsed,
      long wallNanos) {
    return new ExecutionReport(
        blockNumber,
        Mode.SEQUENTIAL,
        reason,
        1,
        transactions,
        executed,
        0,
        0,
        0,
        List.of(executed),
        Map.of(),
        gasUsed,
        wallNanos,
        wallNanos,
        0,
        0,
        0,
        null,
        List.of(),
        Spans.NONE);
  }

  /** How much faster than one thread any number of workers could be; 0 where that is not known. */
  public double bound() {
    return dependencies == null || dependencies.criticalPathNanos == 0
        ? 0
        : (double) usefulNanos / dependencies.criticalPathNanos;
  }

  /** What processors were busy with transactions for, in seconds a million gas. */
  public double busySecondsPerMgas() {
    return gasUsed == 0 ? 0 : (usefulNanos + wastedNanos) / 1000.0 / gasUsed;
  }

  /** How much faster this was than its useful executions one after the other. */
  public double speedUp() {
    return wallNanos == 0 ? 1 : (double) usefulNanos / wallNanos;
  }
}
