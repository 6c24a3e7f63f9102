package io.weft.node.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.contracts.abi.AbiEvent;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiParameter;
import io.weft.contracts.abi.AbiText;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.node.cli.client.JsonRpc;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logs in words where the ABI knows their event, and as topics and data where it does not. */
final class LogLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogLines() {}

  static void print(PrintWriter out, JsonNode logs, ContractAbi abi) {
    for (JsonNode log : logs) {
      out.println("  " + words(log, abi));
    }
    out.flush();
  }

  /** One line: block and place, then the event. */
  static String located(JsonNode log, ContractAbi abi) {
    return "block "
        + JsonRpc.quantity(log.path("blockNumber"))
        + " log "
        + JsonRpc.quantity(log.path("logIndex"))
        + "  "
        + words(log, abi);
  }

  static ArrayNode json(JsonNode logs, ContractAbi abi) {
    ArrayNode array = JSON.createArrayNode();
    for (JsonNode log : logs) {
      ObjectNode entry = array.addObject();
      entry.put("address", log.path("address").asText());
      entry.put("block", JsonRpc.quantity(log.path("blockNumber")).toLong());
      entry.put("transaction", log.path("transactionHash").asText());
      entry.put("index", JsonRpc.quantity(log.path("logIndex")).toLong());
      Decoded decoded = decode(log, abi);
      if (decoded == null) {
        entry.set("topics", log.path("topics"));
        entry.set("data", log.path("data"));
      } else {
        entry.put("event", decoded.event().name());
        ObjectNode arguments = entry.putObject("arguments");
        for (int i = 0; i < decoded.values().size(); i++) {
          AbiParameter input = decoded.event().inputs().get(i);
          arguments.put(
              input.name().isEmpty() ? String.valueOf(i) : input.name(),
              text(input, decoded.values().get(i)));
        }
      }
    }
    return array;
  }

  private record Decoded(AbiEvent event, List<Object> values) {}

  private static String words(JsonNode log, ContractAbi abi) {
    Decoded decoded = decode(log, abi);
    if (decoded == null) {
      return "log of "
          + log.path("address").asText()
          + " topics "
          + log.path("topics")
          + " data "
          + log.path("data").asText();
    }
    StringBuilder out = new StringBuilder(decoded.event().name()).append('(');
    for (int i = 0; i < decoded.values().size(); i++) {
      AbiParameter input = decoded.event().inputs().get(i);
      out.append(i == 0 ? "" : ", ")
          .append(input.name().isEmpty() ? "" : input.name() + ": ")
          .append(text(input, decoded.values().get(i)));
    }
    return out.append(')').toString();
  }

  // An indexed string or list is known by its hash alone.
  private static String text(AbiParameter input, Object value) {
    return value instanceof Hash32 hash ? hash.toString() : AbiText.format(input.type(), value);
  }

  private static @Nullable Decoded decode(JsonNode log, ContractAbi abi) {
    List<Hash32> topics = new ArrayList<>();
    for (JsonNode topic : log.path("topics")) {
      topics.add(Hash32.fromHex(topic.asText()));
    }
    AbiEvent event = abi.eventOf(topics).orElse(null);
    if (event == null) {
      return null;
    }
    try {
      return new Decoded(event, event.decode(topics, Bytes.fromHex(log.path("data").asText())));
    } catch (AbiException e) {
      return null; // another contract's event of the same signature
    }
  }
}
