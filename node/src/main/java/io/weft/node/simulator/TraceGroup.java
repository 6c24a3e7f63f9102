package io.weft.node.simulator;

import java.util.List;

/**
 * Blocks that are executed one after the other, each on all cores.
 *
 * @param name for people
 */
public record TraceGroup(String name, List<BlockTrace> blocks) {

  /**
   * What a policy makes of the group on some number of cores.
   *
   * @param speedUp over the sequential executor, with what of a block nobody makes parallel
   * @param executionsPerTransaction runs, those broken off included
   * @param shareOfBound how much of the greatest possible speed-up that is
   */
  public record Result(
      PolicyKind policy,
      int cores,
      double speedUp,
      double executionsPerTransaction,
      double shareOfBound) {}

  /** Plays all blocks back. */
  public Result simulate(PolicyKind policy, int cores, Costs costs) {
    double parallel = nanos(policy.policy(), cores, costs);
    return new Result(
        policy,
        cores,
        nanos(Policy.SEQUENTIAL, 1, costs) / parallel,
        (double) project(policy.policy(), cores, costs).executions() / transactions(),
        nanos(PolicyKind.BOUND.policy(), cores, costs) / parallel);
  }

  public long transactions() {
    return blocks.stream().mapToLong(block -> block.transactions().size()).sum();
  }

  public long gasUsed() {
    return blocks.stream().mapToLong(BlockTrace::gasUsed).sum();
  }

  /** The time of all blocks, with what is before their first and after their last transaction. */
  double nanos(Policy policy, int cores, Costs costs) {
    return project(policy, cores, costs).nanos()
        + blocks.stream().mapToDouble(BlockTrace::restNanos).sum();
  }

  private Projection project(Policy policy, int cores, Costs costs) {
    Projection sum = Projection.NONE;
    for (BlockTrace block : blocks) {
      sum = sum.plus(policy.project(block, cores, costs));
    }
    return sum;
  }
}
