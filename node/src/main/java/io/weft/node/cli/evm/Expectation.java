package io.weft.node.cli.evm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares why something was rejected with why a fixture expects it to be. Fixtures name one or
 * several reasons, by the names of execution-specs; older ones use names of their own. Some tell
 * apart what is one rule here, or is refused before the rule is reached.
 */
final class Expectation {
  /** What the runners report where RLP could not be decoded. */
  static final String UNDECODABLE = "BlockException.RLP_STRUCTURES_ENCODING";

  /** What they report where the access list beside a block is not one. */
  static final String MALFORMED_ACCESS_LIST = "MALFORMED_ACCESS_LIST";

  /** Names of ethereum/legacytests, each with the reasons that it stands for. */
  private static final String LEGACY =
      """
      IntrinsicGas INTRINSIC_GAS_TOO_LOW
      SenderNotEOA SENDER_NOT_EOA
      SenderNotEOAorNoCASH SENDER_NOT_EOA INSUFFICIENT_ACCOUNT_FUNDS
      TR_BLOBCREATE RLP_STRUCTURES_ENCODING
      TR_BLOBLIST_OVERSIZE TYPE_3_TX_BLOB_COUNT_EXCEEDED TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED
      TR_BLOBVERSION_INVALID TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH
      TR_BlobDecodeError RLP_STRUCTURES_ENCODING
      TR_EMPTYBLOB TYPE_3_TX_ZERO_BLOBS
      TR_FeeCapLessThanBlocks INSUFFICIENT_MAX_FEE_PER_GAS
      TR_FeeCapLessThanBlocksORGasLimitReached INSUFFICIENT_MAX_FEE_PER_GAS GAS_ALLOWANCE_EXCEEDED
      TR_FeeCapLessThanBlocksORNoFunds INSUFFICIENT_MAX_FEE_PER_GAS INSUFFICIENT_ACCOUNT_FUNDS
      TR_GasLimitReached GAS_ALLOWANCE_EXCEEDED
      TR_InitCodeLimitExceeded INITCODE_SIZE_EXCEEDED
      TR_IntrinsicGas INTRINSIC_GAS_TOO_LOW
      TR_NoFunds INSUFFICIENT_ACCOUNT_FUNDS
      TR_NoFundsOrGas INSUFFICIENT_ACCOUNT_FUNDS INTRINSIC_GAS_TOO_LOW
      TR_NoFundsValue INSUFFICIENT_ACCOUNT_FUNDS
      TR_NoFundsX INSUFFICIENT_ACCOUNT_FUNDS
      TR_NonceHasMaxValue NONCE_IS_MAX
      TR_NonceTooHigh NONCE_MISMATCH_TOO_HIGH
      TR_NonceTooLow NONCE_MISMATCH_TOO_LOW
      TR_RLP_WRONGVALUE RLP_STRUCTURES_ENCODING
      TR_TipGtFeeCap PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS
      TR_TypeNotSupported TYPE_1_TX_PRE_FORK TYPE_2_TX_PRE_FORK TYPE_3_TX_PRE_FORK
      TR_TypeNotSupportedBlob TYPE_3_TX_PRE_FORK
      """;

  /** Transactions: what goes by another name here. */
  private static final String TRANSACTIONS =
      """
      EC_RECOVERY_FAIL INVALID_SIGNATURE_VRS
      GASLIMIT_PRICE_PRODUCT_OVERFLOW INSUFFICIENT_ACCOUNT_FUNDS
      INVALID_CHAINID RLP_STRUCTURES_ENCODING
      INVALID_SIGNATURE_VRS RLP_STRUCTURES_ENCODING
      NONCE_TOO_BIG NONCE_IS_MAX
      PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2 PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS
      TYPE_3_TX_BLOB_COUNT_EXCEEDED TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED
      TYPE_3_TX_ZERO_BLOBS_PRE_FORK TYPE_3_TX_PRE_FORK
      TYPE_NOT_SUPPORTED RLP_STRUCTURES_ENCODING TYPE_1_TX_PRE_FORK TYPE_2_TX_PRE_FORK
      """;

  /** Transactions: what has no encoding. Beside them all that begins with {@link #RLP}. */
  private static final List<String> WITHOUT_ENCODING =
      List.of(
          "ADDRESS_TOO_LONG",
          "ADDRESS_TOO_SHORT",
          "GASLIMIT_OVERFLOW",
          "GASPRICE_OVERFLOW",
          "NONCE_OVERFLOW",
          "PRIORITY_OVERFLOW",
          "TYPE_3_TX_CONTRACT_CREATION",
          "TYPE_3_TX_WITH_FULL_BLOBS",
          "TYPE_4_INVALID_AUTHORITY_SIGNATURE",
          "TYPE_4_INVALID_AUTHORITY_SIGNATURE_S_TOO_HIGH",
          "TYPE_4_INVALID_AUTHORIZATION_FORMAT",
          "TYPE_4_TX_CONTRACT_CREATION",
          "VALUE_OVERFLOW");

  private static final String RLP = "TransactionException.RLP_";

  /** Blocks: what goes by another name here. */
  private static final String BLOCKS =
      """
      BLOB_GAS_USED_ABOVE_LIMIT INCORRECT_BLOB_GAS_USED
      GASLIMIT_TOO_BIG RLP_STRUCTURES_ENCODING
      GAS_USED_OVERFLOW GAS_ALLOWANCE_EXCEEDED INVALID_GAS_USED_ABOVE_LIMIT
      IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS INVALID_DIFFICULTY
      INVALID_GAS_USED INVALID_GAS_USED_ABOVE_LIMIT
      RLP_INVALID_ADDRESS RLP_STRUCTURES_ENCODING
      RLP_INVALID_FIELD_OVERFLOW_64 RLP_STRUCTURES_ENCODING
      RLP_WITHDRAWALS_NOT_READ INCORRECT_BLOCK_FORMAT RLP_STRUCTURES_ENCODING
      UNCLE_IN_CHAIN UNCLE_IS_ANCESTOR
      UNCLE_IS_BROTHER UNCLE_IN_CHAIN
      UNCLE_UNKNOWN_PARENT UNCLE_PARENT_INCORRECT
      UNKNOWN_PARENT_ZERO UNKNOWN_PARENT
      """;

  /**
   * Blocks that are not of their fork. A header that lacks one of its last fields has others in
   * their places, which may not fit; ethereum/tests names the pair of formats.
   */
  private static final String FORMATS =
      """
      INCORRECT_BLOCK_FORMAT MALFORMED_ACCESS_LIST RLP_STRUCTURES_ENCODING
      IMPORT_IMPOSSIBLE_LEGACY INCORRECT_BLOCK_FORMAT
      IMPORT_IMPOSSIBLE_LEGACY_WRONG_PARENT INCORRECT_BLOCK_FORMAT
      IMPORT_IMPOSSIBLE_LONDON_OVER_PARIS INCORRECT_BLOCK_FORMAT INVALID_DIFFICULTY
      IMPORT_IMPOSSIBLE_LONDON_WRONG_PARENT INCORRECT_BLOCK_FORMAT
      IMPORT_IMPOSSIBLE_PARIS_OVER_SHANGHAI INCORRECT_BLOCK_FORMAT
      IMPORT_IMPOSSIBLE_SHANGHAI INCORRECT_BLOCK_FORMAT
      """;

  /** Access lists: one name for all that a list may get wrong, or one for its kind of fault. */
  private static final String ACCESS_LISTS =
      """
      INVALID_BAL_EXTRA_ACCOUNT MALFORMED_ACCESS_LIST
      INVALID_BAL_HASH INVALID_BLOCK_ACCESS_LIST
      INVALID_BLOCK_ACCESS_LIST INVALID_BAL_EXTRA_ACCOUNT INVALID_BAL_MISSING_ACCOUNT \
      MALFORMED_ACCESS_LIST
      """;

  private static final Map<String, Set<String>> OTHER_NAMES = otherNames();

  private Expectation() {}

  private static Map<String, Set<String>> otherNames() {
    Map<String, Set<String>> names = new HashMap<>();
    for (String table : List.of(LEGACY, TRANSACTIONS, BLOCKS, FORMATS, ACCESS_LISTS)) {
      for (String line : table.lines().toList()) {
        List<String> words = List.of(line.split(" ", -1));
        names.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
      }
    }
    for (String name : WITHOUT_ENCODING) {
      names.put(name, Set.of(simple(UNDECODABLE)));
    }
    return Map.copyOf(names);
  }

  /** Whether {@code actual} is one of the reasons in {@code expected}, separated by bars. */
  static boolean isMet(String expected, String actual) {
    for (String name : expected.split("\\|", -1)) {
      if (name.equals(actual)
          || (name.startsWith(RLP) && actual.equals(UNDECODABLE))
          || OTHER_NAMES.getOrDefault(simple(name), Set.of()).contains(simple(actual))) {
        return true;
      }
    }
    return false;
  }

  /** A name without that of its kind; no name is of two. */
  private static String simple(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
