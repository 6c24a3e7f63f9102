package io.weft.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The positional parameters of one request; absent, empty and trailing nulls are the same. */
public final class Params {
  private final @Nullable JsonNode array;

  private Params(@Nullable JsonNode array) {
    this.array = array;
  }

  /**
   * Takes the member {@code params} of a request.
   *
   * @throws RpcException where it is neither absent nor an array
   */
  static Params of(@Nullable JsonNode params) {
    if (params == null || params.isNull()) {
      return new Params(null);
    }
    if (!params.isArray()) {
      throw RpcException.invalidParams(
          "non-array args: expected an array of parameters, got an object");
    }
    return new Params(params);
  }

  /** How many were sent, nulls included. */
  public int size() {
    return array == null ? 0 : array.size();
  }

  /** A parameter that must be there. */
  public Param get(int index) {
    Param value = optional(index);
    if (value == null) {
      throw RpcException.invalidParams("missing value for required argument " + index);
    }
    return value;
  }

  /** A parameter, or null where it was left out. */
  public @Nullable Param optional(int index) {
    JsonNode value = array == null ? null : array.get(index);
    return value == null || value.isNull() ? null : new Param(value, "argument " + index);
  }

  /** A block parameter, {@code latest} where it was left out. */
  public BlockId block(int index) {
    Param value = optional(index);
    return value == null ? BlockId.Tag.LATEST : BlockId.read(value);
  }

  public boolean bool(int index, boolean whenAbsent) {
    Param value = optional(index);
    return value == null ? whenAbsent : value.bool();
  }
}
