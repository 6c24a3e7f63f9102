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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs fixtures on several threads: the caller's thread reads files into a short queue, each worker
 * takes one at a time, with a runner of its own. The listener hears of one result at a time.
 */
public final class SpecSuite {
  private static final TestFile END = new TestFile("", new byte[0]);

  private final Supplier<TestRunner> runners;
  private final Runnable onEnd;
  private final int workers;
  private final Predicate<String> selection;
  private final Consumer<CaseResult> listener;

  private SpecSuite(
      Supplier<TestRunner> runners,
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
    BlockExecutors executors = executor.open(workers);
    return new SpecSuite(
        () -> new StateTestRunner(onlyFork, () -> null, executors::forTransactions),
        executors::close,
        workers,
        file -> true,
        listener);
  }

  /** Blockchain tests of all networks, or of one. */
  public static SpecSuite blockTests(
      @Nullable String onlyNetwork,
      ExecutorChoice executor,
      int workers,
      Consumer<CaseResult> listener) {
    return chainTests(new BlockTestFormat(), onlyNetwork, executor, workers, listener);
  }

  /** Engine API tests of all networks, or of one. */
  public static SpecSuite engineTests(
      @Nullable String onlyNetwork,
      ExecutorChoice executor,
      int workers,
      Consumer<CaseResult> listener) {
    return chainTests(new EngineTestFormat(), onlyNetwork, executor, workers, listener);
  }

  private static SpecSuite chainTests(
      ChainTestRunner.Format format,
      @Nullable String onlyNetwork,
      ExecutorChoice executor,
      int workers,
      Consumer<CaseResult> listener) {
    BlockExecutors executors = executor.open(workers);
    return new SpecSuite(
        () ->
            new ChainTestRunner(
                format, onlyNetwork, spec -> executors.create(spec, SenderRecovery.of(spec))),
        executors::close,
        workers,
        file -> true,
        listener);
  }

  static SpecSuite of(Supplier<TestRunner> runners, int workers, Consumer<CaseResult> listener) {
    return new SpecSuite(runners, () -> {}, workers, file -> true, listener);
  }

  /** The same suite, but only of the files whose name this selects. */
  public SpecSuite onlyFiles(Predicate<String> files) {
    return new SpecSuite(runners, onEnd, workers, files, listener);
  }

  /** Runs everything found under {@code paths}, once. */
  public SpecTotals run(List<Path> paths) {
    SpecTotals totals = new SpecTotals();
    BlockingQueue<TestFile> queue = new ArrayBlockingQueue<>(2 * workers);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      threads.add(
          Thread.ofPlatform().name("spec-worker-" + i).daemon().start(() -> work(queue, totals)));
    }
    try {
      TestFiles.forEach(
          paths,
          file -> {
            if (selection.test(file.name())) {
              put(queue, file);
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

  private void work(BlockingQueue<TestFile> queue, SpecTotals totals) {
    TestRunner runner = runners.get();
    for (TestFile file = take(queue); !file.equals(END); file = take(queue)) {
      run(
          runner,
          file,
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

  private static void put(BlockingQueue<TestFile> queue, TestFile file) {
    try {
      queue.put(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + file.name(), e);
    }
  }

  private static TestFile take(BlockingQueue<TestFile> queue) {
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
