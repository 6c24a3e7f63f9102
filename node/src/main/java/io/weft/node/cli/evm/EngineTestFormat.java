package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.NewPayload;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.node.engine.NewPayloadRequest;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Engine tests: the parameters of {@code engine_newPayload} in the order in which a consensus
 * client sends them, with the error where one must be refused.
 */
final class EngineTestFormat implements ChainTestRunner.Format {
  @Override
  public boolean accepts(JsonNode test) {
    return test.has("engineNewPayloads") && test.has("genesisBlockHeader");
  }

  @Override
  public Block genesis(ChainSpec spec, JsonNode test) {
    BlockHeader header = FixtureJson.header(test.get("genesisBlockHeader"));
    boolean hasWithdrawals = header.withdrawalsRoot() != null;
    return new Block(
        header, new BlockBody(List.of(), List.of(), hasWithdrawals ? List.of() : null));
  }

  @Override
  public @Nullable String addBlocks(ChainSpec spec, TestChain chain, JsonNode test) {
    int index = 0;
    for (JsonNode payload : test.get("engineNewPayloads")) {
      String problem = add(spec, chain, index++, payload);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String add(ChainSpec spec, TestChain chain, int index, JsonNode json) {
    String expectedCode = FixtureJson.textOrNull(json, "errorCode");
    NewPayload payload;
    try {
      int version = Integer.parseInt(FixtureJson.text(json, "newPayloadVersion"));
      payload =
          NewPayloadRequest.read(version, spec, new Param(json.get("params"), "params").elements());
    } catch (RpcException e) {
      boolean isExpected = String.valueOf(e.code()).equals(expectedCode);
      return isExpected
          ? null
          : at(index, expectedCode) + ", got error " + e.code() + " (" + e.getMessage() + ")";
    }
    if (expectedCode != null) {
      return at(index, expectedCode) + ", got it answered";
    }
    TestChain.Import result =
        switch (payload.toBlock()) {
          case NewPayload.Refused(var reason) -> TestChain.Refused.of(reason);
          case NewPayload.Converted(var block, var accessList) -> chain.add(block, accessList);
        };
    return ChainTestRunner.compare(index, FixtureJson.textOrNull(json, "validationError"), result);
  }

  private static String at(int index, @Nullable String errorCode) {
    return "payload "
        + index
        + ": expected "
        + (errorCode == null ? "an answer" : "error " + errorCode);
  }
}
