package io.weft.node.rpc.api;

import io.weft.execution.evm.MemoryException;
import io.weft.execution.evm.StopSignal;
import io.weft.node.rpc.RpcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * Runs what keeps a processor busy - calls, traces, signature recovery - on a fixed number of
 * platform threads ({@code rpc-call}), while the virtual thread that asked waits for no longer than
 * the limit. What runs into the limit is stopped; what wants too much memory is told so.
 */
final class CallRunner implements AutoCloseable {
  private static final int MAX_WAITING = 4096;

  private final Duration limit;
  private final int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
  private final ThreadPoolExecutor executor;

  CallRunner(Duration limit) {
    this.limit = limit;
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("rpc-call-", 0).factory());
  }

  /** What is to be run; its executions are to heed the signal. */
  @FunctionalInterface
  interface Task<T> {
    T run(StopSignal stop) throws Exception;
  }

  /** Runs {@code task} and waits for it. */
  <T> T run(Task<T> task) throws InterruptedException {
    StopSignal stop = new StopSignal();
    Future<T> future;
    try {
      future = executor.submit(() -> task.run(stop));
    } catch (RejectedExecutionException e) {
      throw RpcException.of(RpcException.LIMIT_EXCEEDED, "too many calls at once, try again later");
    }
    try {
      return await(future);
    } finally {
      stop.stop(); // nothing to stop, unless it ran into the limit or the wait was interrupted
    }
  }

  /** Runs {@code task} for 0 to {@code count} - 1, on several threads where that pays. */
  void forEach(int count, IntConsumer task) throws InterruptedException {
    if (count < 4) {
      for (int i = 0; i < count; i++) {
        task.accept(i);
      }
      return;
    }
    int parts = Math.min(threads, count / 2);
    List<Future<?>> running = new ArrayList<>(parts);
    for (int part = 1; part < parts; part++) {
      int from = part * count / parts;
      int to = (part + 1) * count / parts;
      try {
        running.add(executor.submit(() -> range(from, to, task)));
      } catch (RejectedExecutionException e) {
        range(from, to, task);
      }
    }
    range(0, count / parts, task);
    for (Future<?> future : running) {
      await(future);
    }
  }

  private static void range(int from, int to, IntConsumer task) {
    for (int i = from; i < to; i++) {
      task.accept(i);
    }
  }

  private <T> T await(Future<T> future) throws InterruptedException {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw RpcException.refused("execution aborted (timeout = " + limit.toSeconds() + "s)");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MemoryException || e.getCause() instanceof OutOfMemoryError) {
        throw RpcException.refused("execution aborted (out of memory)");
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("call failed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
