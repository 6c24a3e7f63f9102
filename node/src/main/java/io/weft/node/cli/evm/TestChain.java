package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.Ancestry;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.InvalidBlockReason;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocks of one test, on however many branches, with the state that each of them left. */
final class TestChain {
  private final ChainSpec spec;
  private final BlockExecutor executor;
  private final Map<Hash32, Entry> entries = new HashMap<>();
  private Entry head;

  /** A block of the chain and what it left. */
  private record Entry(
      Block block, WorldState state, U256 totalDifficulty, @Nullable Entry parent) {}

  TestChain(ChainSpec spec, BlockExecutor executor, Block genesis, WorldState state) {
    this.spec = spec;
    this.executor = executor;
    head = new Entry(genesis, state, genesis.header().difficulty(), null);
    entries.put(genesis.hash(), head);
  }

  /** How an import ended. */
  sealed interface Import {}

  record Accepted(ExecutedBlock block) implements Import {}

  /**
   * The chain stays as it was.
   *
   * @param reason named as in execution-specs
   */
  record Refused(String reason, String detail) implements Import {
    static Refused of(InvalidBlock invalid) {
      return new Refused(invalid.specName(), invalid.detail());
    }
  }

  /** Executes a block on its parent, and takes it in where it is valid. */
  Import add(Block block) {
    return add(block, null);
  }

  /**
   * The same for a block and what came with it.
   *
   * @param accessList that claims to be the block's, or null
   */
  Import add(Block block, @Nullable BlockAccessList accessList) {
    Entry parent = entries.get(block.header().parentHash());
    if (parent == null) {
      return new Refused(
          "BlockException." + InvalidBlockReason.UNKNOWN_PARENT,
          "no block " + block.header().parentHash());
    }
    ParentBlock parentBlock =
        new ParentBlock(
            parent.block.header(),
            parent.state,
            hashes(parent),
            parent.state,
            ancestry(parent),
            parent.totalDifficulty);
    BlockResult result = executor.execute(parentBlock, block, accessList);
    return switch (result) {
      case InvalidBlock invalid -> Refused.of(invalid);
      case ExecutedBlock executed -> {
        Entry entry =
            new Entry(
                block,
                parent.state.apply(executed.diff()),
                parent.totalDifficulty.add(block.header().difficulty()),
                parent);
        entries.put(block.hash(), entry);
        if (isBetter(entry)) {
          head = entry;
        }
        yield new Accepted(executed);
      }
    };
  }

  private static Ancestry ancestry(Entry parent) {
    return number -> {
      Entry ancestor = ancestor(parent, number);
      return ancestor == null ? null : ancestor.block;
    };
  }

  private static BlockHashes hashes(Entry parent) {
    return number -> {
      Entry ancestor = ancestor(parent, number);
      return ancestor == null ? Hash32.ZERO : ancestor.block.hash();
    };
  }

  private static @Nullable Entry ancestor(Entry from, long number) {
    Entry at = from;
    while (at != null && at.block.number() > number) {
      at = at.parent;
    }
    return at != null && at.block.number() == number ? at : null;
  }

  /**
   * Whether a new block becomes the head: by work, and under proof of stake in order of arrival.
   */
  private boolean isBetter(Entry entry) {
    return spec.forkOf(entry.block.header()).isAtLeast(Fork.PARIS)
        || entry.totalDifficulty.compareTo(head.totalDifficulty) > 0;
  }

  /** What about the head is not as the test says, or null. */
  @Nullable String compareHead(JsonNode test) {
    Hash32 expectedHash = FixtureJson.hash32(test, "lastblockhash");
    if (!head.block.hash().equals(expectedHash)) {
      return "last block: expected "
          + expectedHash
          + ", got "
          + head.block.hash()
          + " with number "
          + head.block.number();
    }
    Hash32 expectedRoot =
        test.has("postState")
            ? WorldState.of(FixtureJson.accounts(test.get("postState"))).root()
            : FixtureJson.hash32(test, "postStateHash");
    return head.state.root().equals(expectedRoot)
        ? null
        : "state root: expected " + expectedRoot + ", got " + head.state.root();
  }
}
