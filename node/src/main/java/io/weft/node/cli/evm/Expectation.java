package io.weft.node.cli.evm;

import java.util.Map;
import java.util.Set;

/**
 * Compares why something was rejected with why a fixture expects it to be. Fixtures name one or
 * several reasons; older ones use names of their own, and some tell apart what decoding refuses.
 */
final class Expectation {
  /** What the runners report where RLP could not be decoded. */
  static final String UNDECODABLE = "BlockException.RLP_STRUCTURES_ENCODING";

  /** What they report where the access list beside a block is not one. */
  static final String MALFORMED_ACCESS_LIST = "malformed block access list";

  private static final String WRONG_FORMAT = "BlockException.INCORRECT_BLOCK_FORMAT";

  private static final String BLOB_GAS_EXCEEDED =
      "TransactionException.TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED";

  private static final Map<String, Set<String>> OTHER_NAMES =
      Map.ofEntries(
          // Names of ethereum/legacytests.
          Map.entry(
              "TR_TypeNotSupported",
              Set.of(
                  "TransactionException.TYPE_1_TX_PRE_FORK",
                  "TransactionException.TYPE_2_TX_PRE_FORK",
                  "TransactionException.TYPE_3_TX_PRE_FORK")),
          Map.entry(
              "TR_NoFundsOrGas",
              Set.of(
                  "TransactionException.INSUFFICIENT_ACCOUNT_FUNDS",
                  "TransactionException.INTRINSIC_GAS_TOO_LOW")),
          Map.entry("TR_NoFunds", Set.of("TransactionException.INSUFFICIENT_ACCOUNT_FUNDS")),
          Map.entry("SenderNotEOA", Set.of("TransactionException.SENDER_NOT_EOA")),
          Map.entry("IntrinsicGas", Set.of("TransactionException.INTRINSIC_GAS_TOO_LOW")),
          Map.entry("TR_IntrinsicGas", Set.of("TransactionException.INTRINSIC_GAS_TOO_LOW")),
          Map.entry("TR_RLP_WRONGVALUE", Set.of(UNDECODABLE)),
          Map.entry(
              "TR_FeeCapLessThanBlocks",
              Set.of("TransactionException.INSUFFICIENT_MAX_FEE_PER_GAS")),
          Map.entry(
              "TR_TipGtFeeCap",
              Set.of("TransactionException.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS")),
          Map.entry(
              "TR_InitCodeLimitExceeded", Set.of("TransactionException.INITCODE_SIZE_EXCEEDED")),
          Map.entry("TR_BLOBCREATE", Set.of(UNDECODABLE)),
          Map.entry("TR_EMPTYBLOB", Set.of("TransactionException.TYPE_3_TX_ZERO_BLOBS")),
          Map.entry("TR_BLOBLIST_OVERSIZE", Set.of(BLOB_GAS_EXCEEDED)),
          // More blobs than a block may have are also more than a transaction may.
          Map.entry(
              "TransactionException.TYPE_3_TX_BLOB_COUNT_EXCEEDED", Set.of(BLOB_GAS_EXCEEDED)),
          // Blob and set-code transactions have no encoding without a recipient.
          Map.entry("TransactionException.TYPE_3_TX_CONTRACT_CREATION", Set.of(UNDECODABLE)),
          Map.entry("TransactionException.TYPE_4_TX_CONTRACT_CREATION", Set.of(UNDECODABLE)),
          Map.entry(
              "TransactionException.TYPE_NOT_SUPPORTED",
              Set.of(
                  UNDECODABLE,
                  "TransactionException.TYPE_1_TX_PRE_FORK",
                  "TransactionException.TYPE_2_TX_PRE_FORK")),
          Map.entry("TransactionException.TYPE_3_TX_WITH_FULL_BLOBS", Set.of(UNDECODABLE)),
          Map.entry("BlockException.RLP_INVALID_FIELD_OVERFLOW_64", Set.of(UNDECODABLE)),
          Map.entry("BlockException.GASLIMIT_TOO_BIG", Set.of(UNDECODABLE)),
          // One name for all that a list may get wrong, or one for its kind of fault.
          Map.entry(WRONG_FORMAT, Set.of(MALFORMED_ACCESS_LIST)),
          Map.entry(
              "BlockException.INVALID_BLOCK_ACCESS_LIST",
              Set.of(MALFORMED_ACCESS_LIST, "BlockException.INVALID_BAL_MISSING_ACCOUNT")),
          // ethereum/tests names the pair of formats where a header is not of its fork.
          Map.entry("BlockException.IMPORT_IMPOSSIBLE_LEGACY", Set.of(WRONG_FORMAT)),
          Map.entry("BlockException.IMPORT_IMPOSSIBLE_LEGACY_WRONG_PARENT", Set.of(WRONG_FORMAT)),
          Map.entry("BlockException.IMPORT_IMPOSSIBLE_LONDON_WRONG_PARENT", Set.of(WRONG_FORMAT)),
          Map.entry("BlockException.IMPORT_IMPOSSIBLE_PARIS_OVER_SHANGHAI", Set.of(WRONG_FORMAT)),
          Map.entry("BlockException.IMPORT_IMPOSSIBLE_SHANGHAI", Set.of(WRONG_FORMAT)));

  private Expectation() {}

  /** Whether {@code actual} is one of the reasons in {@code expected}, separated by bars. */
  static boolean isMet(String expected, String actual) {
    for (String name : expected.split("\\|", -1)) {
      if (name.equals(actual) || OTHER_NAMES.getOrDefault(name, Set.of()).contains(actual)) {
        return true;
      }
    }
    return false;
  }
}
