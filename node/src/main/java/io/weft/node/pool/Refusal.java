package io.weft.node.pool;

/** Why the pool refuses a transaction; the texts sent to clients are geth's. */
public enum Refusal {
  ALREADY_KNOWN,
  INVALID_SENDER,
  WRONG_CHAIN_ID,
  TYPE_NOT_SUPPORTED,
  OVERSIZED,
  INIT_CODE_TOO_LARGE,
  GAS_LIMIT_ABOVE_BLOCK,
  GAS_LIMIT_ABOVE_TRANSACTION_CAP,
  TIP_ABOVE_FEE_CAP,
  INTRINSIC_GAS_TOO_LOW,
  FLOOR_GAS_TOO_LOW,
  UNDERPRICED,
  REPLACEMENT_UNDERPRICED,
  NONCE_TOO_LOW,
  NONCE_TOO_HIGH,
  INSUFFICIENT_FUNDS,
  SENDER_HAS_CODE,
  INVALID_BLOBS,
  INVALID_AUTHORIZATIONS,
  SENDER_LIMIT,
  /** The sender has transactions of the other kind, with blobs or without. */
  SENDER_RESERVED,
  POOL_FULL
}
