package io.weft.node.rpc;

import io.weft.execution.primitives.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error: a code of JSON-RPC 2.0 or EIP-1474, a message, and for reverted calls
 * the returned bytes. It carries no stack trace, being an outcome and not a fault.
 */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public static final int PARSE_ERROR = -32700;
  public static final int INVALID_REQUEST = -32600;
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL_ERROR = -32603;

  /** Whatever the chain or the pool refuses. */
  public static final int SERVER_ERROR = -32000;

  /** The transaction was accepted nowhere (EIP-1474). */
  public static final int TRANSACTION_REJECTED = -32003;

  /** A limit of this node was exceeded (EIP-1474). */
  public static final int LIMIT_EXCEEDED = -32005;

  /** A call reverted; {@code data} are the bytes it returned. */
  public static final int EXECUTION_REVERTED = 3;

  private final int code;
  private final transient @Nullable Bytes revertData;

  private RpcException(int code, String message, @Nullable Bytes revertData) {
    super(message, null, false, false);
    this.code = code;
    this.revertData = revertData;
  }

  public static RpcException of(int code, String message) {
    return new RpcException(code, message, null);
  }

  /** A parameter that is not what the method takes. */
  public static RpcException invalidParams(String message) {
    return of(INVALID_PARAMS, message);
  }

  /** A refusal of the chain or the pool. */
  public static RpcException refused(String message) {
    return of(SERVER_ERROR, message);
  }

  public static RpcException reverted(String message, Bytes data) {
    return new RpcException(EXECUTION_REVERTED, message, data);
  }

  public int code() {
    return code;
  }

  /** The bytes a reverted call returned, or null where no call reverted. */
  public @Nullable Bytes revertData() {
    return revertData;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
