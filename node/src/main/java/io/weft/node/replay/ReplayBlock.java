package io.weft.node.replay;

import io.weft.execution.block.Ancestry;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import org.jspecify.annotations.Nullable;

/**
 * A block with all its execution needs, and what is known of the outcome.
 *
 * @param name in reports
 * @param state before the block
 * @param hashes of its ancestors
 * @param expectation what every execution of it must come to
 */
public record ReplayBlock(
    String name, Block block, StateView state, BlockHashes hashes, Expectation expectation) {

  /** What is known of a block's outcome. */
  @FunctionalInterface
  public interface Expectation {
    /** What is not as it should be, or null. */
    @Nullable String problem(ExecutedBlock executed);
  }

  /** What the block builds on, with {@code before} as its state. */
  public ParentBlock parent(StateView before) {
    return new ParentBlock(
        parentStandIn(),
        before,
        hashes,
        // Asked for between transactions before Byzantium, and compared with nothing.
        diff -> Hash32.ZERO,
        Ancestry.NONE,
        null);
  }

  /**
   * A header in the parent's place of which only the number is true. Executors look at nothing
   * else, and the parent of a block out of its chain is not at hand.
   */
  private BlockHeader parentStandIn() {
    BlockHeader own = block.header();
    return new BlockHeader(
        Hash32.ZERO,
        own.ommersHash(),
        own.coinbase(),
        Hash32.ZERO,
        Hash32.ZERO,
        Hash32.ZERO,
        own.logsBloom(),
        own.difficulty(),
        own.number() - 1,
        own.gasLimit(),
        0,
        own.timestamp(),
        own.extraData(),
        Hash32.ZERO,
        0,
        own.baseFeePerGas(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
