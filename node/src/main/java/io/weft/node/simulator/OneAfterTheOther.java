package io.weft.node.simulator;

/** A sequential executor: no versions, no commits, the database read by read. */
final class OneAfterTheOther implements Policy {
  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    boolean[] isRead = new boolean[trace.rows()];
    long cold = 0;
    for (TransactionTrace transaction : trace.transactions()) {
      for (TransactionTrace.Read read : transaction.reads()) {
        int row = trace.row(read);
        if (!isRead[row]) {
          isRead[row] = true;
          cold++;
        }
      }
    }
    return new Projection(
        trace.sequentialNanos() + cold * costs.coldReadNanos(), trace.transactions().size(), 0);
  }
}
