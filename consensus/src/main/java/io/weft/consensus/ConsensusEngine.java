package io.weft.consensus;

import java.util.concurrent.Callable;

/** Orders blocks: asks for candidates, reaches agreement, hands on what was agreed. */
public interface ConsensusEngine extends AutoCloseable {
  /** Starts the engine's thread. */
  void start();

  /** Tells that the pool has transactions to include; any thread, cheap, never blocks. */
  void transactionsWaiting();

  /**
   * Runs {@code action} on the consensus thread while no block is being made, and waits for it.
   *
   * @throws Exception what the action threw
   * @throws IllegalStateException if the engine is closed
   */
  <T> T betweenBlocks(Callable<T> action) throws Exception;

  /** Finishes the block in hand and stops the thread. */
  @Override
  void close();
}
