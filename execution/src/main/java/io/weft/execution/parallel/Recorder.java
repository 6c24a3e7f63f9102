package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.AbortCause;
import io.weft.execution.block.ExecutionReport.HotLocation;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.block.Spans;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StaleRead;
import io.weft.execution.transaction.TransactionResult.Executed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts while a block is executed and makes the report of it. What is counted here belongs to the
 * holder of the frontier, or to whoever reports where there is none; each worker notes its own
 * spans in its {@link Timeline}.
 */
final class Recorder {
  private static final int HOTTEST = 16;

  private final LongSupplier nanoClock;
  private final EnumMap<AbortCause, Integer> aborts = new EnumMap<>(AbortCause.class);
  private final CriticalPath path = new CriticalPath();
  private final Map<Place, Integer> hot = new HashMap<>();
  private long start;
  private long gasUsed;
  private int adopted;
  private int redone;
  private int takenOver;
  private long usefulNanos;
  private long wastedNanos;
  private long wastedGas;

  private record Place(Address account, @Nullable U256 slot) {}

  Recorder(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** What one worker did, in arrays that are used again; written by that worker alone. */
  static final class Timeline {
    private int size;
    private int[] transactions = new int[64];
    private Span.Kind[] kinds = new Span.Kind[64];
    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private long busyNanos;
    private long busySince;
    private boolean isBusy;
    private long idleSince;

    /**
     * Whether the worker may note something. It says so before it looks whether the block is over:
     * who knows that it is, and finds that it does not, knows that nothing will be noted any more.
     */
    private volatile boolean isInUse;

    void clear() {
      size = 0;
      busyNanos = 0;
      isBusy = false;
    }

    /** The worker comes; it notes nothing if it finds that the block is over. */
    void enter() {
      isInUse = true;
    }

    /** It goes. */
    void leave(long now) {
      idle(now);
      isInUse = false;
    }

    boolean isInUse() {
      return isInUse;
    }

    /** How many executions it has noted. */
    int size() {
      return size;
    }

    /** From now on the worker has something to do. */
    void busy(long now) {
      if (!isBusy) {
        isBusy = true;
        busySince = now;
      }
    }

    /** From now on it has nothing to do, or is not there. */
    void idle(long now) {
      if (isBusy) {
        isBusy = false;
        busyNanos += now - busySince;
        idleSince = now;
      }
    }

    void add(int transaction, Span.Kind kind, long startNanos, long endNanos) {
      busy(startNanos); // who waited for this is not told that the waiting is over until it is done
      if (size == transactions.length) {
        kinds = Arrays.copyOf(kinds, 2 * size);
        starts = Arrays.copyOf(starts, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size);
        transactions = Arrays.copyOf(transactions, 2 * size); // last, for it tells the room of all
      }
      transactions[size] = transaction;
      kinds[size] = kind;
      starts[size] = startNanos;
      ends[size] = endNanos;
      size++;
    }
  }

  long now() {
    return nanoClock.getAsLong();
  }

  void begin(int transactions) {
    aborts.clear();
    hot.clear();
    path.begin(transactions);
    gasUsed = 0;
    adopted = 0;
    redone = 0;
    takenOver = 0;
    usefulNanos = 0;
    wastedNanos = 0;
    wastedGas = 0;
    start = now();
  }

  /** A speculation was taken over as it was. */
  void adopted(int transaction, long nanos, long gas, Dependencies dependencies) {
    adopted++;
    executed(transaction, nanos, gas, dependencies);
  }

  /** An execution that counts ended; without gas where the transaction was rejected. */
  void executed(int transaction, long nanos, long gas, Dependencies dependencies) {
    usefulNanos += nanos;
    gasUsed += gas;
    path.add(transaction, nanos, gas, dependencies);
  }

  void takenOver() {
    takenOver++;
    abort(AbortCause.TAKEN_OVER);
  }

  /** Before the speculation that is at the frontier came others, whose reads were stale. */
  void repeated(int times, long nanos) {
    wastedNanos += nanos;
    aborts.merge(AbortCause.STORAGE, times, Integer::sum);
  }

  /**
   * A speculation was in vain.
   *
   * @param executed what it came to, or null where it came to nothing
   * @param stale what it had seen that is not so, or null
   */
  void wasted(long nanos, @Nullable Executed executed, @Nullable StaleRead stale) {
    redone++;
    wastedNanos += nanos;
    wastedGas += executed == null ? 0 : executed.gasUsed();
    if (stale != null) {
      abort(AbortCause.valueOf(stale.kind().name()));
      hot.merge(new Place(stale.account(), stale.slot()), 1, Integer::sum);
    } else {
      abort(executed == null ? AbortCause.FAILED : AbortCause.NO_ROOM);
    }
  }

  private void abort(AbortCause cause) {
    aborts.merge(cause, 1, Integer::sum);
  }

  /**
   * The report.
   *
   * @param reason for the mode
   * @param timelines of all workers
   */
  ExecutionReport report(
      long blockNumber, Mode mode, String reason, int transactions, Timeline[] timelines) {
    long wall = wall(timelines);
    Spans spans = spans(timelines);
    return new ExecutionReport(
        blockNumber,
        mode,
        reason,
        timelines.length,
        transactions,
        spans.size(),
        adopted,
        redone,
        takenOver,
        runs(transactions, timelines),
        new EnumMap<>(aborts),
        gasUsed,
        wall,
        usefulNanos,
        wastedNanos,
        wastedGas,
        idle(wall, timelines),
        path.summary(),
        hottest(),
        spans);
  }

  /** Until the last of the workers had nothing to do any more. */
  private long wall(Timeline[] timelines) {
    long wall = 0;
    for (Timeline timeline : timelines) {
      wall = Math.max(wall, timeline.busyNanos == 0 ? 0 : timeline.idleSince - start);
    }
    return wall;
  }

  private static long idle(long wall, Timeline[] timelines) {
    long idle = 0;
    for (Timeline timeline : timelines) {
      idle += Math.max(0, wall - timeline.busyNanos);
    }
    return idle;
  }

  private static List<Integer> runs(int transactions, Timeline[] timelines) {
    int[] runsOf = new int[transactions];
    int most = 0;
    for (Timeline timeline : timelines) {
      for (int i = 0; i < timeline.size; i++) {
        most = Math.max(most, ++runsOf[timeline.transactions[i]]);
      }
    }
    int[] counts = new int[most + 1];
    for (int runs : runsOf) {
      counts[runs]++;
    }
    List<Integer> result = new ArrayList<>(most);
    for (int runs = 1; runs <= most; runs++) {
      result.add(counts[runs]);
    }
    return List.copyOf(result);
  }

  /** What is in the timelines, copied, since they serve for the next block too. */
  private Spans spans(Timeline[] timelines) {
    int count = 0;
    for (Timeline timeline : timelines) {
      count += timeline.size;
    }
    int[] workers = new int[count];
    int[] transactions = new int[count];
    Span.Kind[] kinds = new Span.Kind[count];
    long[] starts = new long[count];
    long[] ends = new long[count];
    int at = 0;
    for (int worker = 0; worker < timelines.length; worker++) {
      Timeline timeline = timelines[worker];
      int size = timeline.size;
      Arrays.fill(workers, at, at + size, worker);
      System.arraycopy(timeline.transactions, 0, transactions, at, size);
      System.arraycopy(timeline.kinds, 0, kinds, at, size);
      System.arraycopy(timeline.starts, 0, starts, at, size);
      System.arraycopy(timeline.ends, 0, ends, at, size);
      at += size;
    }
    return new Spans(workers, transactions, kinds, starts, ends, start);
  }

  private List<HotLocation> hottest() {
    List<HotLocation> all = new ArrayList<>();
    hot.forEach((place, count) -> all.add(new HotLocation(place.account, place.slot, count)));
    all.sort((a, b) -> Integer.compare(b.staleReads(), a.staleReads()));
    return List.copyOf(all.subList(0, Math.min(HOTTEST, all.size())));
  }
}
