package io.weft.node.prefetch;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import io.weft.node.metrics.StageTimers;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads ahead, block by block, with threads of its own.
 *
 * <p>Where nearly everything was at hand already, reading ahead only costs processor time; so each
 * block that shows it makes the prefetcher sit out twice as many of the next as before, up to
 * {@value #MOST_SKIPPED}. One block that has to wait for the store puts it back to work. A state in
 * memory is thereby left alone without anybody having to say so.
 */
public final class Prefetcher implements AutoCloseable {
  /** More outstanding reads do not make a disk faster. */
  public static final int READERS = 32;

  private static final int MOST_SKIPPED = 64;

  /** Reading ahead pays where one in so many reads has to wait. */
  private static final int READS_A_WAIT = 32;

  private static final long IDLE_SECONDS = 10;

  private final ChainSpec spec;
  private final @Nullable AccessPredictor predictor;
  private final StageTimers timers;

  /** Guarded by itself. */
  private final BlockExecutor frames;

  private final ThreadPoolExecutor readers;
  private final int threads;

  /** Guarded by this. */
  private int skipLength;

  /** Guarded by this. */
  private int skipLeft;

  /**
   * @param threads that wait for the store at the same time, at least two
   * @param predictor of slots, or null to read only what transactions name
   */
  public Prefetcher(
      ChainSpec spec, int threads, @Nullable AccessPredictor predictor, StageTimers timers) {
    this.spec = spec;
    this.frames = new SequentialBlockExecutor(spec, SenderRecovery.of(spec));
    this.threads = threads;
    this.predictor = predictor;
    this.timers = timers;
    AtomicInteger count = new AtomicInteger();
    readers =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              String name = "weft-prefetch-" + count.incrementAndGet();
              return Thread.ofPlatform().name(name).daemon().unstarted(task);
            });
    readers.allowCoreThreadTimeOut(true);
  }

  /**
   * Begins to read for a block, and returns at once.
   *
   * @param parent or any block before, whose state later reads share a cache with; no more of it is
   *     asked for than its state and hashes
   * @param accessList of the block, or null; where there is one nothing else needs to be known
   */
  public Reading begin(
      ParentBlock parent,
      Block block,
      SenderRecovery senders,
      @Nullable BlockAccessList accessList) {
    if (accessList != null) {
      // What it names includes what the frame reads.
      return begin(new ListPlan(accessList), parent.state(), () -> {});
    }
    BlockEnvironment environment = BlockExecution.environment(spec, block.header(), parent);
    List<Transaction> transactions = block.transactions();
    ReadingPlan plan =
        new TransactionPlan(
            transactions,
            i -> senders.recover(transactions.get(i), environment.fork()),
            environment,
            predictor);
    return begin(plan, parent.state(), () -> readFrame(parent, block));
  }

  /**
   * The same for transactions that a block under construction is about to try.
   *
   * @param state before the block
   * @param senders of the transactions; any thread may ask
   */
  public Reading begin(
      BlockEnvironment environment,
      StateView state,
      List<Transaction> transactions,
      IntFunction<@Nullable Address> senders) {
    return begin(
        new TransactionPlan(transactions, senders, environment, predictor), state, () -> {});
  }

  private Reading begin(ReadingPlan plan, StateView state, Runnable first) {
    Reading reading = new Reading(plan, state, timers);
    if (isSittingOut() || plan.parts() == 0) {
      reading.cancel();
      return reading;
    }
    reading.whenDone(this::judge);
    readers.execute(reading.reader(first));
    for (int i = 0; i < Math.min(threads - 1, plan.parts()); i++) {
      readers.execute(reading.reader(() -> {}));
    }
    return reading;
  }

  /** Executes the block without its transactions: what is left are system calls and withdrawals. */
  private void readFrame(ParentBlock parent, Block block) {
    List<Withdrawal> withdrawals = block.body().withdrawals();
    Block empty = new Block(block.header(), new BlockBody(List.of(), List.of(), withdrawals));
    parent.state().account(block.header().coinbase());
    synchronized (frames) {
      // Without its transactions a block may well be invalid, which is of no interest.
      var _ = frames.execute(parent, empty);
    }
  }

  private synchronized boolean isSittingOut() {
    if (skipLeft > 0) {
      skipLeft--;
      return true;
    }
    return false;
  }

  private synchronized void judge(long reads, long waits) {
    if (reads == 0) {
      return;
    }
    boolean wasAtHand = waits * READS_A_WAIT < reads;
    skipLength = wasAtHand ? Math.clamp(2L * skipLength, 1, MOST_SKIPPED) : 0;
    skipLeft = skipLength;
  }

  /** Ends the threads once they are done with what they read. */
  @Override
  public void close() {
    readers.shutdown();
  }
}
