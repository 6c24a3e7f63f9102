package io.weft.node;

import io.weft.execution.BlockExecutors;
import io.weft.execution.BlockExecutors.Execution;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells of a block that takes very long, once, and where the threads that execute it are. It does
 * nothing about it: the block may be worth its time, and only people can see that it is not. What
 * no block is worth, that nobody executes it, the executors notice themselves.
 */
public final class ExecutionWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ExecutionWatch.class.getName());
  private static final int SECONDS_BETWEEN_LOOKS = 10;

  /** So many looks find the same block. */
  private static final int PATIENCE = 3;

  private final BlockExecutors executors;
  private final Consumer<String> told;
  private final ScheduledExecutorService looks;
  private Map<Execution, Integer> seen = new HashMap<>();

  ExecutionWatch(BlockExecutors executors, Consumer<String> told) {
    this.executors = executors;
    this.told = told;
    looks =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weft-execution-watch").daemon().factory());
  }

  /** Watches what these executors execute, and logs what there is to tell. */
  public static ExecutionWatch start(BlockExecutors executors) {
    ExecutionWatch watch = new ExecutionWatch(executors, text -> LOG.log(Level.WARNING, text));
    var _ =
        watch.looks.scheduleWithFixedDelay(
            watch::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    return watch;
  }

  /** Looks once. One thread at a time. */
  void look() {
    Map<Execution, Integer> now = new HashMap<>();
    for (Execution execution : executors.underWay()) {
      int times = seen.getOrDefault(execution, 0) + 1;
      now.put(execution, times);
      if (times == PATIENCE + 1) {
        told.accept(dump(execution));
      }
    }
    seen = now;
  }

  private String dump(Execution execution) {
    StringBuilder text =
        new StringBuilder()
            .append("execution: block ")
            .append(execution.blockNumber())
            .append(" takes more than ")
            .append(PATIENCE * SECONDS_BETWEEN_LOOKS)
            .append(" seconds");
    List<Thread> threads = new ArrayList<>();
    threads.add(execution.thread());
    threads.addAll(executors.helpers());
    for (Thread thread : threads) {
      text.append("\n  ").append(thread.getName()).append(", ").append(thread.getState());
      for (StackTraceElement frame : thread.getStackTrace()) {
        text.append("\n    at ").append(frame);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
