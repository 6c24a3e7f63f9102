package io.weft.node.simulator;

import io.weft.execution.primitives.U256;
import io.weft.node.simulator.BlockTrace.Location;
import io.weft.node.simulator.TransactionTrace.Read;
import io.weft.node.simulator.TransactionTrace.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Who wrote what in a block, by location and by row. */
final class Versions {
  /** The writer of what was there before the block. */
  static final int BEFORE_BLOCK = -1;

  private final BlockTrace trace;
  private final List<List<Version>> byLocation = new ArrayList<>();
  private final List<List<Integer>> byRow = new ArrayList<>();

  private record Version(int writer, U256 value) {}

  Versions(BlockTrace trace) {
    this.trace = trace;
    for (Location location : trace.locations()) {
      byLocation.add(new ArrayList<>());
      while (byRow.size() <= location.row()) {
        byRow.add(new ArrayList<>());
      }
    }
    for (int i = 0; i < trace.transactions().size(); i++) {
      for (Write write : trace.transactions().get(i).writes()) {
        byLocation.get(write.location()).add(new Version(i, write.value()));
        List<Integer> writers = byRow.get(row(write.location()));
        if (write.location() != trace.coinbase() && (writers.isEmpty() || writers.getLast() != i)) {
          writers.add(i);
        }
      }
    }
  }

  int row(int location) {
    return trace.locations().get(location).row();
  }

  /** Whether the read is of no interest to policies that compare rows. */
  boolean isFeePayment(Read read) {
    return read.location() == trace.coinbase() && read.need() instanceof Need.Nothing;
  }

  /** The newest writer of the row below {@code reader} among those that are visible. */
  int newestOfRow(int row, int reader, IntPredicate isVisible) {
    List<Integer> writers = byRow.get(row);
    for (int v = writers.size() - 1; v >= 0; v--) {
      int writer = writers.get(v);
      if (writer < reader && isVisible.test(writer)) {
        return writer;
      }
    }
    return BEFORE_BLOCK;
  }

  /** The newest writer of the location below {@code reader} among those that are visible. */
  int newest(int location, int reader, IntPredicate isVisible) {
    List<Version> versions = byLocation.get(location);
    for (int v = versions.size() - 1; v >= 0; v--) {
      int writer = versions.get(v).writer;
      if (writer < reader && isVisible.test(writer)) {
        return writer;
      }
    }
    return BEFORE_BLOCK;
  }

  U256 value(int location, int writer) {
    for (Version version : byLocation.get(location)) {
      if (version.writer == writer) {
        return version.value;
      }
    }
    return trace.locations().get(location).before();
  }

  /** The earliest moment at which any version is there that satisfies the read. */
  long earliestSatisfying(Read read, int reader, long[] finishedNanos) {
    if (read.need().isMetBy(trace.locations().get(read.location()).before())) {
      return 0;
    }
    long earliest = Long.MAX_VALUE;
    for (Version version : byLocation.get(read.location())) {
      if (version.writer < reader && read.need().isMetBy(version.value)) {
        earliest = Math.min(earliest, finishedNanos[version.writer]);
      }
    }
    return earliest == Long.MAX_VALUE ? 0 : earliest;
  }
}
