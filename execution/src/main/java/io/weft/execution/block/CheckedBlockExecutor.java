package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.types.Block;
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
    InvalidBlock invalid = rules.check(parent, block);
    if (invalid != null) {
      return invalid;
    }
    return switch (executor.execute(parent, block)) {
      case InvalidBlock refused -> refused;
      case ExecutedBlock executed -> {
        InvalidBlock problem = checkAfter(parent, executed);
        yield problem != null ? problem : executed;
      }
    };
  }

  private @Nullable InvalidBlock checkAfter(ParentBlock parent, ExecutedBlock executed) {
    InvalidBlock invalid = rules.checkOutcome(executed);
    return invalid != null
        ? invalid
        : rules.checkStateRoot(executed.header(), parent.roots().rootAfter(executed.diff()));
  }
}
