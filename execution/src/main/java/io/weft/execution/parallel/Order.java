package io.weft.execution.parallel;

import java.util.Arrays;
import java.util.List;

/**
 * In which order workers claim the transactions of a block, where not in theirs. Advice that costs
 * or saves time and changes no result.
 *
 * @param headStarts those to begin with
 * @param chains of those expected to conflict with each other, each ascending, none in two of them
 *     and none with a head start
 */
record Order(List<Integer> headStarts, List<int[]> chains) {
  static final Order OWN = new Order(List.of(), List.of());

  /** Who is claimed in two ways would be executed twice. */
  Order {
    for (int first : headStarts) {
      for (int[] chain : chains) {
        if (Arrays.binarySearch(chain, first) >= 0) {
          throw new IllegalArgumentException(
              "transaction " + first + ": expected a head start or a place in a chain, got both");
        }
      }
    }
  }
}
