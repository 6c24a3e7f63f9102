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
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StaleRead;
import io.weft.execution.state.TransactionAccesses;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Transaction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of a block all at once, each on the state that the block's access list
 * says it will find, and takes over in order what they did (EIP-7928).
 *
 * <pre>
 *   next --claim--> executed by whoever claimed it --done--> taken over by whoever is at the front
 * </pre>
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
  private static final VarHandle DONE = MethodHandles.arrayElementVarHandle(Ahead[].class);

  /** So far may one worker be ahead of the front. */
  private static final int STATES_PER_LANE = 256;

  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ScheduleHook hook;
  private final Recorder recorder;
  private final Crew crew;
  private Lane[] lanes = new Lane[0];

  private final HeadStarts headStarts = new HeadStarts();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger frontHolder = new AtomicInteger();

  /** What is done; by transaction, and one more, which never is. */
  private @Nullable Ahead[] done = new @Nullable Ahead[0];

  /** The transactions before this one have been taken over; written by the holder of the front. */
  private volatile int front;

  /** Whether there is nothing left to do, or no point in it. */
  private volatile boolean isOver;

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
    final JournaledState state;
    final Dependencies dependencies = new Dependencies();
    @Nullable Address sender;

    /** Null where it was rejected or failed. */
    @Nullable Executed executed;

    @Nullable TransactionAccesses accesses;
    long nanos;

    /** Cleared by the worker it belongs to, set by the holder of the front. */
    volatile boolean isFree = true;

    Ahead(JournaledState state) {
      this.state = state;
    }
  }

  private static final class Lane {
    final int index;
    final TransactionProcessor processor;
    final ListedStateView view;
    final Recorder.Timeline timeline = new Recorder.Timeline();
    Ahead[] states = new Ahead[0];

    Lane(int index, TransactionProcessor processor, ListedStateView view) {
      this.index = index;
      this.processor = processor;
      this.view = view;
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
      states[states.length - 1] = new Ahead(new JournaledState(view, EmptyAccountRule.DELETE));
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
    open(execution, workers, listed);
    headStarts.open(first);
    crew.run(workers, lane -> work(lanes[lane], open()));
    block = null;
    report(environment.number(), workers, count);
    if (!environment.fork().isAtLeast(Fork.AMSTERDAM)) {
      return Reliance.NONE;
    }
    return isGivenUp ? Reliance.BETRAYED : Reliance.WHOLE;
  }

  private void open(BlockExecution execution, int workers, ListedState listed) {
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
      for (Ahead ahead : lane.states) {
        ahead.isFree = true;
      }
    }
    if (done.length <= count) {
      done = new @Nullable Ahead[count + 1];
    } else {
      Arrays.fill(done, null);
    }
    next.set(0);
    front = 0;
    isOver = false;
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
    lane.timeline.busy(recorder.now());
    int idle = 0;
    while (!isOver && !crew.hasFailed()) {
      boolean hasExecuted = executeNext(lane, open);
      if (advance(lane, open) || hasExecuted) {
        if (idle > 0) {
          lane.timeline.busy(recorder.now());
        }
        idle = 0;
      } else {
        if (idle == 0) {
          lane.timeline.idle(recorder.now());
        }
        Crew.pause(idle++);
      }
    }
    lane.timeline.idle(recorder.now());
  }

  // ---- ahead

  private boolean executeNext(Lane lane, Block open) {
    int count = open.candidates.count();
    Ahead ahead = next.get() < count ? lane.freeState() : null;
    if (ahead == null) {
      return false;
    }
    int transaction = claim();
    if (transaction >= count) {
      return false;
    }
    ahead.isFree = false;
    hook.at(Point.CLAIM, lane.index, transaction);
    long start = recorder.now();
    execute(lane, open, ahead, transaction);
    long end = recorder.now();
    ahead.nanos = end - start;
    lane.timeline.add(transaction, Span.Kind.SPECULATION, start, end);
    hook.at(Point.PUBLISH, lane.index, transaction);
    DONE.setVolatile(done, transaction, ahead);
    return true;
  }

  /** The next transaction for this worker; none if there are not so many. */
  private int claim() {
    int first = headStarts.take();
    if (first >= 0) {
      return first;
    }
    int claimed = next.getAndIncrement();
    while (headStarts.skip(claimed) != claimed) {
      claimed = next.getAndIncrement();
    }
    return claimed;
  }

  private void execute(Lane lane, Block open, Ahead ahead, int transaction) {
    Transaction subject = open.candidates.transaction(transaction);
    Address sender = open.candidates.sender(transaction);
    JournaledState state = ahead.state;
    lane.view.open(open.listed, transaction, ahead.dependencies);
    state.reset(lane.view, open.emptyAccountRule);
    state.trackAccesses(open.isListProof);
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
        ahead.accesses = open.isListProof ? state.accesses() : null;
        ahead.executed = executed;
      }
    } catch (RuntimeException e) {
      // Something that a wrong list led to. If it is real, it happens again without a list.
      ahead.executed = null;
    }
  }

  // ---- at the front

  /** Takes over what is done there, unless another worker is at it; whether it moved. */
  private boolean advance(Lane lane, Block open) {
    boolean hasMoved = false;
    // A worker first says that its transaction is done and then tries; a holder first lets go and
    // then looks again. So one of the two sees what is done.
    while (!isOver && isDone(front) && frontHolder.compareAndSet(0, 1)) {
      try {
        while (!isOver && isDone(front)) {
          hasMoved = true;
          pass(lane, open, front);
        }
      } finally {
        frontHolder.set(0);
      }
    }
    return hasMoved;
  }

  private boolean isDone(int transaction) {
    return DONE.getVolatile(done, transaction) != null;
  }

  private void pass(Lane lane, Block open, int transaction) {
    Ahead ahead = (Ahead) DONE.getVolatile(done, transaction);
    boolean goesOn = true;
    if (open.candidates.isWanted(transaction)) {
      hook.at(Point.VALIDATE, lane.index, transaction);
      goesOn = settle(lane, open, transaction, ahead);
    }
    ahead.isFree = true;
    hook.at(Point.COMMIT, lane.index, transaction);
    front = transaction + 1;
    if (!goesOn || transaction + 1 == open.candidates.count()) {
      isOver = true;
    }
  }

  private boolean settle(Lane lane, Block open, int transaction, Ahead ahead) {
    Executed executed = ahead.executed;
    BlockExecution execution = open.execution;
    Transaction subject = open.candidates.transaction(transaction);
    boolean hasRoom = executed != null && execution.hasRoomFor(subject);
    TransactionAccesses accesses = ahead.accesses;
    if (executed != null && hasRoom && accesses != null && open.isListProof) {
      execution.adopt(subject, executed, ahead.state, accesses);
      recorder.adopted(transaction, ahead.nanos, executed.gasUsed(), ahead.dependencies);
      return open.candidates.ended(transaction, executed);
    }
    if (open.isListProof) {
      isGivenUp = true;
      return false;
    }
    StaleRead stale = executed == null ? null : ahead.state.staleRead(execution.state());
    if (executed != null && hasRoom && stale == null) {
      execution.adopt(subject, executed, ahead.state);
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
