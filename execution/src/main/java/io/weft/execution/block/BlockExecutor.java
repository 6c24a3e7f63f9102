package io.weft.execution.block;

import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import org.jspecify.annotations.Nullable;

/**
 * Executes whole blocks. All executors give the same answer to the same question.
 *
 * <p>One that executes alone takes its block as it is: system calls, transactions, withdrawals and
 * rewards, and no comparison with what the header claims. {@link CheckedBlockExecutor} adds the
 * rules around it.
 */
public interface BlockExecutor {
  /**
   * Executes {@code block} on top of {@code parent}; stores nothing.
   *
   * @return an {@link InvalidBlock} where a transaction cannot be in it or a system call fails
   */
  BlockResult execute(ParentBlock parent, Block block);

  /**
   * The same, for executors to which it is of use to know beforehand what the block will access.
   *
   * @param accessList what came with the block and claims to be its access list, or null where
   *     nothing did
   */
  default BlockResult execute(
      ParentBlock parent, Block block, @Nullable BlockAccessList accessList) {
    return execute(parent, block);
  }
}
