package io.weft.node.cli.evm.t8n;

import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.IntrinsicGas;
import io.weft.execution.transaction.RejectionReason;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.api.Checksum;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says why a transaction was rejected in the words of geth, by which test fillers know it. */
final class RejectionText {
  private static final int MAX_INIT_CODE = 2 * 24_576;
  private static final int MAX_GAS = 1 << 24;
  private static final int MAX_BLOBS = 6;

  private final Transaction transaction;
  private final @Nullable Address sender;
  private final BlockEnvironment block;
  private final JournaledState state;
  private final long maxBlobGas;
  private final long blobGasBefore;

  /**
   * @param blobGasBefore of the transactions that are in the block already
   */
  RejectionText(
      Transaction transaction,
      @Nullable Address sender,
      BlockEnvironment block,
      JournaledState state,
      long maxBlobGas,
      long blobGasBefore) {
    this.transaction = transaction;
    this.sender = sender;
    this.block = block;
    this.state = state;
    this.maxBlobGas = maxBlobGas;
    this.blobGasBefore = blobGasBefore;
  }

  String of(RejectionReason reason) {
    return switch (reason) {
      case TYPE_NOT_SUPPORTED,
          TYPE_1_TX_PRE_FORK,
          TYPE_2_TX_PRE_FORK,
          TYPE_3_TX_PRE_FORK,
          TYPE_4_TX_PRE_FORK ->
          "transaction type not supported";
      case INVALID_CHAINID ->
          "invalid chain id for signer: have "
              + transaction.chainIdOrNull()
              + " want "
              + block.chainId();
      case INVALID_SIGNATURE_VRS -> "invalid transaction v, r, s values";
      case INTRINSIC_GAS_TOO_LOW -> "intrinsic gas too low: " + gas(intrinsicGas().gas());
      case INTRINSIC_GAS_BELOW_FLOOR_GAS_COST ->
          "insufficient gas for floor data gas cost: " + gas(intrinsicGas().floor());
      case INITCODE_SIZE_EXCEEDED ->
          "max initcode size exceeded: code size "
              + transaction.data().size()
              + " limit "
              + MAX_INIT_CODE;
      case GAS_LIMIT_EXCEEDS_MAXIMUM ->
          "transaction gas limit too high (cap: "
              + MAX_GAS
              + ", tx: "
              + unsigned(transaction.gasLimit())
              + ")";
      case GAS_ALLOWANCE_EXCEEDED -> "gas limit reached";
      case NONCE_IS_MAX ->
          "nonce has max value: " + from() + ", nonce: " + unsigned(transaction.nonce());
      case NONCE_MISMATCH_TOO_LOW -> "nonce too low: " + nonces();
      case NONCE_MISMATCH_TOO_HIGH -> "nonce too high: " + nonces();
      case INSUFFICIENT_ACCOUNT_FUNDS -> funds();
      case INSUFFICIENT_MAX_FEE_PER_GAS ->
          "max fee per gas less than block base fee: "
              + from()
              + ", maxFeePerGas: "
              + transaction.maxFeePerGas()
              + ", baseFee: "
              + block.baseFeePerGas();
      case PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS ->
          "max priority fee per gas higher than max fee per gas: "
              + from()
              + ", maxPriorityFeePerGas: "
              + transaction.maxPriorityFeePerGas()
              + ", maxFeePerGas: "
              + transaction.maxFeePerGas();
      case SENDER_NOT_EOA ->
          "sender not an eoa: " + from() + ", len(code): " + state.code(account()).size();
      case TYPE_3_TX_ZERO_BLOBS -> "blob transaction missing blob hashes";
      case TYPE_3_TX_BLOB_COUNT_EXCEEDED ->
          "blob transaction has too many blobs (have "
              + transaction.blobVersionedHashes().size()
              + ", max "
              + MAX_BLOBS
              + ")";
      case TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED ->
          "blob gas ("
              + (blobGasBefore + transaction.blobGas())
              + ") would exceed maximum allowance "
              + maxBlobGas;
      case TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH ->
          "blob " + firstUnversionedBlob() + " has invalid hash version";
      case INSUFFICIENT_MAX_FEE_PER_BLOB_GAS ->
          "max fee per blob gas less than block blob gas fee: "
              + from()
              + " blobGasFeeCap: "
              + transaction.maxFeePerBlobGas()
              + ", blobBaseFee: "
              + block.blobBaseFee();
      case TYPE_4_EMPTY_AUTHORIZATION_LIST ->
          "EIP-7702 transaction with empty auth list (sender " + checksum() + ")";
      case BLOCK_SIZE_EXCEEDED ->
          throw new IllegalStateException("only a proposer refuses for the size of its block");
    };
  }

  private String funds() {
    U256 gas = U256.of(transaction.gasLimit());
    U256 blobGas = U256.of(transaction.blobGas());
    U256 forGas = transaction.maxFeePerGas().multiply(gas);
    U256 forBlobs = transaction.maxFeePerBlobGas().multiply(blobGas);
    U256 needed = forGas.add(transaction.value());
    boolean overflows =
        transaction.maxFeePerGas().multiplyOverflows(gas)
            || forGas.addOverflows(transaction.value())
            || transaction.maxFeePerBlobGas().multiplyOverflows(blobGas)
            || needed.addOverflows(forBlobs);
    String start = "insufficient funds for gas * price + value: " + from();
    return overflows
        ? start + " required balance exceeds 256 bits"
        : start + " have " + state.balance(account()) + " want " + needed.add(forBlobs);
  }

  private String nonces() {
    return from()
        + ", tx: "
        + unsigned(transaction.nonce())
        + " state: "
        + unsigned(state.nonce(account()));
  }

  private String gas(long wanted) {
    return "have " + unsigned(transaction.gasLimit()) + ", want " + wanted;
  }

  private IntrinsicGas intrinsicGas() {
    return TransactionProcessor.intrinsicGas(block.fork(), transaction);
  }

  private int firstUnversionedBlob() {
    List<Hash32> hashes = transaction.blobVersionedHashes();
    int index = 0;
    while (index < hashes.size() && hashes.get(index).w0() >>> 56 == 1) {
      index++;
    }
    return index;
  }

  private String from() {
    return "address " + checksum();
  }

  private String checksum() {
    return Checksum.of(knownSender());
  }

  private int account() {
    return state.account(knownSender());
  }

  private Address knownSender() {
    if (sender == null) {
      throw new IllegalStateException("no sender: expected the signature to be the reason");
    }
    return sender;
  }

  private static String unsigned(long value) {
    return Long.toUnsignedString(value);
  }
}
