package io.weft.node.pool;

/** What became of a submitted transaction. */
public sealed interface Admission {
  /**
   * It is in the pool.
   *
   * @param isExecutable whether the next block could include it; otherwise a nonce is missing
   */
  record Accepted(PooledTransaction transaction, boolean isExecutable) implements Admission {}

  /** It is not, and nothing else changed. */
  record Refused(Refusal reason, String message) implements Admission {}
}
