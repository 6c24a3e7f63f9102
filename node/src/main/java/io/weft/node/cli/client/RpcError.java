package io.weft.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Bytes;

/** A node's refusal of a request: code, message and the data that came with it. */
public final class RpcError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Bytes data;

  private RpcError(int code, String message, Bytes data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  static RpcError parse(JsonNode error) {
    JsonNode data = error.path("data");
    // some nodes wrap the data of a revert once more
    String hex = data.isObject() ? data.path("data").asText("") : data.asText("");
    Bytes bytes = Bytes.EMPTY;
    try {
      bytes = hex.startsWith("0x") ? Bytes.fromHex(hex) : Bytes.EMPTY;
    } catch (IllegalArgumentException e) {
      // words instead of bytes: the message has to do
    }
    return new RpcError(
        error.path("code").asInt(), error.path("message").asText("no message"), bytes);
  }

  public int code() {
    return code;
  }

  /** What a contract reverted with; empty where the refusal is no revert. */
  public Bytes data() {
    return data;
  }

  /** Whether a contract reverted, by the code that geth introduced or in a node's words. */
  public boolean isRevert() {
    String message = String.valueOf(getMessage());
    return code == 3 || !data.isEmpty() || message.contains("revert");
  }
}
