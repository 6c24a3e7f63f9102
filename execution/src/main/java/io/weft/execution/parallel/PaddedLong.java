package io.weft.execution.parallel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** As {@link PaddedInt}, of 64 bits. */
final class PaddedLong {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PAIR_OF_LINES = PaddedInt.PAIR_OF_LINES / 2;

  private final long[] line = new long[2 * PAIR_OF_LINES];

  long get() {
    return (long) LONGS.getVolatile(line, PAIR_OF_LINES);
  }

  void set(long value) {
    LONGS.setVolatile(line, PAIR_OF_LINES, value);
  }

  boolean compareAndSet(long expected, long value) {
    return LONGS.compareAndSet(line, PAIR_OF_LINES, expected, value);
  }
}
