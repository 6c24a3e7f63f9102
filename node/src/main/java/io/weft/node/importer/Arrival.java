package io.weft.node.importer;

import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import org.jspecify.annotations.Nullable;

/** A block on its way into the chain, and how much of the way lies behind it. */
public sealed interface Arrival {
  /** Where it is from, for messages. */
  String origin();

  long number();

  /**
   * A block's RLP out of a file.
   *
   * @param accessList that came with it, encoded, or null
   * @param needsList whether a block whose header names an access list must come with it
   */
  record Encoded(
      String origin, long number, Bytes encoded, @Nullable Bytes accessList, boolean needsList)
      implements Arrival {}

  /**
   * A block that somebody else made.
   *
   * @param accessList that came with it and claims to be its own, or null
   */
  record Received(String origin, Block block, @Nullable BlockAccessList accessList)
      implements Arrival {
    @Override
    public long number() {
      return block.number();
    }
  }

  /** A block that was built here, on the last one: executed already, and its roots known. */
  record Built(ExecutedBlock executed) implements Arrival {
    @Override
    public String origin() {
      return "own proposal";
    }

    @Override
    public long number() {
      return executed.header().number();
    }
  }
}
