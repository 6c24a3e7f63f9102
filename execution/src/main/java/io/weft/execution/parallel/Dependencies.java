package io.weft.execution.parallel;

/**
 * The earlier transactions of which one read something, through storage or code; money is not among
 * it, since credits and debits do not wait for each other. For reports alone: of very many only
 * some are kept.
 */
final class Dependencies {
  private static final int LIMIT = 32;

  private final int[] writers = new int[LIMIT];
  private int count;

  void clear() {
    count = 0;
  }

  /** Notes the writer of something read; less than 0 is whatever came before the transactions. */
  void add(int writer) {
    if (writer < 0 || count == LIMIT) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (writers[i] == writer) {
        return;
      }
    }
    writers[count++] = writer;
  }

  int count() {
    return count;
  }

  int get(int index) {
    return writers[index];
  }
}
