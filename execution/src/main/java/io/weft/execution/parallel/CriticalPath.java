package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport.DependencySummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The longest chain of transactions of which each reads what one before it wrote: however many
 * workers there are, without an access list a block takes at least as long. Belongs to whoever
 * takes transactions over, which is in their order.
 */
final class CriticalPath {
  /** Distances 1, 2, up to 4, up to 8 and so on; the last is all that are larger. */
  private static final int DISTANCES = 8;

  private long[] nanosTo = new long[0];
  private long[] gasTo = new long[0];
  private final int[] distances = new int[DISTANCES];
  private int independent;
  private long nanos;
  private long gas;

  void begin(int transactions) {
    if (nanosTo.length < transactions) {
      gasTo = new long[transactions];
      nanosTo = new long[transactions];
    } else {
      Arrays.fill(nanosTo, 0, transactions, 0);
      Arrays.fill(gasTo, 0, transactions, 0);
    }
    Arrays.fill(distances, 0);
    independent = 0;
    nanos = 0;
    gas = 0;
  }

  void add(int transaction, long ownNanos, long ownGas, Dependencies dependencies) {
    long nanosBefore = 0;
    long gasBefore = 0;
    int nearest = -1;
    for (int i = 0; i < dependencies.count(); i++) {
      int writer = dependencies.get(i);
      if (writer < transaction) { // else it was a version since withdrawn
        nanosBefore = Math.max(nanosBefore, nanosTo[writer]);
        gasBefore = Math.max(gasBefore, gasTo[writer]);
        nearest = Math.max(nearest, writer);
      }
    }
    nanosTo[transaction] = nanosBefore + ownNanos;
    gasTo[transaction] = gasBefore + ownGas;
    nanos = Math.max(nanos, nanosTo[transaction]);
    gas = Math.max(gas, gasTo[transaction]);
    if (nearest < 0) {
      independent++;
    } else {
      int distance = transaction - nearest;
      int bucket = 32 - Integer.numberOfLeadingZeros(distance - 1);
      distances[Math.min(bucket, DISTANCES - 1)]++;
    }
  }

  DependencySummary summary() {
    List<Integer> byDistance = new ArrayList<>(DISTANCES);
    for (int count : distances) {
      byDistance.add(count);
    }
    return new DependencySummary(independent, List.copyOf(byDistance), nanos, gas);
  }
}
