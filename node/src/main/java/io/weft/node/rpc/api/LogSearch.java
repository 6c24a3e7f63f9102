package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.LogFilter;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.Log;
import io.weft.execution.types.Receipt;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.Inclusion;
import io.weft.node.rpc.json.LogJson;
import io.weft.node.rpc.json.LogQuery;
import java.util.List;
import java.util.function.Consumer;

/** Finds logs in committed blocks. */
final class LogSearch {
  private final Blocks blocks;
  private final RpcLimits limits;

  LogSearch(Blocks blocks, RpcLimits limits) {
    this.blocks = blocks;
    this.limits = limits;
  }

  /** What a query finds now. */
  ArrayNode find(LogQuery query) {
    ChainView head = blocks.head();
    if (query.blockHash() != null) {
      Long number = head.number(query.blockHash());
      if (number == null) {
        throw RpcException.refused("unknown block");
      }
      return find(head, query.filter(), number, number);
    }
    long from = number(query.from() == null ? BlockId.Tag.LATEST : query.from(), head);
    long to = number(query.to() == null ? BlockId.Tag.LATEST : query.to(), head);
    if (from > to) {
      throw RpcException.invalidParams("invalid block range params");
    }
    if (to > head.number()) {
      throw RpcException.invalidParams("block range extends beyond current head block");
    }
    return find(head, query.filter(), from, to);
  }

  /** Where a range ends; a tag is a block that is there. */
  private long number(BlockId id, ChainView head) {
    if (id instanceof BlockId.ByNumber(long number)) {
      return number;
    }
    ChainView view = blocks.find(id);
    if (view == null) {
      throw RpcException.refused("unknown block");
    }
    return Math.min(view.number(), head.number());
  }

  /** The logs of the blocks from {@code from} to {@code to}. */
  ArrayNode find(ChainView head, LogFilter filter, long from, long to) {
    if (to - from >= limits.logRange()) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "block range too large: expected at most %d blocks, got %d"
              .formatted(limits.logRange(), to - from + 1));
    }
    ArrayNode found = Json.array();
    for (long number : head.blocksWithLogs(filter, from, to)) {
      Block block = head.block(number);
      List<Receipt> receipts = head.receipts(number);
      if (block != null && receipts != null) {
        forEach(block, receipts, filter, json -> add(found, json));
      }
    }
    return found;
  }

  private void add(ArrayNode found, JsonNode json) {
    if (found.size() == limits.logResults()) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "query returned more than " + limits.logResults() + " results, narrow the block range");
    }
    found.add(json);
  }

  /** The matching logs of one block. */
  static void forEach(
      Block block, List<Receipt> receipts, LogFilter filter, Consumer<JsonNode> action) {
    Hash32 blockHash = block.hash();
    int logIndex = 0;
    for (int i = 0; i < receipts.size(); i++) {
      Hash32 transactionHash = null;
      for (Log log : receipts.get(i).logs()) {
        if (filter.matches(log)) {
          if (transactionHash == null) {
            transactionHash = block.transactions().get(i).hash();
          }
          Inclusion inclusion = Inclusion.of(block.header(), blockHash, i);
          action.accept(LogJson.of(log, inclusion, transactionHash, logIndex, false));
        }
        logIndex++;
      }
    }
  }
}
