package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.CheckedBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.types.Block;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs tests that start from a genesis and end at a known head; {@link Format} says in which form
 * the blocks between come.
 */
final class ChainTestRunner implements TestRunner {
  private final Format format;
  private final @Nullable String onlyNetwork;
  private final Function<ChainSpec, BlockExecutor> factory;
  private final Map<ChainSpec, BlockExecutor> executors = new HashMap<>();

  /** A form of giving blocks. */
  interface Format {
    boolean accepts(JsonNode test);

    /** The first block of the test. */
    Block genesis(ChainSpec spec, JsonNode test);

    /** Hands the test's blocks to the chain; what does not go as the test says, or null. */
    @Nullable String addBlocks(ChainSpec spec, TestChain chain, JsonNode test);
  }

  /**
   * @param onlyNetwork the one network to run, or null for all
   * @param factory gives what executes the blocks of a chain, before the rules around it
   */
  ChainTestRunner(
      Format format, @Nullable String onlyNetwork, Function<ChainSpec, BlockExecutor> factory) {
    this.format = format;
    this.onlyNetwork = onlyNetwork;
    this.factory = factory;
  }

  @Override
  public boolean accepts(JsonNode test) {
    return format.accepts(test);
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
    WorldState pre = WorldState.of(FixtureJson.accounts(test.get("pre")));
    Block genesis = format.genesis(spec, test);
    if (!pre.root().equals(genesis.header().stateRoot())) {
      return "genesis state root: expected " + genesis.header().stateRoot() + ", got " + pre.root();
    }
    TestChain chain =
        new TestChain(spec, executors.computeIfAbsent(spec, this::executor), genesis, pre);
    String problem = format.addBlocks(spec, chain, test);
    return problem != null ? problem : chain.compareHead(test);
  }

  private BlockExecutor executor(ChainSpec spec) {
    return new CheckedBlockExecutor(spec, factory.apply(spec));
  }

  /** Holds the outcome of one block against what the test expects of it. */
  static @Nullable String compare(int index, @Nullable String expected, TestChain.Import got) {
    String problem =
        switch (got) {
          case TestChain.Accepted _ -> expected == null ? null : expected + ", got it valid";
          case TestChain.Refused(String reason, String detail) ->
              expected != null && Expectation.isMet(expected, reason)
                  ? null
                  : (expected == null ? "it valid" : expected)
                      + ", got "
                      + reason
                      + " ("
                      + detail
                      + ")";
        };
    return problem == null ? null : "block " + index + ": expected " + problem;
  }
}
