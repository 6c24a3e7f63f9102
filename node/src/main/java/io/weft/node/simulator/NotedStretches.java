package io.weft.node.simulator;

import io.weft.execution.crypto.Hands;
import io.weft.node.simulator.TransactionTrace.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Passes for many hands, so that whatever comes in parts is asked for in parts, does it all alone,
 * and notes how long that took. In parts it may take longer than in one piece, by up to a quarter
 * for pairings of several points; that is not told apart.
 */
final class NotedStretches implements Hands {
  private static final int MANY = 63;

  private final List<Stretch> noted = new ArrayList<>();
  private long startNanos;

  /** A transaction begins. */
  void start() {
    noted.clear();
    startNanos = System.nanoTime();
  }

  /** What came in parts since then. */
  List<Stretch> noted() {
    return List.copyOf(noted);
  }

  @Override
  public int others() {
    return MANY;
  }

  @Override
  public <R> List<R> all(int parts, Supplier<Part<R>> tools) {
    long begin = System.nanoTime();
    List<R> results = OWN.all(parts, tools);
    if (parts > 1) {
      noted.add(new Stretch(begin - startNanos, System.nanoTime() - begin, parts));
    }
    return results;
  }
}
