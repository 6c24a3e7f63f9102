package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How blocks are executed in parallel; nothing of it changes a result.
 *
 * @param hashKey drawn anew by each process, so that nobody can prepare keys that collide
 * @param eagerness which transactions go to several threads
 * @param window how far ahead of the frontier a few workers run: at most, or always where it is
 *     fixed
 * @param hook called where threads meet
 * @param nanoClock for reports alone
 * @param reports hears of every block, on the thread that asked for its execution
 */
public record ParallelSettings(
    long hashKey,
    Eagerness eagerness,
    int window,
    boolean hasFixedWindow,
    ScheduleHook hook,
    LongSupplier nanoClock,
    Consumer<ExecutionReport> reports) {
  /** How far ahead of the frontier workers of a node run at most. */
  public static final int WINDOW = 64;

  private static final int WINDOW_AT_START = 16;

  /** What is left to several threads, where there are several. */
  public enum Eagerness {
    /** Blocks that look as if it paid. */
    WHERE_IT_PAYS,
    /** Blocks, whether it pays or not. */
    EVERY_BLOCK,
    /**
     * The same, and even the transaction that is next goes the way of the others, so that tests see
     * all of them go it.
     */
    EVERY_TRANSACTION
  }

  /** Whether even the transaction that is next is speculated on. */
  boolean speculatesOnAll() {
    return eagerness == Eagerness.EVERY_TRANSACTION;
  }

  /** What a node uses. */
  public static ParallelSettings standard(
      long hashKey, LongSupplier nanoClock, Consumer<ExecutionReport> reports) {
    return new ParallelSettings(
        hashKey, Eagerness.WHERE_IT_PAYS, WINDOW, false, ScheduleHook.NONE, nanoClock, reports);
  }

  /** As a node does it, but with several threads also where one would be picked. */
  public static ParallelSettings neverInTurn(
      long hashKey, LongSupplier nanoClock, Consumer<ExecutionReport> reports) {
    return new ParallelSettings(
        hashKey, Eagerness.EVERY_BLOCK, WINDOW, false, ScheduleHook.NONE, nanoClock, reports);
  }

  /** Every transaction of every block is speculated on and validated, however little it helps. */
  public static ParallelSettings everySpeculation(
      int window, long hashKey, LongSupplier nanoClock, Consumer<ExecutionReport> reports) {
    return new ParallelSettings(
        hashKey, Eagerness.EVERY_TRANSACTION, window, true, ScheduleHook.NONE, nanoClock, reports);
  }

  Window newWindow() {
    return hasFixedWindow ? Window.fixed(window) : Window.adaptive(WINDOW_AT_START, window);
  }
}
