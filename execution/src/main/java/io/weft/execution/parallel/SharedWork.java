package io.weft.execution.parallel;

import io.weft.execution.crypto.Hands;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets workers that have nothing to execute help with a long computation of one that has: the
 * filter of what a transaction logged, or its pairings, can take longer than all else of it.
 *
 * <p>Whoever wants a computation puts it up, and wakes who rests. It and all who come take parts of
 * it by a counter. What others have begun and not finished when there is no part left to take, it
 * does as well, until one of the two is finished, for the result is the same: so it waits for
 * nobody, and a worker that is held up in a part costs nothing but that. One computation is up at a
 * time; who finds another there works alone.
 *
 * <p>What is only offered stays in a queue until somebody comes. Nobody is woken for it, since
 * whoever rests looks around by itself a few times before an offer is worth nothing any more.
 */
final class SharedWork implements Hands {
  private final Crew crew;

  /** What is up; set by whoever wants it, taken down by the same, looked at by all. */
  private final AtomicReference<@Nullable Job<?>> shared = new AtomicReference<>();

  private final Queue<Runnable> offered = new ConcurrentLinkedQueue<>();

  private static final class Job<R> {
    private final Supplier<Part<R>> tools;

    /** The next part that nobody has taken. */
    private final PaddedInt next = new PaddedInt();

    /** Set once, by whoever is the first to be finished with a part; that publishes it. */
    private final AtomicReferenceArray<@Nullable R> made;

    Job(int parts, Supplier<Part<R>> tools) {
      this.tools = tools;
      made = new AtomicReferenceArray<>(parts);
    }

    /** A part that nobody has begun, or -1. */
    private int take() {
      if (next.get() >= made.length()) {
        return -1;
      }
      int part = next.getAndAdd(1);
      return part < made.length() ? part : -1;
    }

    /** What one that ends early comes to is not kept, since the part is made by then. */
    private void make(int part, Part<R> by) {
      made.compareAndSet(part, null, by.make(part, () -> made.get(part) != null));
    }

    boolean help() {
      int part = take();
      if (part >= 0) {
        make(part, tools.get());
      }
      return part >= 0;
    }

    void takeAll(Part<R> by) {
      for (int part = take(); part >= 0; part = take()) {
        make(part, by);
      }
    }

    List<R> finish(Part<R> by) {
      List<R> results = new ArrayList<>(made.length());
      for (int part = 0; part < made.length(); part++) {
        R result = made.get(part);
        while (result == null) {
          make(part, by);
          result = made.get(part);
        }
        results.add(result);
      }
      return results;
    }
  }

  SharedWork(Crew crew) {
    this.crew = crew;
  }

  @Override
  public int others() {
    return crew.resting();
  }

  @Override
  public <R> List<R> all(int parts, Supplier<Part<R>> tools) {
    Job<R> mine = new Job<>(parts, tools);
    if (parts < 2 || !shared.compareAndSet(null, mine)) {
      return OWN.all(parts, tools);
    }
    Part<R> own;
    try {
      if (crew.resting() > 0) {
        crew.wake();
      }
      own = tools.get();
      mine.takeAll(own);
    } finally {
      shared.set(null);
    }
    return mine.finish(own);
  }

  @Override
  public void offer(Runnable task) {
    offered.add(task);
  }

  /** Drops what is still offered; whoever offered it does it, or needs it no more. */
  void forget() {
    offered.clear();
  }

  /**
   * Does a part of what another worker wants, or has offered; false where there is none. What fails
   * is left to whom it belongs: if that is real, it fails there too.
   */
  boolean help() {
    try {
      Job<?> others = shared.get();
      if (others != null && others.help()) {
        return true;
      }
      Runnable task = offered.poll();
      if (task != null) {
        task.run();
      }
      return task != null;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return true;
    }
  }
}
