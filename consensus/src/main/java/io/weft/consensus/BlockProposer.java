package io.weft.consensus;

import io.weft.execution.types.Block;
import org.jspecify.annotations.Nullable;

/** Builds a candidate on top of the head; called on the consensus thread. */
@FunctionalInterface
public interface BlockProposer {
  /**
   * Proposes the next block.
   *
   * @param emptyAllowed whether a block without transactions is wanted
   * @return null where none is to be made: nothing is waiting, and {@code emptyAllowed} is false
   */
  @Nullable Block propose(boolean emptyAllowed);
}
