package io.weft.execution.parallel;

import io.weft.execution.block.AdoptedTransactions;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of a block all at once, each on the state that the block's access list
 * says it will find (EIP-7928).
 *
 * <pre>
 *   enter the list's accounts | execute transactions | receipts, what the accounts came to
 *              all workers at each, and nobody goes on before all is done
 * </pre>
 *
 * <p>Nobody waits for what another transaction writes, none is executed twice, and little is left
 * to put together in their order: whoever executes a transaction holds what it accessed and left
 * against the list. If each did what is listed of it, and all that is listed was done by one of
 * them or by the block itself, then by induction each found what those before it left, the list is
 * the one that the block would have come to, and what the block changed is what the list says.
 *
 * <p>Lists of blocks before Amsterdam, which came from somewhere else, are held to the same. What a
 * list cannot say, as that an account with its storage is gone, counts as a wrong list. One block
 * at a time.
 */
final class ListDrivenTransactions {
  private static final int ACCOUNTS_AT_A_TIME = 32;

  /** A worker comes back for transactions so often, or each is claimed by itself. */
  private static final int CLAIMS_A_WORKER = 64;

  /** The worker whose thread was given the block. */
  private static final int OWNER = 0;

  /** Light ones are claimed together, so that workers seldom meet. */
  private static final int MOST_AT_A_TIME = 8;

  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ScheduleHook hook;
  private final Recorder recorder;
  private final Crew crew;
  private final Claims entering = new Claims();
  private final Claims executing = new Claims();
  private final Claims concluding = new Claims();
  private final ListedResults results = new ListedResults();
  private final Reporter reporter;
  private final SharedWork shared;

  /** None where a failure has left something in the middle. */
  private @Nullable Lane[] lanes = new @Nullable Lane[0];

  /** Whether something happened that is not listed, or a worker failed. */
  private volatile boolean isWrong;

  private record Block(
      BlockExecution execution, Candidates candidates, ListedState listed, ListedOutcome outcome) {
    BlockEnvironment environment() {
      return execution.environment();
    }
  }

  /** What a worker works with while it is at a block. */
  private static final class Lane {
    final int index;

    final TransactionProcessor processor;
    final ListedStateView view;
    final ListChecker checker;
    final JournaledState state;
    final Recorder.Timeline timeline = new Recorder.Timeline();

    /** How many changes are listed of the accounts it concluded. */
    int changesListed;

    Lane(int index, Block block, SharedWork shared, ScheduleHook hook) {
      this.index = index;
      processor = block.execution.anotherProcessor(shared);
      view = new ListedStateView(block.listed, hook, index);
      checker = new ListChecker(block.listed);
      state = new JournaledState(view, EmptyAccountRule.DELETE);
      state.trackAccesses(true);
    }

    /** Lets go of the block. */
    void release() {
      view.open(ListedState.NOTHING, 0, new Dependencies());
      checker.open(ListedState.NOTHING);
      state.reset(view, EmptyAccountRule.DELETE);
    }

    /** Starts over with another block. */
    void open(ListedState listed) {
      timeline.clear();
      checker.open(listed);
      changesListed = 0;
    }
  }

  ListDrivenTransactions(WorkerPool pool, ParallelSettings settings) {
    this(pool, settings, report -> {});
  }

  /**
   * One that others learn from.
   *
   * @param learner hears of every block of which all that is listed was executed, before {@code
   *     settings.reports()} does, on any one of the threads that execute it and while others may
   *     still be at it
   */
  ListDrivenTransactions(
      WorkerPool pool, ParallelSettings settings, Consumer<ExecutionReport> learner) {
    this.pool = pool;
    this.settings = settings;
    hook = settings.hook();
    recorder = new Recorder(settings.nanoClock());
    reporter = new Reporter(recorder, Mode.LIST_DRIVEN, learner);
    crew = new Crew(pool);
    shared = new SharedWork(crew);
  }

  /**
   * Whether lists of blocks of a fork say enough. Before London it was too common that an account
   * went.
   */
  static boolean canExecute(Fork fork) {
    return fork.isAtLeast(Fork.LONDON);
  }

  /**
   * Executes candidates, all of which the block includes.
   *
   * @param reason to report for executing them so
   * @param first those to begin with
   * @return whether it was done; if not, the list is wrong or a candidate is, and nothing happened.
   *     Where it was, {@link BlockExecution#isListRight} has the last word
   */
  boolean execute(
      BlockExecution execution,
      Candidates candidates,
      BlockAccessList list,
      String reason,
      List<Integer> first) {
    int count = candidates.count();
    int workers = Math.max(1, Math.min(pool.workers(), count));
    recorder.begin(count);
    ListedState listed = new ListedState(list, execution.parentState());
    Block block = new Block(execution, candidates, listed, new ListedOutcome(listed));
    Lane[] open = open(block, workers, first);
    Recorder.Timeline[] timelines = new Recorder.Timeline[workers];
    Arrays.setAll(timelines, i -> open[i].timeline);
    long number = execution.environment().number();
    reporter.open(
        new Reporter.Subject(number, count, reason, () -> results.report(recorder)), timelines);
    try {
      crew.run(workers, lane -> work(open[lane], block));
      boolean isDone = !isWrong && results.haveRoomIn(execution.gasLeft(), execution.blobGasLeft());
      if (isDone) {
        takeOver(block, open);
      }
      return isDone;
    } finally {
      close();
    }
  }

  /** Nothing of the block stays, above all not its state: a store keeps what others may read. */
  private void close() {
    for (Lane lane : lanes) {
      if (lane != null) {
        lane.release();
      }
    }
    results.close();
    shared.forget();
  }

  private Lane[] open(Block block, int workers, List<Integer> first) {
    if (lanes.length < workers) {
      lanes = Arrays.copyOf(lanes, workers);
    }
    Lane[] open = new Lane[workers];
    for (int i = 0; i < workers; i++) {
      open[i] = lane(i, block);
      open[i].open(block.listed);
    }
    int count = block.candidates.count();
    results.open(count);
    int accounts = block.listed.size();
    entering.open(accounts, ACCOUNTS_AT_A_TIME, List.of());
    executing.open(
        count, Math.clamp(count / (CLAIMS_A_WORKER * workers), 1, MOST_AT_A_TIME), first);
    concluding.open(accounts, ACCOUNTS_AT_A_TIME, List.of());
    isWrong = false;
    return open;
  }

  private Lane lane(int index, Block block) {
    Lane lane = lanes[index];
    if (lane == null) {
      lane = new Lane(index, block, shared, hook);
      lanes[index] = lane;
    }
    return lane;
  }

  // ---- by every worker

  private void work(Lane lane, Block block) {
    boolean isOver = false;
    try {
      hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
      if (executeAll(lane, block)) {
        conclude(lane, block);
      }
      isOver = true;
    } finally {
      if (!isOver) {
        isWrong = true; // this worker has failed, and the block with it
      }
      hook.at(Point.LEAVE, lane.index, ScheduleHook.NO_TRANSACTION);
    }
  }

  /** Does a worker's part until all is executed; whether all did what is listed. */
  private boolean executeAll(Lane lane, Block block) {
    lane.timeline.enter();
    try {
      if (!executing.areFinished()) {
        lane.timeline.busy(recorder.now());
      }
      return enter(lane, block) && execute(lane, block);
    } finally {
      lane.timeline.leave(recorder.now());
    }
  }

  /** Enters accounts of the list; whether there is a list to go by when all are there. */
  private boolean enter(Lane lane, Block block) {
    Claims.Share share = entering.share();
    for (int i = share.next(); i >= 0; i = share.next()) {
      block.listed.enter(i);
    }
    finish(share, entering);
    boolean isThere = awaitAll(lane, entering) && block.listed.isInOrder();
    if (!isThere) {
      isWrong = true;
    }
    return isThere;
  }

  /** Executes transactions; whether all did what is listed. */
  private boolean execute(Lane lane, Block block) {
    Claims.Share share = executing.share();
    int transaction = share.next();
    while (transaction >= 0 && !isWrong) {
      hook.at(Point.CLAIM, lane.index, transaction);
      execute(lane, block, transaction);
      hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
      transaction = share.next();
    }
    finish(share, executing);
    return awaitAll(lane, executing);
  }

  private void conclude(Lane lane, Block block) {
    results.makeReceipts(lane.index);
    // The owner goes on with the block, so that another worker reports if there is one.
    if (lane.index != OWNER) {
      reporter.tryMake();
    }
    Claims.Share share = concluding.share();
    for (int i = share.next(); i >= 0; i = share.next()) {
      lane.changesListed += block.outcome.conclude(i);
    }
    share.finish();
    reporter.tryMake();
  }

  /** Whoever finishes the last of it wakes those who wait for that. */
  private void finish(Claims.Share share, Claims claims) {
    share.finish();
    if (claims.areFinished() && crew.resting() > 0) {
      crew.wake();
    }
  }

  /**
   * Waits until all have finished something, and helps with what takes another {@linkplain
   * SharedWork very long}; false where they never will, since the list is wrong.
   *
   * @throws IllegalStateException if they never will for a fault of the engine
   */
  private boolean awaitAll(Lane lane, Claims claims) {
    boolean isWaiting = false;
    int tries = -Crew.SPINS_FOR_LAST;
    while (!claims.areFinished()) {
      boolean areLost = claims.areLost(); // asked first, for who finds the list wrong leaves some
      if (isWrong) {
        return false;
      }
      if (areLost) {
        throw new IllegalStateException("parallel execution stalled: " + claims);
      }
      hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
      if (shared.help()) {
        lane.timeline.busy(recorder.now());
        tries = -Crew.SPINS_FOR_LAST;
      } else {
        lane.timeline.idle(recorder.now());
        isWaiting = true;
        crew.pause(tries++);
      }
    }
    if (isWaiting) {
      lane.timeline.busy(recorder.now());
    }
    return !isWrong;
  }

  private void execute(Lane lane, Block block, int transaction) {
    long start = recorder.now();
    lane.view.open(block.listed, transaction, results.dependencies(transaction));
    Transaction subject = block.candidates.transaction(transaction);
    Executed executed = executed(lane, block, transaction, subject);
    boolean isAsListed = executed != null && lane.checker.check(lane.state, transaction);
    long now = recorder.now();
    lane.timeline.add(transaction, Span.Kind.SPECULATION, start, now);
    hook.at(Point.PUBLISH, lane.index, transaction);
    if (executed != null) {
      results.set(transaction, lane.index, subject, executed, now - start);
    }
    if (!isAsListed) {
      isWrong = true;
    }
  }

  /** Null where it is rejected, or fails because of something that only a wrong list says. */
  private @Nullable Executed executed(Lane lane, Block block, int index, Transaction transaction) {
    BlockEnvironment environment = block.environment();
    lane.state.reset(lane.view, TransactionProcessor.emptyAccountRule(environment.fork()));
    try {
      TransactionResult result =
          lane.processor.process(
              environment,
              transaction,
              block.candidates.sender(index),
              environment.gasLimit(),
              Long.MAX_VALUE,
              lane.state,
              null);
      return result instanceof Executed executed ? executed : null;
    } catch (RuntimeException e) {
      return null; // if it is real, it happens again without a list
    } catch (StackOverflowError | OutOfMemoryError e) {
      // The same, but wherever it struck, something may be half done: the next block has another.
      lanes[lane.index] = null;
      return null;
    }
  }

  // ---- when all have ended

  private void takeOver(Block block, Lane[] by) {
    int changesLeft = 0;
    for (Lane lane : by) {
      changesLeft += lane.changesListed - lane.checker.changes();
    }
    block.outcome.remain(changesLeft);
    AdoptedTransactions adopted = results.adopted();
    block.execution.adoptListed(adopted, block.outcome);
    block.candidates.allEnded(adopted.results());
    settings.reports().accept(reporter.report());
  }
}
