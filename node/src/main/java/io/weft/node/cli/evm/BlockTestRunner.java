package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.Ancestry;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.CheckedBlockExecutor;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs blockchain tests: blocks one after the other, some of them invalid, on several branches. */
final class BlockTestRunner implements TestRunner {
  private final @Nullable String onlyNetwork;
  private final Map<ChainSpec, BlockExecutor> executors = new HashMap<>();

  /** A block of the test's chain and what it left. */
  private record Imported(
      Block block, WorldState state, U256 totalDifficulty, @Nullable Imported parent) {}

  /**
   * @param onlyNetwork the one network to run, or null for all
   */
  BlockTestRunner(@Nullable String onlyNetwork) {
    this.onlyNetwork = onlyNetwork;
  }

  @Override
  public boolean accepts(JsonNode test) {
    return test.has("blocks") && test.has("genesisBlockHeader");
  }

  @Override
  public void run(String file, String name, JsonNode test, Consumer<CaseResult> results) {
    String network = FixtureJson.text(test, "network");
    if (onlyNetwork != null && !onlyNetwork.equals(network)) {
      return;
    }
    String problem;
    try {
      problem = problem(network, test);
    } catch (RuntimeException e) {
      problem = "threw " + e;
    }
    results.accept(
        problem == null
            ? CaseResult.passed(file, name, network)
            : CaseResult.failed(file, name, network, problem));
  }

  /** What does not go as the test says, or null. */
  private @Nullable String problem(String network, JsonNode test) {
    ChainSpec spec = TestNetworks.spec(network, test.path("config"));
    if (spec == null) {
      return "unknown network";
    }
    BlockExecutor executor =
        executors.computeIfAbsent(
            spec,
            s -> new CheckedBlockExecutor(s, new SequentialBlockExecutor(s, SenderRecovery.of(s))));
    WorldState pre = WorldState.of(FixtureJson.accounts(test.get("pre")));
    Block genesis = Block.decode(FixtureJson.bytes(test, "genesisRLP"));
    if (!pre.root().equals(genesis.header().stateRoot())) {
      return "genesis state root: expected " + genesis.header().stateRoot() + ", got " + pre.root();
    }
    Imported head = new Imported(genesis, pre, genesis.header().difficulty(), null);
    Map<Hash32, Imported> chain = new HashMap<>();
    chain.put(genesis.hash(), head);
    int index = 0;
    for (JsonNode block : test.get("blocks")) {
      String at = "block " + index++ + ": ";
      String expected =
          block.has("expectException") ? FixtureJson.text(block, "expectException") : null;
      switch (importBlock(executor, chain, block)) {
        case Refusal refusal -> {
          if (expected == null || !Expectation.isMet(expected, refusal.reason)) {
            return at
                + "expected "
                + (expected == null ? "it valid" : expected)
                + ", got "
                + refusal.reason
                + " ("
                + refusal.detail
                + ")";
          }
        }
        case Acceptance accepted -> {
          if (expected != null) {
            return at + "expected " + expected + ", got it valid";
          }
          Imported imported = accepted.imported;
          chain.put(imported.block.hash(), imported);
          if (isBetter(spec, imported, head)) {
            head = imported;
          }
        }
      }
    }
    return compareHead(test, head);
  }

  /** How an import ended. */
  private sealed interface Import {}

  private record Acceptance(Imported imported) implements Import {}

  private record Refusal(String reason, String detail) implements Import {}

  private static Import importBlock(
      BlockExecutor executor, Map<Hash32, Imported> chain, JsonNode json) {
    Block block;
    try {
      block = Block.decode(FixtureJson.bytes(json, "rlp"));
    } catch (RlpException e) {
      return new Refusal(Expectation.UNDECODABLE, String.valueOf(e.getMessage()));
    }
    Imported parent = chain.get(block.header().parentHash());
    if (parent == null) {
      return new Refusal(
          "BlockException.UNKNOWN_PARENT", "no block " + block.header().parentHash());
    }
    ParentBlock parentBlock =
        new ParentBlock(
            parent.block.header(),
            parent.state,
            hashes(parent),
            parent.state,
            ancestry(parent),
            parent.totalDifficulty);
    BlockResult result = executor.execute(parentBlock, block);
    return switch (result) {
      case InvalidBlock invalid -> new Refusal(invalid.specName(), invalid.detail());
      case ExecutedBlock executed ->
          new Acceptance(
              new Imported(
                  block,
                  parent.state.apply(executed.diff()),
                  parent.totalDifficulty.add(block.header().difficulty()),
                  parent));
    };
  }

  private static Ancestry ancestry(Imported parent) {
    return number -> {
      Imported ancestor = ancestor(parent, number);
      return ancestor == null ? null : ancestor.block;
    };
  }

  private static BlockHashes hashes(Imported parent) {
    return number -> {
      Imported ancestor = ancestor(parent, number);
      return ancestor == null ? Hash32.ZERO : ancestor.block.hash();
    };
  }

  private static @Nullable Imported ancestor(Imported from, long number) {
    Imported at = from;
    while (at != null && at.block.number() > number) {
      at = at.parent;
    }
    return at != null && at.block.number() == number ? at : null;
  }

  /**
   * Whether a new block becomes the head: by work, and under proof of stake in order of arrival.
   */
  private static boolean isBetter(ChainSpec spec, Imported block, Imported head) {
    return spec.forkOf(block.block.header()).isAtLeast(Fork.PARIS)
        || block.totalDifficulty.compareTo(head.totalDifficulty) > 0;
  }

  private static @Nullable String compareHead(JsonNode test, Imported head) {
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
