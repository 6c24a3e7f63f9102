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
import java.util.stream.Stream;

/**
 * Sequential executors that execute the same block at the same time and have nothing to do with
 * each other. How much more they do together than one of them does alone is what the processors of
 * a machine allow: no executor that shares one block among as many threads can gain more.
 */
final class IndependentExecutors implements BlockExecutor, AutoCloseable {
  private final BlockExecutor mine;
  private final List<BlockExecutor> others;
  private final ExecutorService threads;

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

  /** Returns when all have done it, with what the caller's own came to. */
  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    List<Future<BlockResult>> pending = new ArrayList<>(others.size());
    for (BlockExecutor other : others) {
      pending.add(threads.submit(() -> other.execute(parent, block)));
    }
    BlockResult result = mine.execute(parent, block);
    for (Future<BlockResult> each : pending) {
      await(each);
    }
    return result;
  }

  private static void await(Future<BlockResult> pending) {
    try {
      pending.get();
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
