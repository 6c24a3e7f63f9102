package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.HotLocation;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StaleRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts while a block is executed and makes the report of it. What is counted here belongs to the
 * holder of the frontier; each worker notes its own spans in its {@link Timeline}.
 */
final class Recorder {
  private static final int HOTTEST = 16;

  private final LongSupplier nanoClock;
  private final EnumMap<StaleRead.Kind, Integer> staleReads = new EnumMap<>(StaleRead.Kind.class);
  private final Map<Place, Integer> hot = new HashMap<>();
  private long start;
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

    void clear() {
      size = 0;
    }

    void add(int transaction, Span.Kind kind, long startNanos, long endNanos) {
      if (size == transactions.length) {
        transactions = Arrays.copyOf(transactions, 2 * size);
        kinds = Arrays.copyOf(kinds, 2 * size);
        starts = Arrays.copyOf(starts, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size);
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

  void begin() {
    staleReads.clear();
    hot.clear();
    adopted = 0;
    redone = 0;
    takenOver = 0;
    usefulNanos = 0;
    wastedNanos = 0;
    wastedGas = 0;
    start = now();
  }

  void adopted(long nanos) {
    adopted++;
    usefulNanos += nanos;
  }

  /** An execution at the frontier ended. */
  void executed(long nanos) {
    usefulNanos += nanos;
  }

  void takenOver() {
    takenOver++;
  }

  /** A speculation was in vain. */
  void wasted(long nanos, long gas) {
    redone++;
    wastedNanos += nanos;
    wastedGas += gas;
  }

  void stale(StaleRead read) {
    staleReads.merge(read.kind(), 1, Integer::sum);
    hot.merge(new Place(read.account(), read.slot()), 1, Integer::sum);
  }

  ExecutionReport report(
      long blockNumber, Mode mode, int workers, int transactions, Timeline[] timelines) {
    long wall = now() - start;
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < timelines.length; i++) {
      addSpans(spans, i, timelines[i]);
    }
    Map<String, Integer> byKind = new TreeMap<>();
    staleReads.forEach((kind, count) -> byKind.put(kind.name(), count));
    return new ExecutionReport(
        blockNumber,
        mode,
        "asked for",
        workers,
        transactions,
        spans.size(),
        adopted,
        redone,
        takenOver,
        byKind,
        wall,
        usefulNanos,
        wastedNanos,
        wastedGas,
        hottest(),
        List.copyOf(spans));
  }

  private void addSpans(List<Span> spans, int worker, Timeline timeline) {
    for (int i = 0; i < timeline.size; i++) {
      spans.add(
          new Span(
              worker,
              timeline.transactions[i],
              timeline.kinds[i],
              timeline.starts[i] - start,
              timeline.ends[i] - start));
    }
  }

  private List<HotLocation> hottest() {
    List<HotLocation> all = new ArrayList<>();
    hot.forEach((place, count) -> all.add(new HotLocation(place.account, place.slot, count)));
    all.sort((a, b) -> Integer.compare(b.staleReads(), a.staleReads()));
    return List.copyOf(all.subList(0, Math.min(HOTTEST, all.size())));
  }
}
