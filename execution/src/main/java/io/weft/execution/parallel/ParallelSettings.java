package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How blocks are executed in parallel; nothing of it changes a result.
 *
 * @param hashKey drawn anew by each process, so that nobody can prepare keys that collide
 * @param leastTransactions a block with fewer is executed by one thread; with 0, none where there
 *     are several
 * @param window how far ahead of the frontier workers run: at most, or always where it is fixed
 * @param speculatesAlways whether even the transaction that is next goes the way of the others, so
 *     that tests see all of them go it
 * @param hook called where threads meet
 * @param nanoClock for reports alone
 * @param reports hears of every block, on the thread that asked for its execution
 */
public record ParallelSettings(
    long hashKey,
    int leastTransactions,
    int window,
    boolean hasFixedWindow,
    boolean speculatesAlways,
    ScheduleHook hook,
    LongSupplier nanoClock,
    Consumer<ExecutionReport> reports) {
  private static final int LEAST_TRANSACTIONS = 4;
  private static final int WINDOW = 64;
  private static final int WINDOW_AT_START = 16;

  /** What a node uses. */
  public static ParallelSettings standard(
      long hashKey, LongSupplier nanoClock, Consumer<ExecutionReport> reports) {
    return new ParallelSettings(
        hashKey, LEAST_TRANSACTIONS, WINDOW, false, false, ScheduleHook.NONE, nanoClock, reports);
  }

  /** As a node does it, but with several threads also where one would be picked. */
  public static ParallelSettings neverInTurn(
      long hashKey, LongSupplier nanoClock, Consumer<ExecutionReport> reports) {
    return new ParallelSettings(
        hashKey, 0, WINDOW, false, false, ScheduleHook.NONE, nanoClock, reports);
  }

  /** Every transaction of every block is speculated on and validated, however little it helps. */
  public static ParallelSettings everySpeculation(
      long hashKey, LongSupplier nanoClock, Consumer<ExecutionReport> reports) {
    return new ParallelSettings(
        hashKey, 0, WINDOW, true, true, ScheduleHook.NONE, nanoClock, reports);
  }

  /** The same, but others hear of the blocks. */
  ParallelSettings reportingTo(Consumer<ExecutionReport> others) {
    return new ParallelSettings(
        hashKey,
        leastTransactions,
        window,
        hasFixedWindow,
        speculatesAlways,
        hook,
        nanoClock,
        others);
  }

  Window newWindow() {
    return hasFixedWindow ? Window.fixed(window) : Window.adaptive(WINDOW_AT_START, window);
  }
}
