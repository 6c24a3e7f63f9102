package io.weft.node.replay;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Sequential executors that execute the same block at the same time and have nothing to do with
 * each other. How much more they do together than one of them does alone is what the processors of
 * a machine allow: no executor that shares one block among as many threads can gain more.
 *
 * <p>They begin together, once all are there; each is timed by itself, so that neither waking up
 * nor waiting for the last counts.
 */
final class IndependentExecutors implements BlockExecutor, AutoCloseable {
  private final BlockExecutor mine;
  private final List<BlockExecutor> others;
  private final ExecutorService threads;
  private long lastNanos;
  private long lastHandOverNanos;

  private record Timed(BlockResult result, long nanos) {}

  /**
   * Starts the threads.
   *
   * @param count of executors, the caller's among them
   */
  IndependentExecutors(int count, ChainSpec spec, SenderRecovery senders) {
    mine = new SequentialBlockExecutor(spec, senders);
    others =
        Stream.<BlockExecutor>generate(() -> new SequentialBlockExecutor(spec, senders))
            .limit(count - 1L)
            .toList();
    threads =
        Executors.newFixedThreadPool(
            Math.max(1, others.size()),
            Thread.ofPlatform().daemon().name("independent-", 0).factory());
  }

  int count() {
    return 1 + others.size();
  }

  /** How long each of them took for the last block, on average. */
  long lastNanos() {
    return lastNanos;
  }

  /** How long it took just before to hand something over to another, or 0 where there is none. */
  long lastHandOverNanos() {
    return lastHandOverNanos;
  }

  /** Returns when all have done it, with what the caller's own came to. */
  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    lastHandOverNanos = others.isEmpty() ? 0 : HandOver.nanos(threads);
    AtomicInteger missing = new AtomicInteger(count());
    List<Future<Timed>> pending = new ArrayList<>(others.size());
    for (BlockExecutor other : others) {
      pending.add(threads.submit(() -> time(other, parent, block, missing)));
    }
    Timed own = time(mine, parent, block, missing);
    long sum = own.nanos;
    for (Future<Timed> each : pending) {
      sum += await(each).nanos;
    }
    lastNanos = sum / count();
    return own.result;
  }

  private static Timed time(
      BlockExecutor executor, ParentBlock parent, Block block, AtomicInteger missing) {
    missing.decrementAndGet();
    while (missing.get() > 0) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    BlockResult result = executor.execute(parent, block);
    return new Timed(result, System.nanoTime() - start);
  }

  private static Timed await(Future<Timed> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others execute the block", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("executing the block beside others: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
