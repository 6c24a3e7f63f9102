package io.weft.consensus.single;

import java.time.Duration;
import java.util.Locale;

/** When a single validator seals a block. */
public sealed interface SealingMode {
  /** As soon as transactions wait; those that arrive together land together. */
  record Instant() implements SealingMode {}

  /** Every {@code period}, with whatever waits, even nothing. */
  record Interval(Duration period) implements SealingMode {
    public Interval {
      requirePositive(period);
    }
  }

  /** As soon as transactions wait, and every {@code period} without any. */
  record Mixed(Duration period) implements SealingMode {
    public Mixed {
      requirePositive(period);
    }
  }

  /** Only when asked. */
  record Manual() implements SealingMode {}

  /** Whether transactions are sealed as soon as they wait. */
  default boolean sealsOnTransactions() {
    return this instanceof Instant || this instanceof Mixed;
  }

  /** The time between blocks, zero where none is kept. */
  default Duration period() {
    return switch (this) {
      case Interval interval -> interval.period;
      case Mixed mixed -> mixed.period;
      case Instant ignored -> Duration.ZERO;
      case Manual ignored -> Duration.ZERO;
    };
  }

  /** The mode's name as the command line and the RPC write it. */
  default String label() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static void requirePositive(Duration period) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("block time: expected more than zero, got " + period);
    }
  }
}
