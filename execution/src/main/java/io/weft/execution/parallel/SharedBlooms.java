package io.weft.execution.parallel;

import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Makes the filters of logs, and lets workers that have nothing to execute help where there are
 * very many: to hash what a transaction logged can take longer than the rest of it.
 *
 * <p>Whoever wants such a filter puts the logs up. It and all who come take parts of them by a
 * counter, each with its own maker. What others have begun and not finished when there is no part
 * left to take, it does as well, for the result is the same: so it waits for nobody, and a worker
 * that is held up in a part costs nothing but that. One set of logs is up at a time; who finds
 * another there works alone.
 */
final class SharedBlooms {
  /** Fewer are done before a worker that rests has come. */
  static final int LEAST_LOGS = 256;

  /** About so many microseconds are needed for a part, which is how late a helper may be back. */
  private static final int LOGS_IN_PART = 32;

  /** What is up; set by whoever wants it, taken down by the same, looked at by all. */
  private final AtomicReference<@Nullable Shared> shared = new AtomicReference<>();

  private static final class Shared {
    private final List<Log> logs;

    /** The next part that nobody has taken; parts are published by being set. */
    private final PaddedInt next = new PaddedInt();

    private final AtomicReferenceArray<@Nullable LogsBloom> parts;

    Shared(List<Log> logs) {
      this.logs = logs;
      parts = new AtomicReferenceArray<>((logs.size() + LOGS_IN_PART - 1) / LOGS_IN_PART);
    }

    /** Does a part that nobody has begun; false where there is none. */
    boolean doNext(LogsBloom.Maker maker) {
      if (next.get() >= parts.length()) {
        return false;
      }
      int part = next.getAndAdd(1);
      if (part >= parts.length()) {
        return false;
      }
      parts.set(part, make(part, maker));
      return true;
    }

    private LogsBloom make(int part, LogsBloom.Maker maker) {
      int from = part * LOGS_IN_PART;
      return maker.of(logs.subList(from, Math.min(from + LOGS_IN_PART, logs.size())));
    }

    LogsBloom finish(LogsBloom.Maker maker) {
      LogsBloom[] done = new LogsBloom[parts.length()];
      for (int part = 0; part < done.length; part++) {
        LogsBloom others = parts.get(part);
        done[part] = others == null ? make(part, maker) : others;
      }
      return maker.union(done);
    }
  }

  /**
   * The filter of these logs.
   *
   * @param logs that nobody changes
   * @param maker of the worker that asks
   */
  LogsBloom of(List<Log> logs, LogsBloom.Maker maker) {
    if (logs.size() < LEAST_LOGS) {
      return maker.of(logs);
    }
    Shared mine = new Shared(logs);
    if (!shared.compareAndSet(null, mine)) {
      return maker.of(logs);
    }
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = mine.doNext(maker);
      }
    } finally {
      shared.set(null);
    }
    return mine.finish(maker);
  }

  /** Does a part of what another worker wants; false where there is none. */
  boolean help(LogsBloom.Maker maker) {
    Shared others = shared.get();
    return others != null && others.doNext(maker);
  }
}
