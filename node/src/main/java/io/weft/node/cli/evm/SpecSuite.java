package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.BlockExecutors;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.node.cli.ExecutorChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs fixtures on several threads: the caller's thread reads files into a short queue, each worker
 * takes one at a time, with a runner of its own. The listener hears of one result at a time.
 *
 * <p>A suite may be given several kinds of executors: its files then take turns with them.
 */
public final class SpecSuite {
  private static final Job END = new Job(new TestFile("", new byte[0]), 0);

  /** One for each kind of executors. */
  private final List<Supplier<TestRunner>> runners;

  private final Runnable onEnd;
  private final int workers;
  private final Predicate<String> selection;
  private final Consumer<CaseResult> listener;

  /**
   * A file to run.
   *
   * @param turn its place among the files, which decides on its runner
   */
  private record Job(TestFile file, int turn) {}

  private SpecSuite(
      List<Supplier<TestRunner>> runners,
      Runnable onEnd,
      int workers,
      Predicate<String> selection,
      Consumer<CaseResult> listener) {
    this.runners = runners;
    this.onEnd = onEnd;
    this.workers = workers;
    this.selection = selection;
    this.listener = listener;
  }

  /** State tests of all forks, or of one. */
  public static SpecSuite stateTests(
      @Nullable String onlyFork,
      ExecutorChoice executor,
      int workers,
      Consumer<CaseResult> listener) {
    return stateTests(onlyFork, List.of(executor.open(workers)), workers, listener);
  }

  /**
   * The same.
   *
   * @param executors that the files take turns with; closed after the run
   * @param workers files at a time
   */
  public static SpecSuite stateTests(
      @Nullable String onlyFork,
      List<BlockExecutors> executors,
      int workers,
      Consumer<CaseResult> listener) {
    return of(
        executors,
        kind -> new StateTestRunner(onlyFork, () -> null, kind::forTransactions),
        workers,
        listener);
  }

  /** Blockchain tests of all networks, or of one. */
  public static SpecSuite blockTests(
      @Nullable String onlyNetwork,
      ExecutorChoice executor,
      int workers,
      Consumer<CaseResult> listener) {
    return blockTests(onlyNetwork, List.of(executor.open(workers)), workers, listener);
  }

  /**
   * The same.
   *
   * @param executors that the files take turns with; closed after the run
   * @param workers files at a time
   */
  public static SpecSuite blockTests(
      @Nullable String onlyNetwork,
      List<BlockExecutors> executors,
      int workers,
      Consumer<CaseResult> listener) {
    return chainTests(new BlockTestFormat(), onlyNetwork, executors, workers, listener);
  }

  /** Engine API tests of all networks, or of one. */
  public static SpecSuite engineTests(
      @Nullable String onlyNetwork,
      ExecutorChoice executor,
      int workers,
      Consumer<CaseResult> listener) {
    return chainTests(
        new EngineTestFormat(), onlyNetwork, List.of(executor.open(workers)), workers, listener);
  }

  private static SpecSuite chainTests(
      ChainTestRunner.Format format,
      @Nullable String onlyNetwork,
      List<BlockExecutors> executors,
      int workers,
      Consumer<CaseResult> listener) {
    return of(
        executors,
        kind ->
            new ChainTestRunner(
                format, onlyNetwork, spec -> kind.create(spec, SenderRecovery.of(spec))),
        workers,
        listener);
  }

  private static SpecSuite of(
      List<BlockExecutors> executors,
      Function<BlockExecutors, TestRunner> runner,
      int workers,
      Consumer<CaseResult> listener) {
    List<Supplier<TestRunner>> runners = new ArrayList<>();
    executors.forEach(kind -> runners.add(() -> runner.apply(kind)));
    return new SpecSuite(
        runners, () -> executors.forEach(BlockExecutors::close), workers, file -> true, listener);
  }

  static SpecSuite of(Supplier<TestRunner> runner, int workers, Consumer<CaseResult> listener) {
    return new SpecSuite(List.of(runner), () -> {}, workers, file -> true, listener);
  }

  /** The same suite, but only of the files whose name this selects. */
  public SpecSuite onlyFiles(Predicate<String> files) {
    return new SpecSuite(runners, onEnd, workers, files, listener);
  }

  /** Runs everything found under {@code paths}, once. */
  public SpecTotals run(List<Path> paths) {
    SpecTotals totals = new SpecTotals();
    BlockingQueue<Job> queue = new ArrayBlockingQueue<>(2 * workers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      threads.add(
          Thread.ofPlatform().name("spec-worker-" + i).daemon().start(() -> work(queue, totals)));
    }
    int[] files = {0};
    try {
      TestFiles.forEach(
          paths,
          file -> {
            if (selection.test(file.name())) {
              put(queue, new Job(file, files[0]++));
            }
          });
    } finally {
      for (int i = 0; i < workers; i++) {
        put(queue, END);
      }
      threads.forEach(SpecSuite::join);
      onEnd.run();
    }
    return totals;
  }

  private void work(BlockingQueue<Job> queue, SpecTotals totals) {
    int kind = -1;
    TestRunner runner = null; // of the last kind alone: what they keep would fill the memory
    for (Job job = take(queue); !job.equals(END); job = take(queue)) {
      int wanted = job.turn % runners.size();
      if (runner == null || wanted != kind) {
        kind = wanted;
        runner = runners.get(kind).get();
      }
      run(
          runner,
          job.file,
          result -> {
            synchronized (totals) {
              totals.add(result);
              listener.accept(result);
            }
          });
    }
  }

  private static void run(TestRunner runner, TestFile file, Consumer<CaseResult> results) {
    JsonNode tests;
    try {
      tests = FixtureJson.MAPPER.readTree(file.content());
    } catch (IOException e) {
      results.accept(
          CaseResult.failed(file.name(), "", "", "file: expected JSON, got " + e.getMessage()));
      return;
    }
    for (Map.Entry<String, JsonNode> test : tests.properties()) {
      if (!runner.accepts(test.getValue())) {
        continue; // of another format: folders mix them
      }
      try {
        runner.run(file.name(), test.getKey(), test.getValue(), results);
      } catch (RuntimeException e) {
        results.accept(
            CaseResult.failed(file.name(), test.getKey(), "", "test cannot be read: " + e));
      }
    }
  }

  private static void put(BlockingQueue<Job> queue, Job job) {
    try {
      queue.put(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + job.file.name(), e);
    }
  }

  private static Job take(BlockingQueue<Job> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return END;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
