package io.weft.execution.parallel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number that several threads change, alone in its cache lines: next to anything else, each
 * change would take that, too, out of the other processors' caches.
 */
final class PaddedInt {
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  /** Two lines of 64 bytes, for processors fetch them in pairs. */
  static final int PAIR_OF_LINES = 32;

  private final int[] line = new int[2 * PAIR_OF_LINES];

  int get() {
    return (int) INTS.getVolatile(line, PAIR_OF_LINES);
  }

  void set(int value) {
    INTS.setVolatile(line, PAIR_OF_LINES, value);
  }

  boolean compareAndSet(int expected, int value) {
    return INTS.compareAndSet(line, PAIR_OF_LINES, expected, value);
  }

  int getAndAdd(int more) {
    return (int) INTS.getAndAdd(line, PAIR_OF_LINES, more);
  }
}
