package io.weft.node.rpc.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Log;
import io.weft.node.rpc.Json;

/** Logs as clients see them. */
public final class LogJson {
  private LogJson() {}

  /**
   * A log of a block.
   *
   * @param logIndex within the block
   */
  public static ObjectNode of(
      Log log, Inclusion inclusion, Hash32 transactionHash, int logIndex, boolean isRemoved) {
    ObjectNode json = Json.object();
    json.set("address", Json.address(log.address()));
    ArrayNode topics = json.putArray("topics");
    log.topics().forEach(topic -> topics.add(topic.toString()));
    json.set("data", Json.bytes(log.data()));
    json.set("blockNumber", Json.quantity(inclusion.blockNumber()));
    json.set("transactionHash", Json.hash(transactionHash));
    json.set("transactionIndex", Json.quantity(inclusion.transactionIndex()));
    json.set("blockHash", Json.hash(inclusion.blockHash()));
    json.set("blockTimestamp", Json.quantity(inclusion.blockTimestamp()));
    json.set("logIndex", Json.quantity(logIndex));
    json.put("removed", isRemoved);
    return json;
  }
}
