package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import org.jspecify.annotations.Nullable;

/**
 * Says of a block whether it is valid: {@link BlockRules} around any executor, so that all
 * executors refuse the same blocks for the same reasons.
 */
public final class CheckedBlockExecutor implements BlockExecutor {
  private final BlockRules rules;
  private final BlockExecutor executor;

  public CheckedBlockExecutor(ChainSpec spec, BlockExecutor executor) {
    this.rules = new BlockRules(spec);
    this.executor = executor;
  }

  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    return execute(parent, block, null);
  }

  /** The same where an access list came with the block; what it gets wrong is checked as well. */
  @Override
  public BlockResult execute(
      ParentBlock parent, Block block, @Nullable BlockAccessList accessList) {
    InvalidBlock invalid = rules.check(parent, block, accessList);
    if (invalid != null) {
      return invalid;
    }
    return switch (executor.execute(parent, block, accessList)) {
      case InvalidBlock refused -> refused;
      case ExecutedBlock executed -> {
        InvalidBlock problem = checkAfter(parent, executed, accessList);
        yield problem != null ? problem : executed;
      }
    };
  }

  private @Nullable InvalidBlock checkAfter(
      ParentBlock parent, ExecutedBlock executed, @Nullable BlockAccessList given) {
    InvalidBlock invalid = rules.checkOutcome(executed, given);
    return invalid != null
        ? invalid
        : rules.checkStateRoot(executed.header(), parent.roots().rootAfter(executed.diff()));
  }
}
