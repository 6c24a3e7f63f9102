package io.weft.execution.chainspec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * When each fork starts: a block number up to Paris, a timestamp in seconds from Shanghai on. A
 * fork that is not listed never starts by itself; its rules come with the next one that is.
 *
 * @param starts by fork; never negative, never decreasing among those counted alike
 */
public record ForkSchedule(Map<Fork, Long> starts) {
  private static final Fork[] FORKS = Fork.values();

  public ForkSchedule {
    EnumMap<Fork, Long> copy = new EnumMap<>(Fork.class);
    copy.putAll(starts);
    Map.Entry<Fork, Long> earlier = null;
    for (Map.Entry<Fork, Long> entry : copy.entrySet()) {
      Fork fork = entry.getKey();
      long start = entry.getValue();
      if (start < 0) {
        throw new IllegalArgumentException(
            "fork start out of range: " + fork + ", expected 0 or more, got " + start);
      }
      if (earlier != null
          && isTimed(earlier.getKey()) == isTimed(fork)
          && earlier.getValue() > start) {
        throw new IllegalArgumentException(
            "forks out of order: expected %s at %d or later, as %s, got %d"
                .formatted(fork, earlier.getValue(), earlier.getKey(), start));
      }
      earlier = Map.entry(fork, start);
    }
    starts = Collections.unmodifiableMap(copy);
  }

  /** A chain that follows {@code fork} from its first block on, for ever. */
  public static ForkSchedule fromGenesis(Fork fork) {
    EnumMap<Fork, Long> starts = new EnumMap<>(Fork.class);
    for (Fork each : FORKS) {
      // The DAO fork is an event rather than a set of rules: nothing follows from having passed it.
      if (fork.isAtLeast(each) && each != Fork.DAO_FORK) {
        starts.put(each, 0L);
      }
    }
    return new ForkSchedule(starts);
  }

  /** This schedule with {@code fork} starting at a block number or timestamp. */
  public ForkSchedule with(Fork fork, long start) {
    EnumMap<Fork, Long> changed = new EnumMap<>(Fork.class);
    changed.putAll(starts);
    changed.put(fork, start);
    return new ForkSchedule(changed);
  }

  /** Whether the fork starts at a timestamp rather than a block number. */
  public static boolean isTimed(Fork fork) {
    return fork.isAtLeast(Fork.SHANGHAI);
  }

  /** Whether the fork ever starts. */
  public boolean has(Fork fork) {
    return starts.containsKey(fork);
  }

  /** Where the fork starts, {@link Long#MAX_VALUE} where it never does. */
  public long start(Fork fork) {
    return starts.getOrDefault(fork, Long.MAX_VALUE);
  }

  /** The last fork that has started at this block; both numbers are unsigned. */
  public Fork forkAt(long number, long timestampSeconds) {
    for (int i = FORKS.length - 1; i > 0; i--) {
      Long start = starts.get(FORKS[i]);
      long at = isTimed(FORKS[i]) ? timestampSeconds : number;
      if (start != null && Long.compareUnsigned(start, at) <= 0) {
        return FORKS[i];
      }
    }
    return Fork.FRONTIER;
  }
}
