package io.weft.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The client of a request, as far as it can be told something unasked. Sessions of requests on one
 * connection are equal.
 */
public interface Session {

  /** Whether {@link #push} reaches the client; over plain HTTP it does not. */
  boolean canPush();

  /**
   * Sends a notification. Returns false where the client has gone or reads too slowly to be worth
   * waiting for, in which case nothing more should be sent.
   */
  boolean push(JsonNode notification);

  /** Runs {@code action} once the answer to the current request is on its way. */
  void afterResponse(Runnable action);

  /** Runs {@code action} when the client disconnects. */
  void onClose(Runnable action);
}
