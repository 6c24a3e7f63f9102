package io.weft.node.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a block.
 *
 * @param problem what is wrong, or null where every execution was as expected
 * @param measured by executor, in the order asked for; empty where there is a problem
 */
public record ReplayResult(ReplayBlock block, @Nullable String problem, List<Measured> measured) {

  /**
   * What one executor took.
   *
   * @param wallNanos the median
   * @param cpuNanos of the whole process, the mean
   * @param executions of transactions, each attempt counted, the mean
   * @param restNanos when its workers were at no transaction, all together, the median; 0 where
   *     there is no report
   * @param handOverNanos what one of several processors wrote was seen by another so much later,
   *     the median; of {@link Replay#MACHINE}, 0 of others
   */
  public record Measured(
      String executor,
      long wallNanos,
      long cpuNanos,
      double executions,
      long restNanos,
      long handOverNanos) {}

  public boolean isPassed() {
    return problem == null;
  }

  public int transactions() {
    return block.block().transactions().size();
  }

  public long gas() {
    return block.block().header().gasUsed();
  }
}
