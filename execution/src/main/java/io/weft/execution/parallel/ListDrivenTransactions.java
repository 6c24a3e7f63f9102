package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.chainspec.BlobParameters;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of a block all at once, each on the state that the block's access list
 * says it will find (EIP-7928).
 *
 * <p>Nobody waits for what another transaction writes, none is executed twice, and nothing is put
 * together in the end: whoever executes a transaction holds what it accessed and left against the
 * list. If each did what is listed of it, and all that is listed was done by one of them or by the
 * block itself, then by induction each found what those before it left, the list is the one that
 * the block would have come to, and what the block changed is what the list says.
 *
 * <p>Lists of blocks before Amsterdam, which came from somewhere else, are held to the same. What a
 * list cannot say, as that an account with its storage is gone, counts as a wrong list. One block
 * at a time.
 */
final class ListDrivenTransactions {
  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ScheduleHook hook;
  private final Recorder recorder;
  private final Crew crew;
  private final Claims claims = new Claims();
  private Lane[] lanes = new Lane[0];
  private Ended[] ended = new Ended[0];

  /** Whether something happened that is not listed. */
  private volatile boolean isWrong;

  private record Block(BlockExecution execution, Candidates candidates, ListedState listed) {
    BlockEnvironment environment() {
      return execution.environment();
    }
  }

  /** How a transaction ended; written by whoever executed it, read when all have. */
  private static final class Ended {
    final Dependencies dependencies = new Dependencies();
    @Nullable Executed executed;
    long nanos;
  }

  private static final class Lane {
    final int index;
    final TransactionProcessor processor;
    final ListedStateView view;
    final JournaledState state;
    final Recorder.Timeline timeline = new Recorder.Timeline();
    ListChecker checker;

    Lane(int index, TransactionProcessor processor, ListedState listed, ScheduleHook hook) {
      this.index = index;
      this.processor = processor;
      view = new ListedStateView(listed, hook, index);
      state = new JournaledState(view, EmptyAccountRule.DELETE);
      state.trackAccesses(true);
      checker = new ListChecker(listed);
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
   * Whether lists of blocks of a fork say enough. Before London it was too common that an account
   * went.
   */
  static boolean canExecute(Fork fork) {
    return fork.isAtLeast(Fork.LONDON);
  }

  /**
   * Executes candidates, all of which the block includes.
   *
   * @param first those to begin with
   * @return whether it was done; if not, the list is wrong or a candidate is, and nothing happened.
   *     Where it was, {@link BlockExecution#isListRight} has the last word
   */
  boolean execute(
      BlockExecution execution, Candidates candidates, BlockAccessList list, List<Integer> first) {
    int count = candidates.count();
    int workers = Math.max(1, Math.min(pool.workers(), count));
    recorder.begin(count);
    ListedState listed = new ListedState(list, execution.parentState(), settings.hashKey());
    if (!listed.isInOrder()) {
      return false;
    }
    Block block = new Block(execution, candidates, listed);
    open(block, workers, first);
    crew.run(workers, lane -> work(lanes[lane], block));
    boolean isDone = !isWrong && hasRoomForAll(block);
    if (isDone) {
      takeOver(block, workers);
    }
    close(count);
    return isDone;
  }

  private void open(Block block, int workers, List<Integer> first) {
    int made = lanes.length;
    if (made < workers) {
      lanes = Arrays.copyOf(lanes, workers);
      for (int i = made; i < workers; i++) {
        lanes[i] = lane(i, block);
      }
    }
    for (Lane lane : lanes) {
      lane.timeline.clear();
      lane.checker = new ListChecker(block.listed);
    }
    int count = block.candidates.count();
    if (ended.length < count) {
      int room = ended.length;
      ended = Arrays.copyOf(ended, count);
      for (int i = room; i < count; i++) {
        ended[i] = new Ended();
      }
    }
    claims.open(count, first);
    isWrong = false;
  }

  private Lane lane(int index, Block block) {
    return new Lane(index, block.execution.anotherProcessor(), block.listed, hook);
  }

  /** What is kept for other blocks holds on to nothing of this one. */
  private void close(int count) {
    for (int i = 0; i < count; i++) {
      ended[i].executed = null;
    }
  }

  // ---- by every worker

  private void work(Lane lane, Block block) {
    lane.timeline.busy(recorder.now());
    try {
      hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
      int transaction = claims.next();
      while (transaction >= 0 && !isWrong) {
        hook.at(Point.CLAIM, lane.index, transaction);
        execute(lane, block, transaction);
        hook.at(Point.SEEK, lane.index, ScheduleHook.NO_TRANSACTION);
        transaction = claims.next();
      }
    } finally {
      lane.timeline.idle(recorder.now());
      hook.at(Point.LEAVE, lane.index, ScheduleHook.NO_TRANSACTION);
    }
  }

  private void execute(Lane lane, Block block, int transaction) {
    Ended end = ended[transaction];
    long start = recorder.now();
    lane.view.open(block.listed, transaction, end.dependencies);
    Executed executed = executed(lane, block, transaction);
    boolean isAsListed = executed != null && lane.checker.check(lane.state, transaction);
    long now = recorder.now();
    end.executed = executed;
    end.nanos = now - start;
    lane.timeline.add(transaction, Span.Kind.SPECULATION, start, now);
    hook.at(Point.PUBLISH, lane.index, transaction);
    if (!isAsListed) {
      isWrong = true;
    }
  }

  /** Null where it is rejected, or fails because of something that only a wrong list says. */
  private @Nullable Executed executed(Lane lane, Block block, int transaction) {
    BlockEnvironment environment = block.environment();
    lane.state.reset(lane.view, TransactionProcessor.emptyAccountRule(environment.fork()));
    try {
      TransactionResult result =
          lane.processor.process(
              environment,
              block.candidates.transaction(transaction),
              block.candidates.sender(transaction),
              environment.gasLimit(),
              Long.MAX_VALUE,
              lane.state,
              null);
      return result instanceof Executed executed ? executed : null;
    } catch (RuntimeException e) {
      return null; // if it is real, it happens again without a list
    } catch (StackOverflowError | OutOfMemoryError e) {
      // The same, but wherever it struck, something may be half done: the next block has another.
      lanes[lane.index] = lane(lane.index, block);
      return null;
    }
  }

  // ---- when all have ended

  private boolean hasRoomForAll(Block block) {
    long gas = block.execution.gasLeft();
    long blobGas = block.execution.blobGasLeft();
    for (int i = 0; i < block.candidates.count(); i++) {
      Transaction transaction = block.candidates.transaction(i);
      Executed executed = ended[i].executed;
      blobGas -= transaction.blobVersionedHashes().size() * BlobParameters.GAS_PER_BLOB;
      if (executed == null
          || Long.compareUnsigned(transaction.gasLimit(), gas) > 0
          || blobGas < 0) {
        return false;
      }
      gas -= executed.blockGasUsed();
    }
    return true;
  }

  private void takeOver(Block block, int workers) {
    int count = block.candidates.count();
    List<Transaction> transactions = new ArrayList<>(count);
    List<Executed> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Executed executed = ended[i].executed;
      if (executed != null) {
        transactions.add(block.candidates.transaction(i));
        results.add(executed);
        recorder.adopted(i, ended[i].nanos, executed.gasUsed(), ended[i].dependencies);
      }
    }
    int changes = 0;
    Recorder.Timeline[] timelines = new Recorder.Timeline[workers];
    for (int i = 0; i < workers; i++) {
      changes += lanes[i].checker.changes();
      timelines[i] = lanes[i].timeline;
    }
    block.listed.found(changes);
    block.execution.adoptListed(transactions, results, block.listed);
    for (int i = 0; i < count; i++) {
      block.candidates.ended(i, results.get(i));
    }
    settings
        .reports()
        .accept(
            recorder.report(
                block.environment().number(), Mode.LIST_DRIVEN, workers, count, timelines));
  }
}
