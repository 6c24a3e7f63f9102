package io.weft.execution;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.parallel.ParallelBlockExecutor;
import io.weft.execution.parallel.ParallelSettings;
import io.weft.execution.parallel.WorkerPool;
import io.weft.execution.transaction.SenderRecovery;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes executors of one kind, which share the threads that this owns. Which kind it is changes no
 * result.
 */
public final class BlockExecutors implements AutoCloseable {
  private final @Nullable WorkerPool pool;
  private final @Nullable ParallelSettings settings;
  private final RecentReports reports;

  private final boolean isListDriven;
  private final UnderWay underWay = new UnderWay();

  /** A block that is being executed; equal to itself alone. */
  public static final class Execution {
    private final long blockNumber;
    private final Thread thread;

    Execution(long blockNumber, Thread thread) {
      this.blockNumber = blockNumber;
      this.thread = thread;
    }

    public long blockNumber() {
      return blockNumber;
    }

    /** Who was given the block; {@link BlockExecutors#helpers} may help. */
    public Thread thread() {
      return thread;
    }
  }

  private BlockExecutors(
      @Nullable WorkerPool pool,
      @Nullable ParallelSettings settings,
      RecentReports reports,
      boolean isListDriven) {
    this.pool = pool;
    this.settings = settings;
    this.reports = reports;
    this.isListDriven = isListDriven;
  }

  /** Executors that execute one transaction after the other. */
  public static BlockExecutors sequential() {
    return new BlockExecutors(null, null, new RecentReports(), false);
  }

  /**
   * Executors that work on a block with several threads where that pays.
   *
   * @param workers threads that work on one block, the caller's among them
   * @param hashKey drawn anew by each process, so that nobody can prepare keys that collide
   * @param nanoClock for reports alone
   */
  public static BlockExecutors parallel(int workers, long hashKey, LongSupplier nanoClock) {
    RecentReports reports = new RecentReports();
    return new BlockExecutors(
        WorkerPool.start(workers),
        ParallelSettings.standard(hashKey, nanoClock, reports::add),
        reports,
        false);
  }

  /** The same, but with several threads also where one would be picked. */
  public static BlockExecutors optimistic(int workers, long hashKey, LongSupplier nanoClock) {
    RecentReports reports = new RecentReports();
    return new BlockExecutors(
        WorkerPool.start(workers),
        ParallelSettings.neverInTurn(hashKey, nanoClock, reports::add),
        reports,
        false);
  }

  /** The same, but every transaction of every block goes the way of speculation. */
  public static BlockExecutors speculating(int workers, long hashKey, LongSupplier nanoClock) {
    return speculating(workers, ParallelSettings.WINDOW, hashKey, nanoClock);
  }

  /**
   * The same.
   *
   * @param window how far ahead of the frontier they speculate
   */
  public static BlockExecutors speculating(
      int workers, int window, long hashKey, LongSupplier nanoClock) {
    RecentReports reports = new RecentReports();
    return new BlockExecutors(
        WorkerPool.start(workers),
        ParallelSettings.everySpeculation(window, hashKey, nanoClock, reports::add),
        reports,
        false);
  }

  /**
   * The same, but the access list drives every block. Where none comes with a block, it is executed
   * once more, by one thread and before, to have one.
   */
  public static BlockExecutors listDriven(int workers, long hashKey, LongSupplier nanoClock) {
    RecentReports reports = new RecentReports();
    return new BlockExecutors(
        WorkerPool.start(workers),
        ParallelSettings.standard(hashKey, nanoClock, reports::add),
        reports,
        true);
  }

  /** Whether access lists of a fork's blocks are followed; other blocks are executed without. */
  public static boolean followList(Fork fork) {
    return ParallelBlockExecutor.canFollowList(fork);
  }

  /** Whether they want an access list with every block. */
  public boolean areListDriven() {
    return isListDriven;
  }

  /** How the last block with this number was executed; null if that is not known any more. */
  public @Nullable ExecutionReport report(long blockNumber) {
    return reports.get(blockNumber);
  }

  /** How long workers had nothing to do in blocks under execution, all of them so far. */
  public long idleNanos() {
    return reports.idleNanos();
  }

  /** The report on whatever was executed last, or null. */
  public @Nullable ExecutionReport lastReport() {
    return reports.last();
  }

  /**
   * An executor for blocks of one chain, for one thread at a time. It does not hold blocks against
   * the rules around their execution.
   */
  public BlockExecutor create(ChainSpec spec, SenderRecovery senders) {
    return underWay.seenAt(executor(spec, senders));
  }

  private BlockExecutor executor(ChainSpec spec, SenderRecovery senders) {
    if (pool == null || settings == null) {
      return new SequentialBlockExecutor(spec, senders);
    }
    return isListDriven
        ? new ListFirstExecutor(
            new SequentialBlockExecutor(spec, senders),
            ParallelBlockExecutor.listDriven(spec, senders, pool, settings))
        : new ParallelBlockExecutor(spec, senders, pool, settings);
  }

  /** The same for the transactions of blocks that are being built. */
  public TransactionExecutor forBuilding() {
    return underWay.seenBuilding(
        pool == null || settings == null
            ? SequentialTransactions.UNWATCHED
            : ParallelBlockExecutor.forBuilding(pool, settings));
  }

  /** The blocks that are being executed right now. */
  public List<Execution> underWay() {
    return underWay.executions();
  }

  /** The threads that help whoever executes a block, as of now. */
  public List<Thread> helpers() {
    return pool == null ? List.of() : pool.threads();
  }

  /** The same for transactions alone, as tests have them: nothing comes before or after. */
  public TransactionExecutor forTransactions(ChainSpec spec) {
    return pool != null && settings != null && isListDriven
        ? ParallelBlockExecutor.listFirst(spec, pool, settings)
        : forBuilding();
  }

  /** Changes how many threads work on a block, from the next one on. */
  public void resize(int workers) {
    if (pool != null) {
      pool.resize(workers);
    }
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
