package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.types.Block;
import org.jspecify.annotations.Nullable;

/** Blockchain tests: encoded blocks, some of them invalid, on several branches. */
final class BlockTestFormat implements ChainTestRunner.Format {
  @Override
  public boolean accepts(JsonNode test) {
    return test.has("blocks") && test.has("genesisBlockHeader");
  }

  @Override
  public Block genesis(ChainSpec spec, JsonNode test) {
    return Block.decode(FixtureJson.bytes(test, "genesisRLP"));
  }

  @Override
  public @Nullable String addBlocks(ChainSpec spec, TestChain chain, JsonNode test) {
    int index = 0;
    for (JsonNode block : test.get("blocks")) {
      String expected = FixtureJson.textOrNull(block, "expectException");
      String problem = ChainTestRunner.compare(index++, expected, add(chain, block));
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static TestChain.Import add(TestChain chain, JsonNode json) {
    Block block;
    try {
      block = Block.decode(FixtureJson.bytes(json, "rlp"));
    } catch (RlpException e) {
      return new TestChain.Refused(Expectation.UNDECODABLE, String.valueOf(e.getMessage()));
    }
    try {
      return chain.add(block, AccessListJson.read(json));
    } catch (RlpException e) {
      return new TestChain.Refused(
          Expectation.MALFORMED_ACCESS_LIST, String.valueOf(e.getMessage()));
    }
  }
}
