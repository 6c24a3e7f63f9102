package io.weft.node.prefetch;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.node.metrics.StageTimers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is read before execution asks for it. */
public enum ReadAhead {
  /** Nothing. */
  NONE,
  /**
   * What transactions name: who sends and receives, code, access lists. Where the block has an
   * access list that names all, that alone.
   */
  KNOWN,
  /** The same, and where no list is known the slots that calls like these have read before. */
  LEARNED;

  /** A prefetcher of this kind, or null for none. */
  public @Nullable Prefetcher open(ChainSpec spec, StageTimers timers) {
    return switch (this) {
      case NONE -> null;
      case KNOWN -> new Prefetcher(spec, Prefetcher.READERS, null, timers);
      case LEARNED -> new Prefetcher(spec, Prefetcher.READERS, new AccessPredictor(spec), timers);
    };
  }

  /** The name to give on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
