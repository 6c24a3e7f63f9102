package io.weft.node.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.InvalidBlockReason;
import io.weft.execution.transaction.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever reason a fixture may name, there is one here that it can be refused for. */
class ExpectationTest {
  /** All of execution-specs but what only its own tools report: LOG_MISMATCH. */
  private static final String TRANSACTION_EXCEPTIONS =
      """
      TYPE_NOT_SUPPORTED SENDER_NOT_EOA ADDRESS_TOO_SHORT ADDRESS_TOO_LONG NONCE_MISMATCH_TOO_HIGH
      NONCE_MISMATCH_TOO_LOW NONCE_TOO_BIG NONCE_IS_MAX NONCE_OVERFLOW GASLIMIT_OVERFLOW
      VALUE_OVERFLOW GASPRICE_OVERFLOW GASLIMIT_PRICE_PRODUCT_OVERFLOW INVALID_SIGNATURE_VRS
      RLP_INVALID_SIGNATURE_R RLP_INVALID_SIGNATURE_S RLP_LEADING_ZEROS_GASLIMIT
      RLP_LEADING_ZEROS_GASPRICE RLP_LEADING_ZEROS_VALUE RLP_LEADING_ZEROS_NONCE
      RLP_LEADING_ZEROS_R RLP_LEADING_ZEROS_S RLP_LEADING_ZEROS_V RLP_LEADING_ZEROS_BASEFEE
      RLP_LEADING_ZEROS_PRIORITY_FEE RLP_LEADING_ZEROS_DATA_SIZE RLP_LEADING_ZEROS_NONCE_SIZE
      RLP_TOO_FEW_ELEMENTS RLP_TOO_MANY_ELEMENTS RLP_ERROR_EOF RLP_ERROR_SIZE
      RLP_ERROR_SIZE_LEADING_ZEROS INVALID_CHAINID RLP_INVALID_DATA RLP_INVALID_GASLIMIT
      RLP_INVALID_NONCE RLP_INVALID_TO RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_LONG
      RLP_INVALID_ACCESS_LIST_ADDRESS_TOO_SHORT RLP_INVALID_ACCESS_LIST_STORAGE_TOO_LONG
      RLP_INVALID_ACCESS_LIST_STORAGE_TOO_SHORT RLP_INVALID_HEADER RLP_INVALID_VALUE
      EC_RECOVERY_FAIL INSUFFICIENT_ACCOUNT_FUNDS INSUFFICIENT_MAX_FEE_PER_GAS PRIORITY_OVERFLOW
      PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS_2
      INSUFFICIENT_MAX_FEE_PER_BLOB_GAS INTRINSIC_GAS_TOO_LOW INTRINSIC_GAS_BELOW_FLOOR_GAS_COST
      INITCODE_SIZE_EXCEEDED TYPE_1_TX_PRE_FORK TYPE_2_TX_PRE_FORK TYPE_3_TX_PRE_FORK
      TYPE_3_TX_ZERO_BLOBS_PRE_FORK TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH
      TYPE_3_TX_WITH_FULL_BLOBS TYPE_3_TX_BLOB_COUNT_EXCEEDED TYPE_3_TX_CONTRACT_CREATION
      TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED GAS_ALLOWANCE_EXCEEDED GAS_LIMIT_EXCEEDS_MAXIMUM
      TYPE_3_TX_ZERO_BLOBS TYPE_4_EMPTY_AUTHORIZATION_LIST TYPE_4_INVALID_AUTHORITY_SIGNATURE
      TYPE_4_INVALID_AUTHORITY_SIGNATURE_S_TOO_HIGH TYPE_4_TX_CONTRACT_CREATION
      TYPE_4_INVALID_AUTHORIZATION_FORMAT TYPE_4_TX_PRE_FORK
      """;

  /** All of execution-specs at bal-v5.1.0; what came later is of forks that are not executed. */
  private static final String BLOCK_EXCEPTIONS =
      """
      TOO_MANY_UNCLES UNCLE_IN_CHAIN UNCLE_IS_ANCESTOR UNCLE_IS_BROTHER UNCLE_PARENT_INCORRECT
      EXTRA_DATA_TOO_BIG EXTRA_DATA_INVALID_DAO UNKNOWN_PARENT UNCLE_UNKNOWN_PARENT
      UNKNOWN_PARENT_ZERO GASLIMIT_TOO_BIG INVALID_BLOCK_NUMBER
      INVALID_BLOCK_TIMESTAMP_OLDER_THAN_PARENT INVALID_DIFFICULTY INVALID_LOG_BLOOM
      INVALID_STATE_ROOT INVALID_RECEIPTS_ROOT INVALID_TRANSACTIONS_ROOT INVALID_UNCLES_HASH
      GAS_USED_OVERFLOW INVALID_GASLIMIT INVALID_BASEFEE_PER_GAS INVALID_GAS_USED
      INVALID_GAS_USED_ABOVE_LIMIT INVALID_WITHDRAWALS_ROOT INCORRECT_BLOCK_FORMAT
      BLOB_GAS_USED_ABOVE_LIMIT INCORRECT_BLOB_GAS_USED INCORRECT_EXCESS_BLOB_GAS
      INVALID_VERSIONED_HASHES RLP_STRUCTURES_ENCODING RLP_WITHDRAWALS_NOT_READ
      RLP_INVALID_FIELD_OVERFLOW_64 RLP_INVALID_ADDRESS RLP_BLOCK_LIMIT_EXCEEDED INVALID_REQUESTS
      IMPORT_IMPOSSIBLE_LEGACY IMPORT_IMPOSSIBLE_LEGACY_WRONG_PARENT
      IMPORT_IMPOSSIBLE_LONDON_WRONG_PARENT IMPORT_IMPOSSIBLE_PARIS_WRONG_POW
      IMPORT_IMPOSSIBLE_PARIS_WRONG_POS IMPORT_IMPOSSIBLE_LONDON_OVER_PARIS
      IMPORT_IMPOSSIBLE_PARIS_OVER_SHANGHAI IMPORT_IMPOSSIBLE_SHANGHAI
      IMPORT_IMPOSSIBLE_UNCLES_OVER_PARIS IMPORT_IMPOSSIBLE_DIFFICULTY_OVER_PARIS
      SYSTEM_CONTRACT_EMPTY SYSTEM_CONTRACT_CALL_FAILED INVALID_BLOCK_HASH
      INVALID_DEPOSIT_EVENT_LAYOUT INVALID_BLOCK_ACCESS_LIST INVALID_BAL_HASH
      INVALID_BAL_EXTRA_ACCOUNT INVALID_BAL_MISSING_ACCOUNT
      """;

  private static final String LEGACY =
      """
      IntrinsicGas SenderNotEOA SenderNotEOAorNoCASH TR_BLOBCREATE TR_BLOBLIST_OVERSIZE
      TR_BLOBVERSION_INVALID TR_BlobDecodeError TR_EMPTYBLOB TR_FeeCapLessThanBlocks
      TR_FeeCapLessThanBlocksORGasLimitReached TR_FeeCapLessThanBlocksORNoFunds
      TR_GasLimitReached TR_InitCodeLimitExceeded TR_IntrinsicGas TR_NoFunds TR_NoFundsOrGas
      TR_NoFundsValue TR_NoFundsX TR_NonceHasMaxValue TR_NonceTooHigh TR_NonceTooLow
      TR_RLP_WRONGVALUE TR_TipGtFeeCap TR_TypeNotSupported TR_TypeNotSupportedBlob
      """;

  @Test
  void everyNameOfExecutionSpecsIsMetBySomeReason() {
    List<String> unmet = new ArrayList<>();
    for (String name : names("TransactionException.", TRANSACTION_EXCEPTIONS)) {
      addUnlessMet(unmet, name);
    }
    for (String name : names("BlockException.", BLOCK_EXCEPTIONS)) {
      addUnlessMet(unmet, name);
    }
    for (String name : names("", LEGACY)) {
      addUnlessMet(unmet, name);
    }
    assertThat(unmet).isEmpty();
  }

  @Test
  void noReasonMeetsOneItHasNothingToDoWith() {
    assertThat(Expectation.isMet("TR_NoFunds", "TransactionException.NONCE_IS_MAX")).isFalse();
    assertThat(Expectation.isMet("BlockException.INVALID_BAL_MISSING_ACCOUNT", extraAccount()))
        .isFalse();
    assertThat(
            Expectation.isMet("BlockException.RLP_BLOCK_LIMIT_EXCEEDED", Expectation.UNDECODABLE))
        .isFalse();
    assertThat(Expectation.isMet("unheard of", "unheard of too")).isFalse();
  }

  @Test
  void oneOfSeveralNamesIsEnough() {
    String either = "BlockException.GAS_USED_OVERFLOW|TransactionException.GAS_ALLOWANCE_EXCEEDED";

    assertThat(Expectation.isMet(either, "TransactionException.GAS_ALLOWANCE_EXCEEDED")).isTrue();
    assertThat(Expectation.isMet(either, "TransactionException.NONCE_IS_MAX")).isFalse();
  }

  @Test
  void headerWithoutOneOfItsFieldsIsOfTheWrongFormatThoughItCannotBeDecoded() {
    assertThat(Expectation.isMet("BlockException.INCORRECT_BLOCK_FORMAT", Expectation.UNDECODABLE))
        .isTrue();
  }

  @Test
  void accountNobodyAccessedIsAnInvalidListByEitherName() {
    assertThat(Expectation.isMet("BlockException.INVALID_BLOCK_ACCESS_LIST", extraAccount()))
        .isTrue();
    assertThat(Expectation.isMet("BlockException.INVALID_BAL_EXTRA_ACCOUNT", extraAccount()))
        .isTrue();
  }

  private static String extraAccount() {
    return "BlockException." + InvalidBlockReason.INVALID_BAL_EXTRA_ACCOUNT;
  }

  private static List<String> names(String kind, String table) {
    return table
        .lines()
        .flatMap(line -> List.of(line.split(" ", -1)).stream())
        .map(kind::concat)
        .toList();
  }

  private static void addUnlessMet(List<String> unmet, String name) {
    boolean isMet = Expectation.isMet(name, Expectation.UNDECODABLE);
    for (RejectionReason reason : RejectionReason.values()) {
      isMet |= Expectation.isMet(name, "TransactionException." + reason);
    }
    for (InvalidBlockReason reason : InvalidBlockReason.values()) {
      isMet |= Expectation.isMet(name, "BlockException." + reason);
    }
    if (!isMet) {
      unmet.add(name);
    }
  }
}
