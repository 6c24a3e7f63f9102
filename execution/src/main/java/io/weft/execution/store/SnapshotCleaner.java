package io.weft.execution.store;

import java.lang.ref.Cleaner;

/** Releases forgotten snapshots, on a daemon thread of its own per store. */
final class SnapshotCleaner {
  private SnapshotCleaner() {}

  static Cleaner create() {
    return Cleaner.create(
        task -> {
          Thread thread = new Thread(task, "weft-snapshot-cleaner");
          thread.setDaemon(true);
          return thread;
        });
  }
}
