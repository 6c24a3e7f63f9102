package io.weft.execution.block;

import io.weft.execution.primitives.U256;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.state.StateView;
import io.weft.execution.types.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * The block that the next one builds on, and what its execution reads.
 *
 * @param state after this block
 * @param hashes of this block and its ancestors
 * @param roots computes roots against {@code state}
 * @param ancestry this block and its ancestors, for ommers
 * @param totalDifficulty of the chain up to this block; null where the end of proof of work is not
 *     in question
 */
public record ParentBlock(
    BlockHeader header,
    StateView state,
    BlockHashes hashes,
    StateRootComputer roots,
    Ancestry ancestry,
    @Nullable U256 totalDifficulty) {

  /** A parent under proof of stake. */
  public ParentBlock(
      BlockHeader header, StateView state, BlockHashes hashes, StateRootComputer roots) {
    this(header, state, hashes, roots, Ancestry.NONE, null);
  }
}
