package io.weft.execution.block;

import io.weft.execution.block.ExecutionReport.Span;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The executions of a block's transactions. They are kept by column and made into objects for who
 * asks, since the thread that executes blocks would wait for thousands of objects that mostly
 * nobody looks at. Immutable.
 */
public final class Spans extends AbstractList<Span> implements RandomAccess {
  public static final Spans NONE = of(List.of());

  private final int[] workers;
  private final int[] transactions;
  private final Span.Kind[] kinds;
  private final long[] starts;
  private final long[] ends;
  private final long origin;

  /**
   * Takes arrays that are nobody else's from then on, all of one length.
   *
   * @param origin what the clock that starts and ends were taken from said at the first transaction
   */
  public Spans(
      int[] workers,
      int[] transactions,
      Span.Kind[] kinds,
      long[] starts,
      long[] ends,
      long origin) {
    this.workers = workers;
    this.transactions = transactions;
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
    this.origin = origin;
  }

  public static Spans of(List<Span> spans) {
    int count = spans.size();
    Spans made =
        new Spans(
            new int[count],
            new int[count],
            new Span.Kind[count],
            new long[count],
            new long[count],
            0);
    for (int i = 0; i < count; i++) {
      Span span = spans.get(i);
      made.workers[i] = span.worker();
      made.transactions[i] = span.transaction();
      made.kinds[i] = span.kind();
      made.starts[i] = span.startNanos();
      made.ends[i] = span.endNanos();
    }
    return made;
  }

  @Override
  public int size() {
    return transactions.length;
  }

  @Override
  public Span get(int index) {
    return new Span(
        workers[index],
        transactions[index],
        kinds[index],
        starts[index] - origin,
        ends[index] - origin);
  }

  /** The transaction of the span {@code index}, without a {@link Span}. */
  public int transaction(int index) {
    return transactions[index];
  }

  /** Its kind. */
  public Span.Kind kind(int index) {
    return kinds[index];
  }

  /** How long it took. */
  public long nanos(int index) {
    return ends[index] - starts[index];
  }
}
