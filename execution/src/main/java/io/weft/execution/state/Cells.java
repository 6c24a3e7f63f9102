package io.weft.execution.state;

import java.util.Arrays;

/** Empties the index of a table in which what has number n is found by way of one cell. */
final class Cells {
  /** A cell in the order of memory is emptied so many times as fast as one anywhere. */
  private static final int STRIDE = 16;

  private Cells() {}

  static void clear(int[] cells, int[] cellOf, int size) {
    if (size > cells.length / STRIDE) {
      Arrays.fill(cells, 0);
    } else {
      for (int id = 0; id < size; id++) {
        cells[cellOf[id]] = 0;
      }
    }
  }
}
