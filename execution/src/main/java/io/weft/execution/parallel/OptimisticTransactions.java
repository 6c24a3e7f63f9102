package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StaleRead;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of a block ahead of their turn and takes over in order what holds.
 *
 * <p>Of the {@link Crew}, the first worker is the thread that was given the block. It prefers the
 * frontier: it takes over what is done there, and executes there what nobody has begun. The others
 * prefer to claim the next transaction of the window and speculate, and come to the frontier with
 * nothing to claim. With nothing to do there either, a worker helps with what takes another
 * {@linkplain SharedWork very long}, recovers senders, and then waits.
 *
 * <p>A speculation that the frontier has reached while it still runs is waited for, unless a slot
 * it read has changed since: then it cannot hold, and the frontier executes the transaction itself.
 * That is looked at once, for what it reads from then on is final. Where nobody has had anything
 * else to do for long, an account that has changed is reason enough: what a transaction sees of the
 * future may make it use up all its gas, which takes longer than many blocks.
 *
 * <p>Those that are expected to conflict are claimed one after the other, in {@link Chains}.
 *
 * <p>One that is done but has read what has changed since is done again, ahead of its turn, by a
 * worker who has nothing to begin, unless there are only two.
 *
 * <p>When all have passed the frontier, those who are still there divide among them {@linkplain
 * Conclusion what is left to do}.
 *
 * <p>What two processors write in turn costs each of them dearly, so each worker has its own
 * speculations, and the block's state mostly stays with the first.
 *
 * <p>One block at a time. All its threads have left before {@link #execute} returns.
 */
final class OptimisticTransactions implements TransactionExecutor {
  private static final int LOCATIONS_PER_TRANSACTION = 8;

  /**
   * Of two workers the one that waits would look at what the other one is about to write, which
   * costs both more than it gains.
   */
  private static final int LEAST_WORKERS_TO_REPEAT = 3;

  /** So often is a transaction done again ahead of its turn. */
  private static final int MOST_REPEATS = 8;

  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ScheduleHook hook;
  private final MultiVersionState versions;
  private final Schedule schedule = new Schedule();
  private final Window window;
  private final SharedWork shared;
  private final Recorder recorder;
  private final Reporter reporter;
  private final Crew crew;
  private final Senders senders = new Senders();
  private final Conclusion conclusion;

  private Lane[] lanes = new Lane[0];

  /** Of each transaction that was claimed; written before its state says so. */
  private @Nullable Speculation[] speculations = new @Nullable Speculation[0];

  /** Whether stale speculations are done again ahead of their turn. */
  private boolean repeats;

  /** The transaction whose running speculation was last checked; the frontier holder's. */
  private int checked;

  // The block; written before others are invited.
  private @Nullable BlockExecution execution;
  private @Nullable Candidates candidates;
  private @Nullable BlockEnvironment environment;
  private @Nullable StateView parent;
  private EmptyAccountRule emptyAccountRule = EmptyAccountRule.DELETE;

  private int workers;

  OptimisticTransactions(WorkerPool pool, ParallelSettings settings) {
    this(pool, settings, report -> {});
  }

  /**
   * One that others learn from.
   *
   * @param learner hears of every block before {@code settings.reports()} does, on any one of the
   *     threads that execute it and while others may still be at it
   */
  OptimisticTransactions(
      WorkerPool pool, ParallelSettings settings, Consumer<ExecutionReport> learner) {
    this.pool = pool;
    this.settings = settings;
    hook = settings.hook();
    versions = new MultiVersionState(settings.hashKey());
    window = settings.newWindow();
    recorder = new Recorder(settings.nanoClock());
    crew = new Crew(pool);
    shared = new SharedWork(crew);
    reporter = new Reporter(recorder, Mode.OPTIMISTIC, learner);
    conclusion = new Conclusion(reporter);
  }

  @Override
  public void execute(BlockExecution blockExecution, Candidates blockCandidates) {
    execute(blockExecution, blockCandidates, ModePicker.ASKED_FOR, Order.OWN);
  }

  /**
   * The same.
   *
   * @param reason to report for executing them so
   * @param order in which to claim them
   */
  void execute(
      BlockExecution blockExecution, Candidates blockCandidates, String reason, Order order) {
    int count = blockCandidates.count();
    if (count == 0) {
      return;
    }
    workers = Math.min(pool.workers(), count);
    open(blockExecution, blockCandidates, order);
    long number = blockExecution.environment().number();
    reporter.open(new Reporter.Subject(number, count, reason, () -> {}), timelines());
    conclusion.open();
    try {
      crew.run(workers, lane -> serve(lanes[lane]));
      if (schedule.isComplete()) {
        blockExecution.state().takeShares(Conclusion.shares(List.of(lanes).subList(0, workers)));
      }
      settings.reports().accept(reporter.report());
    } finally {
      close();
    }
  }

  /** Nothing of the block stays, above all not its state: a store keeps what others may read. */
  private void close() {
    execution = null;
    candidates = null;
    environment = null;
    parent = null;
    for (Lane lane : lanes) {
      lane.release();
    }
    senders.close();
    shared.forget();
  }

  private void open(BlockExecution blockExecution, Candidates blockCandidates, Order order) {
    int count = blockCandidates.count();
    execution = blockExecution;
    candidates = blockCandidates;
    environment = blockExecution.environment();
    parent = blockExecution.parentState();
    emptyAccountRule = TransactionProcessor.emptyAccountRule(environment.fork());
    window.reset(workers);
    schedule.open(count, order);
    versions.open(LOCATIONS_PER_TRANSACTION * count);
    makeLanes();
    senders.open(blockCandidates);
    if (speculations.length < count) {
      speculations = new @Nullable Speculation[count];
    }
    checked = -1;
    repeats = workers >= LEAST_WORKERS_TO_REPEAT;
    StateDiff before = blockExecution.diff();
    if (!before.isEmpty()) {
      ParentChanges.publish(before, versions);
    }
    for (Lane lane : lanes) {
      lane.clear();
    }
    recorder.begin(count);
  }

  private void makeLanes() {
    int made = lanes.length;
    if (made < workers) {
      Lane[] more = Arrays.copyOf(lanes, workers);
      for (int i = made; i < workers; i++) {
        VersionedStateView view = new VersionedStateView(versions, parent(), hook, i);
        more[i] = new Lane(i, processor(), view, versions);
      }
      lanes = more;
    }
  }

  private Recorder.Timeline[] timelines() {
    Recorder.Timeline[] timelines = new Recorder.Timeline[workers];
    Arrays.setAll(timelines, i -> lanes[i].timeline);
    return timelines;
  }

  private TransactionProcessor processor() {
    return execution().anotherProcessor(shared);
  }

  private void serve(Lane lane) {
    try {
      work(lane);
      if (schedule.isComplete()) {
        crew.tellOver();
        conclusion.share(lane, execution().state());
      }
    } finally {
      hook.at(Point.LEAVE, lane.index, ScheduleHook.NO_TRANSACTION);
    }
  }

  private void work(Lane lane) {
    lane.timeline.enter();
    try {
      if (!schedule.isOver()) {
        lane.timeline.busy(recorder.now());
      }
      int idle = 0;
      int waitedFor = -1;
      int waitedSince = 0;
      while (!schedule.isOver()) {
        hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
        int size = window.size();
        boolean isLong = waitedFor == schedule.frontier() && Crew.isLong(idle - waitedSince);
        boolean isDone =
            lane.isAtFrontier()
                ? advance(lane, isLong) || speculate(lane, size)
                : speculate(lane, size) || advance(lane, isLong);
        isDone = isDone || shared.help() || senders.recoverNext(schedule.frontier());
        if (!isDone && repeats && (idle == 0 || Crew.isPatienceOver(idle))) {
          isDone = repeat(lane);
        }
        if (!isDone && waitedFor == schedule.frontier()) {
          // The transaction there takes long; rather than sleep, see to what comes much later.
          isDone = speculate(lane, window.reach());
        }
        if (isDone) {
          if (idle > 0) {
            lane.timeline.busy(recorder.now());
          }
          idle = 0;
        } else {
          if (idle == 0) {
            lane.timeline.idle(recorder.now());
          }
          if (Crew.isPatienceOver(idle) && waitedFor != schedule.frontier()) {
            waitedFor = schedule.frontier();
            waitedSince = idle;
          }
          crew.pause(idle++);
          lane.watchdog.paused(schedule);
        }
      }
    } finally {
      lane.timeline.leave(recorder.now());
      // The block is over, or this worker has failed and the block with it.
      schedule.end();
      if (!schedule.isComplete()) { // else who is still at something was told when it was passed
        for (Lane other : lanes) {
          other.view.abandon();
        }
      }
    }
  }

  // ---- the frontier

  /**
   * Does what can be done at the frontier, unless another worker is there; whether it moved.
   *
   * @param isLong whether it has been waited for long
   */
  private boolean advance(Lane lane, boolean isLong) {
    if (!schedule.tryFrontier()) {
      return false;
    }
    boolean moved = false;
    try {
      while (!schedule.isOver() && step(lane, schedule.frontier(), isLong && !moved)) {
        moved = true;
      }
    } finally {
      schedule.leaveFrontier();
    }
    return moved;
  }

  /** Brings the transaction at the frontier to its end; false while it is a worker's. */
  private boolean step(Lane lane, int transaction, boolean isLong) {
    int state = schedule.state(transaction);
    boolean isDone = state == Schedule.DONE;
    boolean isLost = state == Schedule.RUNNING && isHopeless(transaction, isLong);
    boolean isFree = state == Schedule.UNCLAIMED && !settings.speculatesOnAll();
    if (!isDone && !isLost && !isFree) {
      return false;
    }
    if (!schedule.take(transaction, state)) {
      return false;
    }
    boolean goesOn = true;
    if (candidates().isWanted(transaction)) {
      if (isLost) {
        abandon(lane, transaction);
        recorder.takenOver();
        window.failed();
      }
      goesOn = isDone ? settle(lane, transaction) : run(lane, transaction, !isLost);
    } else if (isDone) {
      withdraw(speculation(transaction));
    }
    hook.at(Point.COMMIT, lane.index, transaction);
    if (goesOn) {
      schedule.pass();
    } else {
      schedule.end();
    }
    return true;
  }

  /** Whether a speculation under way has read what has changed since. */
  private boolean isHopeless(int transaction, boolean isLong) {
    if (isLong) {
      return speculation(transaction).reads.mayBeStale(versions, transaction + 1);
    }
    if (checked == transaction) {
      return false;
    }
    checked = transaction;
    return isStale(speculation(transaction), transaction);
  }

  private boolean isStale(Speculation speculation, int transaction) {
    return speculation.reads.isStale(versions, transaction + 1);
  }

  private void abandon(Lane lane, int transaction) {
    Speculation lost = speculation(transaction);
    VersionedStateView view = lost.view;
    hook.at(Point.ABORT, lane.index, transaction);
    if (view != null) {
      view.abandon();
    }
    if (lost.previous != null) {
      withdraw(lost.previous);
    }
  }

  /** Adopts a speculation, or does again what it did. */
  private boolean settle(Lane lane, int transaction) {
    hook.at(Point.VALIDATE, lane.index, transaction);
    Speculation speculation = speculation(transaction);
    Executed executed = speculation.executed;
    BlockExecution block = execution();
    if (speculation.repeats > 0) {
      recorder.repeated(speculation.repeats, speculation.nanosBefore);
    }
    StaleRead stale = executed == null ? null : speculation.footprint.staleIn(block.state());
    if (executed != null
        && stale == null
        && block.hasRoomFor(speculation.gasLimit, speculation.blobGas)) {
      block.adopt(speculation.type, speculation.blobGas, executed, speculation.footprint);
      window.held();
      recorder.adopted(
          transaction, speculation.nanos, executed.gasUsed(), speculation.dependencies);
      return candidates().ended(transaction, executed);
    }
    hook.at(Point.ABORT, lane.index, transaction);
    window.failed();
    recorder.wasted(speculation.nanos, executed, stale);
    withdraw(speculation);
    return run(lane, transaction, false);
  }

  private void withdraw(Speculation speculation) {
    if (speculation.executed != null) {
      speculation.footprint.visitChanges(new Withdrawal(versions, speculation.transaction + 1));
    }
  }

  /** Executes a transaction on the block's own state. */
  private boolean run(Lane lane, int transaction, boolean isFirst) {
    if (isFirst) {
      window.passed();
    }
    long start = recorder.now();
    lane.processor.evm().stopBy(null);
    TransactionResult result =
        execution()
            .add(
                candidates().transaction(transaction),
                senders.of(transaction),
                null,
                lane.processor);
    long end = recorder.now();
    Span.Kind kind = isFirst ? Span.Kind.FRONTIER : Span.Kind.REPEAT;
    lane.timeline.add(transaction, kind, start, end);
    lane.dependencies.clear();
    long gas = 0;
    if (result instanceof Executed executed) {
      gas = executed.gasUsed();
      JournaledState state = execution().state();
      state.visitChanges(
          lane.publisher.writing(transaction + 1, environment().coinbase(), lane.dependencies));
    }
    recorder.executed(transaction, end - start, gas, lane.dependencies);
    return candidates().ended(transaction, result);
  }

  // ---- ahead of it

  /** Speculates on the next transaction of the window; false where there is none. */
  private boolean speculate(Lane lane, int ahead) {
    int transaction = schedule.claim(ahead, settings.speculatesOnAll() ? 0 : 1);
    if (transaction < 0) {
      return false;
    }
    Speculation speculation = lane.speculation(transaction, schedule.frontier());
    if (!prepare(lane, speculation)) {
      return true;
    }
    try {
      if (schedule.start(transaction)) {
        hook.at(Point.CLAIM, lane.index, transaction);
        runAhead(lane, speculation);
      }
    } finally {
      speculation.view = null;
    }
    return true;
  }

  /** Does again what is done but stale by now; false where there is nothing of the kind. */
  private boolean repeat(Lane lane) {
    int end = schedule.nextClaim();
    for (int i = schedule.frontier() + 1; i < end; i++) {
      if (schedule.state(i) == Schedule.DONE) {
        Speculation stale = speculation(i);
        if (stale.repeats < MOST_REPEATS && isStale(stale, i) && schedule.reopen(i)) {
          repeat(lane, i);
          return true;
        }
      }
    }
    return false;
  }

  private void repeat(Lane lane, int transaction) {
    Speculation speculation = lane.speculation(transaction, schedule.frontier());
    speculation.replace(speculation(transaction));
    if (!prepare(lane, speculation)) {
      return;
    }
    try {
      schedule.restart(transaction);
      hook.at(Point.REPEAT, lane.index, transaction);
      runAhead(lane, speculation);
    } finally {
      speculation.view = null;
    }
  }

  /** Makes ready what the transaction is to run in; false where the block has ended. */
  private boolean prepare(Lane lane, Speculation speculation) {
    lane.view.open(parent(), speculation.transaction, speculation);
    if (schedule.isOver()) {
      return false; // that the block has ended may have been said before there was a view to tell
    }
    speculation.view = lane.view;
    speculations[speculation.transaction] = speculation;
    return true;
  }

  /** Runs a transaction that is this worker's, and shows what it came to unless it has lost it. */
  private void runAhead(Lane lane, Speculation speculation) {
    int transaction = speculation.transaction;
    long start = recorder.now();
    execute(lane, speculation, transaction);
    long end = recorder.now();
    speculation.nanos = end - start;
    lane.timeline.add(transaction, Span.Kind.SPECULATION, start, end);
    if (schedule.finish(transaction)) {
      hook.at(Point.PUBLISH, lane.index, transaction);
      if (speculation.previous != null) {
        withdraw(speculation.previous);
        speculation.previous = null;
      }
      if (speculation.executed != null) {
        speculation.footprint.visitChanges(
            lane.publisher.writing(transaction + 1, environment().coinbase()));
      }
      schedule.done(transaction);
    }
  }

  private void execute(Lane lane, Speculation speculation, int transaction) {
    Transaction subject = candidates().transaction(transaction);
    Address sender = senders.of(transaction);
    JournaledState state = lane.state;
    speculation.executed = null;
    state.reset(lane.view, emptyAccountRule);
    lane.view.expect(sender, subject.nonce());
    lane.processor.evm().stopBy(lane.view.stop());
    try {
      TransactionResult result =
          lane.processor.process(
              environment(),
              subject,
              sender,
              environment().gasLimit(),
              Long.MAX_VALUE,
              state,
              null);
      if (result instanceof Executed executed) {
        speculation.note(subject);
        speculation.footprint.take(state);
        speculation.executed = executed;
      }
    } catch (RuntimeException e) {
      // Abandoned, or something that a guess led to. If it is real, it happens again at the
      // frontier.
      speculation.executed = null;
    } catch (StackOverflowError | OutOfMemoryError e) {
      // The same, but wherever it struck, something may be half done.
      speculation.executed = null;
      lane.renew(processor());
    }
  }

  private Speculation speculation(int transaction) {
    return present(speculations[transaction]);
  }

  // ---- what is there while a block is

  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("no block is open");
    }
    return part;
  }

  private BlockExecution execution() {
    return present(execution);
  }

  private Candidates candidates() {
    return present(candidates);
  }

  private BlockEnvironment environment() {
    return present(environment);
  }

  private StateView parent() {
    return present(parent);
  }
}
