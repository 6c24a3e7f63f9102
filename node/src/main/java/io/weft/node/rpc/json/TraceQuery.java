package io.weft.node.rpc.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Param;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a client asks for.
 *
 * @param senders of the calls, in lower case; empty for any
 * @param receivers likewise; of a creation the new contract, of a self-destruct who got the rest,
 *     of a reward its author
 * @param after how many of those found to leave out
 * @param count how many to answer with
 */
public record TraceQuery(
    BlockId from, BlockId to, Set<String> senders, Set<String> receivers, long after, long count) {

  public static TraceQuery read(Param param) {
    Param from = param.field("fromBlock");
    Param to = param.field("toBlock");
    Param after = param.field("after");
    Param count = param.field("count");
    return new TraceQuery(
        from == null ? BlockId.Tag.LATEST : BlockId.read(from),
        to == null ? BlockId.Tag.LATEST : BlockId.read(to),
        addresses(param.field("fromAddress")),
        addresses(param.field("toAddress")),
        after == null ? 0 : after.looseNumber(),
        count == null ? Long.MAX_VALUE : count.looseNumber());
  }

  private static Set<String> addresses(@Nullable Param param) {
    Set<String> addresses = new HashSet<>();
    if (param != null) {
      for (Param element : param.elements()) {
        Address address = element.address();
        addresses.add(address.toString());
      }
    }
    return addresses;
  }

  /** Whether a call as {@code trace_block} tells it is one of these. */
  public boolean matches(JsonNode trace) {
    JsonNode action = trace.get("action");
    return switch (trace.get("type").textValue()) {
      case "create" -> matches(action.path("from"), trace.path("result").path("address"));
      case "suicide" -> matches(action.path("address"), action.path("refundAddress"));
      case "reward" -> senders.isEmpty() && isOneOf(receivers, action.path("author"));
      default -> matches(action.path("from"), action.path("to"));
    };
  }

  private boolean matches(JsonNode sender, JsonNode receiver) {
    return isOneOf(senders, sender) && isOneOf(receivers, receiver);
  }

  private static boolean isOneOf(Set<String> addresses, JsonNode address) {
    return addresses.isEmpty() || addresses.contains(address.asText());
  }
}
