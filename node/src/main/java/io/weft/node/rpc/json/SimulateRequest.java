package io.weft.node.rpc.json;

import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What eth_simulateV1 is asked for: blocks to be made one on the other, out of calls.
 *
 * @param tracesTransfers whether ether that moves is shown as a log
 * @param isStrict whether the calls must be valid transactions, but for their signatures
 * @param inFull whether the blocks come with their transactions rather than hashes
 */
public record SimulateRequest(
    List<BlockCalls> blocks, boolean tracesTransfers, boolean isStrict, boolean inFull) {
  /** More blocks, given and filled in, are not made. */
  public static final int MAX_BLOCKS = 256;

  private static final int CLIENT_LIMIT_EXCEEDED = -38026;

  /** One block. */
  public record BlockCalls(BlockOverrides block, StateOverrides state, List<CallRequest> calls) {}

  public static SimulateRequest read(Param param) {
    List<BlockCalls> blocks = new ArrayList<>();
    for (Param block : param.required("blockStateCalls").elements()) {
      List<CallRequest> calls = new ArrayList<>();
      Param list = block.field("calls");
      if (list != null) {
        list.elements().forEach(call -> calls.add(CallRequest.read(call)));
      }
      blocks.add(
          new BlockCalls(
              BlockOverrides.read(block.field("blockOverrides")),
              StateOverrides.read(block.field("stateOverrides")),
              List.copyOf(calls)));
    }
    if (blocks.isEmpty()) {
      throw RpcException.invalidParams("empty input");
    }
    if (blocks.size() > MAX_BLOCKS) {
      throw tooManyBlocks();
    }
    return new SimulateRequest(
        List.copyOf(blocks),
        flag(param.field("traceTransfers")),
        flag(param.field("validation")),
        flag(param.field("returnFullTransactions")));
  }

  /** The refusal of a request for more blocks than this node makes. */
  public static RpcException tooManyBlocks() {
    return RpcException.of(CLIENT_LIMIT_EXCEEDED, "too many blocks");
  }

  private static boolean flag(@Nullable Param param) {
    return param != null && param.bool();
  }
}
