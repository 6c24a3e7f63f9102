package io.weft.execution.chainspec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which blob parameters hold from when: forks that bring them and blob-parameter-only forks
 * (EIP-7892) alike.
 *
 * @param entries ascending by timestamp; of several with one timestamp the last holds
 */
public record BlobSchedule(List<Entry> entries) {
  public static final BlobSchedule NONE = new BlobSchedule(List.of());

  /** Parameters that hold from {@code fromSeconds} on, until the next entry. */
  public record Entry(String name, long fromSeconds, BlobParameters parameters) {}

  public BlobSchedule {
    entries = List.copyOf(entries);
    for (int i = 1; i < entries.size(); i++) {
      Entry earlier = entries.get(i - 1);
      Entry later = entries.get(i);
      if (later.fromSeconds < earlier.fromSeconds) {
        throw new IllegalArgumentException(
            "blob schedule out of order: expected %s at %d or later, as %s, got %d"
                .formatted(later.name, earlier.fromSeconds, earlier.name, later.fromSeconds));
      }
    }
  }

  /** What mainnet gives the forks of {@code schedule} that bring blob parameters of their own. */
  public static BlobSchedule standard(ForkSchedule schedule) {
    List<Entry> entries = new ArrayList<>();
    if (schedule.has(Fork.CANCUN)) {
      entries.add(new Entry("cancun", schedule.start(Fork.CANCUN), BlobParameters.CANCUN));
    }
    if (schedule.has(Fork.PRAGUE)) {
      entries.add(new Entry("prague", schedule.start(Fork.PRAGUE), BlobParameters.PRAGUE));
    }
    return new BlobSchedule(entries);
  }

  /** The parameters at this time, or null before blobs. */
  public @Nullable BlobParameters at(long timestampSeconds) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (Long.compareUnsigned(entries.get(i).fromSeconds, timestampSeconds) <= 0) {
        return entries.get(i).parameters;
      }
    }
    return null;
  }
}
