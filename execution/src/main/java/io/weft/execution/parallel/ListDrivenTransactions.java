package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.Footprint;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StaleRead;
import io.weft.execution.state.TransactionAccesses;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Transaction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of a block all at once, each on the state that the block's access list
 * says it will find, and takes over in order what they did (EIP-7928): {@link Front}.
 *
 * <p>Nobody waits for what another transaction writes, and none is executed twice while the list is
 * right. Whether it is right is found out in one of two ways. Since Amsterdam a list says all that
 * matters: what the transactions accessed is made into a list again, which the caller holds against
 * the one given. If both are the same, then by induction each transaction found what the ones
 * before it left. Before Amsterdam, where a list is advice from somewhere else, and cannot say that
 * an empty account exists or that storage was wiped, what each transaction saw is compared at the
 * front with what is so, and one that saw something else is executed again.
 *
 * <p>A worker takes a transaction only once it has a state for it; states are its own, and come
 * back to it when the front has passed. So the front, which waits for the transaction that was
 * claimed first, always moves on. One block at a time.
 */
final class ListDrivenTransactions {
  /** So far may one worker be ahead of the front. */
  private static final int STATES_PER_LANE = 256;

  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ScheduleHook hook;
  private final Recorder recorder;
  private final Crew crew;
  private final Progress progress = new Progress();
  private Lane[] lanes = new Lane[0];

  private final Front<Ahead> front = new Front<>();

  /** Whether the list was found wrong; written by the holder of the front. */
  private volatile boolean isGivenUp;

  // The block; written before others are invited.
  private @Nullable Block block;

  /** How far an outcome relies on the list that it was reached with. */
  enum Reliance {
    /** It is right whatever the list says. */
    NONE,
    /** It is right if the list is the one that came of it. */
    WHOLE,
    /** The list is wrong, and the outcome void. */
    BETRAYED
  }

  private record Block(
      BlockExecution execution,
      Candidates candidates,
      BlockEnvironment environment,
      EmptyAccountRule emptyAccountRule,
      ListedState listed,
      boolean isListProof) {}

  /** A transaction executed ahead; the state is used again when {@link #isFree}. */
  private static final class Ahead {
    final Footprint footprint = new Footprint();
    final Dependencies dependencies = new Dependencies();
    @Nullable Address sender;

    /** Null where it was rejected or failed. */
    @Nullable Executed executed;

    @Nullable TransactionAccesses accesses;
    long nanos;

    /** Cleared by the worker it belongs to, set by the holder of the front. */
    volatile boolean isFree = true;
  }

  private final class Lane {
    /** Half a minute at least, since a pause takes the longest time by then. */
    private static final int PATIENCE = 200_000;

    final int index;
    final TransactionProcessor processor;
    final ListedStateView view;
    final Front.Taker<Ahead> taker = (transaction, ahead) -> pass(this, transaction, ahead);
    final JournaledState state;
    final Recorder.Timeline timeline = new Recorder.Timeline();
    final Watchdog watchdog = new Watchdog(PATIENCE);
    Ahead[] states = new Ahead[0];

    /** What it executes, or one that is never executed; written by its worker. */
    volatile int at = ScheduleHook.NO_TRANSACTION;

    Lane(int index, TransactionProcessor processor, ListedStateView view) {
      this.index = index;
      this.processor = processor;
      this.view = view;
      state = new JournaledState(view, EmptyAccountRule.DELETE);
    }

    /** A state that is not in use, the most recently used if possible; null if there is none. */
    @Nullable Ahead freeState() {
      for (Ahead ahead : states) {
        if (ahead.isFree) {
          return ahead;
        }
      }
      if (states.length == STATES_PER_LANE) {
        return null;
      }
      states = Arrays.copyOf(states, states.length + 1);
      states[states.length - 1] = new Ahead();
      return states[states.length - 1];
    }
  }

  ListDrivenTransactions(WorkerPool pool, ParallelSettings settings) {
    this.pool = pool;
    this.settings = settings;
    hook = settings.hook();
    recorder = new Recorder(settings.nanoClock());
    crew = new Crew(pool);
  }

  /**
   * Executes candidates until they end or one of them ends the block.
   *
   * @param first those to begin with
   * @return how far the outcome relies on the list
   */
  Reliance execute(
      BlockExecution execution, Candidates candidates, BlockAccessList list, List<Integer> first) {
    int count = candidates.count();
    if (count == 0) {
      return Reliance.NONE;
    }
    BlockEnvironment environment = execution.environment();
    ListedState listed = new ListedState(list, execution.parentState(), settings.hashKey());
    block =
        new Block(
            execution,
            candidates,
            environment,
            TransactionProcessor.emptyAccountRule(environment.fork()),
            listed,
            environment.fork().isAtLeast(Fork.AMSTERDAM));
    int workers = Math.min(pool.workers(), count);
    open(execution, workers, listed, first);
    try {
      crew.run(workers, lane -> work(lanes[lane], open()));
    } finally {
      block = null;
    }
    report(environment.number(), workers, count);
    if (!environment.fork().isAtLeast(Fork.AMSTERDAM)) {
      return Reliance.NONE;
    }
    return isGivenUp ? Reliance.BETRAYED : Reliance.WHOLE;
  }

  private void open(
      BlockExecution execution, int workers, ListedState listed, List<Integer> first) {
    int count = open().candidates.count();
    int made = lanes.length;
    if (made < workers) {
      lanes = Arrays.copyOf(lanes, workers);
      for (int i = made; i < workers; i++) {
        lanes[i] = new Lane(i, execution.anotherProcessor(), new ListedStateView(listed, hook, i));
      }
    }
    for (Lane lane : lanes) {
      lane.timeline.clear();
      lane.watchdog.clear();
      lane.at = ScheduleHook.NO_TRANSACTION;
      for (Ahead ahead : lane.states) {
        ahead.isFree = true;
      }
    }
    front.open(count, first);
    isGivenUp = false;
    recorder.begin(count);
  }

  private void report(long blockNumber, int workers, int count) {
    Recorder.Timeline[] timelines = new Recorder.Timeline[workers];
    for (int i = 0; i < workers; i++) {
      timelines[i] = lanes[i].timeline;
    }
    settings
        .reports()
        .accept(recorder.report(blockNumber, Mode.LIST_DRIVEN, workers, count, timelines));
  }

  private Block open() {
    Block open = block;
    if (open == null) {
      throw new IllegalStateException("no block is open");
    }
    return open;
  }

  private void work(Lane lane, Block open) {
    try {
      lane.timeline.busy(recorder.now());
      int idle = 0;
      while (!front.isOver()) {
        hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
        boolean hasExecuted = executeNext(lane, open);
        if (front.advance(lane.taker) || hasExecuted) {
          if (idle > 0) {
            lane.timeline.busy(recorder.now());
          }
          idle = 0;
        } else {
          if (idle == 0) {
            lane.timeline.idle(recorder.now());
          }
          crew.pause(idle++);
          lane.watchdog.paused(progress);
        }
      }
    } finally {
      lane.timeline.idle(recorder.now());
      // The block is over, or this worker has failed and the block with it.
      front.end();
      hook.at(Point.LEAVE, lane.index, ScheduleHook.NO_TRANSACTION);
    }
  }

  /** What a watchdog sees. */
  private final class Progress implements Watchdog.Progress {
    @Override
    public int frontier() {
      return front.position();
    }

    @Override
    public boolean isOver() {
      return front.isOver();
    }

    @Override
    public boolean isExecuting(int transaction) {
      for (Lane lane : lanes) {
        if (lane.at == transaction) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(256).append(front).append(", executing");
      for (Lane lane : lanes) {
        text.append(' ').append(lane.at);
      }
      return text.toString();
    }
  }

  // ---- ahead

  private boolean executeNext(Lane lane, Block open) {
    Ahead ahead = front.hasNext() ? lane.freeState() : null;
    int transaction = ahead == null ? -1 : front.claim();
    if (ahead == null || transaction < 0) {
      return false;
    }
    ahead.isFree = false;
    lane.at = transaction;
    hook.at(Point.CLAIM, lane.index, transaction);
    long start = recorder.now();
    execute(lane, open, ahead, transaction);
    long end = recorder.now();
    ahead.nanos = end - start;
    lane.timeline.add(transaction, Span.Kind.SPECULATION, start, end);
    hook.at(Point.PUBLISH, lane.index, transaction);
    front.done(transaction, ahead);
    lane.at = ScheduleHook.NO_TRANSACTION;
    return true;
  }

  private void execute(Lane lane, Block open, Ahead ahead, int transaction) {
    Transaction subject = open.candidates.transaction(transaction);
    Address sender = open.candidates.sender(transaction);
    JournaledState state = lane.state;
    lane.view.open(open.listed, transaction, ahead.dependencies);
    state.reset(lane.view, open.emptyAccountRule);
    boolean isListed = open.execution.isListed();
    state.trackAccesses(isListed);
    ahead.sender = sender;
    ahead.executed = null;
    try {
      TransactionResult result =
          lane.processor.process(
              open.environment,
              subject,
              sender,
              open.environment.gasLimit(),
              Long.MAX_VALUE,
              state,
              null);
      if (result instanceof Executed executed) {
        ahead.footprint.take(state);
        ahead.accesses = isListed ? state.accesses() : null;
        ahead.executed = executed;
      }
    } catch (RuntimeException e) {
      // Something that a wrong list led to. If it is real, it happens again without a list.
      ahead.executed = null;
    }
  }

  // ---- at the front

  /** Takes over a transaction; whether the block goes on. */
  private boolean pass(Lane lane, int transaction, Ahead ahead) {
    Block open = open();
    lane.at = transaction;
    boolean goesOn = true;
    if (open.candidates.isWanted(transaction)) {
      hook.at(Point.VALIDATE, lane.index, transaction);
      goesOn = settle(lane, open, transaction, ahead);
    }
    ahead.isFree = true;
    hook.at(Point.COMMIT, lane.index, transaction);
    lane.at = ScheduleHook.NO_TRANSACTION;
    return goesOn;
  }

  private boolean settle(Lane lane, Block open, int transaction, Ahead ahead) {
    Executed executed = ahead.executed;
    BlockExecution execution = open.execution;
    Transaction subject = open.candidates.transaction(transaction);
    boolean hasRoom = executed != null && execution.hasRoomFor(subject);
    TransactionAccesses accesses = ahead.accesses;
    if (executed != null && hasRoom && accesses != null && open.isListProof) {
      execution.adoptAsListed(subject, executed, ahead.footprint, accesses);
      recorder.adopted(transaction, ahead.nanos, executed.gasUsed(), ahead.dependencies);
      return open.candidates.ended(transaction, executed);
    }
    if (open.isListProof) {
      isGivenUp = true;
      return false;
    }
    StaleRead stale = executed == null ? null : ahead.footprint.staleIn(execution.state());
    if (executed != null && hasRoom && stale == null) {
      execution.adopt(subject, executed, ahead.footprint, accesses);
      recorder.adopted(transaction, ahead.nanos, executed.gasUsed(), ahead.dependencies);
      return open.candidates.ended(transaction, executed);
    }
    recorder.wasted(ahead.nanos, executed, stale);
    return executeAgain(lane, open, transaction, ahead);
  }

  /** Executes a transaction on the block's own state. */
  private boolean executeAgain(Lane lane, Block open, int transaction, Ahead ahead) {
    hook.at(Point.ABORT, lane.index, transaction);
    long start = recorder.now();
    TransactionResult result =
        open.execution.add(
            open.candidates.transaction(transaction), ahead.sender, null, lane.processor);
    long end = recorder.now();
    long gas = result instanceof Executed executed ? executed.gasUsed() : 0;
    recorder.executed(transaction, end - start, gas, ahead.dependencies);
    lane.timeline.add(transaction, Span.Kind.REPEAT, start, end);
    return open.candidates.ended(transaction, result);
  }
}
