package io.weft.execution.block;

/**
 * Why a block is not valid; the names are those by which the tests of execution-specs expect it
 * ({@code BlockException}).
 */
public enum InvalidBlockReason {
  /** One of its transactions cannot be in it; {@link InvalidBlock#transaction} says why. */
  INVALID_TRANSACTION,
  /** Something in it cannot be decoded. */
  RLP_STRUCTURES_ENCODING,
  /** Its hash is not the one it was announced by. */
  INVALID_BLOCK_HASH,
  /** Its blobs are not those of the beacon block. */
  INVALID_VERSIONED_HASHES,
  /** The fields of the header are not those of the fork. */
  INCORRECT_BLOCK_FORMAT,
  UNKNOWN_PARENT,
  INVALID_BLOCK_NUMBER,
  INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT,
  INVALID_GASLIMIT,
  INVALID_GAS_USED_ABOVE_LIMIT,
  EXTRA_DATA_TOO_BIG,
  EXTRA_DATA_INVALID_DAO,
  INVALID_DIFFICULTY,
  INVALID_BASEFEE_PER_GAS,
  INCORRECT_EXCESS_BLOB_GAS,
  INCORRECT_BLOB_GAS_USED,
  RLP_BLOCK_LIMIT_EXCEEDED,
  INVALID_TRANSACTIONS_ROOT,
  INVALID_WITHDRAWALS_ROOT,
  INVALID_UNCLES_HASH,
  TOO_MANY_UNCLES,
  /** Ommers after proof of work ended. */
  IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS,
  UNCLE_IN_CHAIN,
  UNCLE_IS_ANCESTOR,
  UNCLE_PARENT_INCORRECT,
  /** Proof of stake before the terminal total difficulty. */
  IMPORT_IMPOSSIBLE_PARIS_WRONG_POS,
  /** Proof of work after the terminal total difficulty. */
  IMPORT_IMPOSSIBLE_PARIS_WRONG_POW,
  SYSTEM_CONTRACT_EMPTY,
  SYSTEM_CONTRACT_CALL_FAILED,
  INVALID_DEPOSIT_EVENT_LAYOUT,
  INVALID_GAS_USED,
  INVALID_LOG_BLOOM,
  INVALID_RECEIPTS_ROOT,
  INVALID_STATE_ROOT,
  INVALID_REQUESTS,
  INVALID_BLOCK_ACCESS_LIST,
  /** The list that came with the block has an account that was not accessed. */
  INVALID_BAL_EXTRA_ACCOUNT,
  /** The list that came with the block lacks an account that was accessed. */
  INVALID_BAL_MISSING_ACCOUNT
}
