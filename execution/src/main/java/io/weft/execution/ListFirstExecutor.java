package io.weft.execution;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import org.jspecify.annotations.Nullable;

/**
 * Gives an executor an access list with every block: the one that came with it, or one found by
 * executing the block before. That costs more than it gains; it is there to try list-driven
 * execution on blocks without lists.
 */
record ListFirstExecutor(SequentialBlockExecutor lister, BlockExecutor listDriven)
    implements BlockExecutor {
  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    return execute(parent, block, null);
  }

  @Override
  public BlockResult execute(
      ParentBlock parent, Block block, @Nullable BlockAccessList accessList) {
    BlockAccessList list = accessList == null ? lister.accessList(parent, block) : accessList;
    // Of a block that is not valid there is no list; to be refused it needs no right one.
    return listDriven.execute(parent, block, list == null ? BlockAccessList.EMPTY : list);
  }
}
