package io.weft.execution;

import io.weft.execution.block.ExecutionReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reports on the last blocks, by number, and sums over all. Guarded by its monitor. */
final class RecentReports {
  private static final int LIMIT = 128;

  private final Map<Long, ExecutionReport> byNumber = new LinkedHashMap<>();
  private @Nullable ExecutionReport last;
  private long idleNanos;

  /** A block that is built in several rounds is told of by the one with most transactions. */
  synchronized void add(ExecutionReport report) {
    last = report;
    idleNanos += report.idleNanos();
    ExecutionReport known = byNumber.remove(report.blockNumber());
    byNumber.put(
        report.blockNumber(),
        known != null && known.transactions() > report.transactions() ? known : report);
    if (byNumber.size() > LIMIT) {
      byNumber.remove(byNumber.keySet().iterator().next());
    }
  }

  synchronized @Nullable ExecutionReport get(long blockNumber) {
    return byNumber.get(blockNumber);
  }

  /** Of all workers in all blocks so far. */
  synchronized long idleNanos() {
    return idleNanos;
  }

  synchronized @Nullable ExecutionReport last() {
    return last;
  }
}
