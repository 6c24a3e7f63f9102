package io.weft.execution.transaction;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules a transaction must pass to be in a block (execution-specs {@code validate_transaction}
 * and {@code check_transaction}). Each method returns null or the first rule that is broken.
 */
final class TransactionCheck {
  /** The version of a commitment by KZG, the first byte of its hash (EIP-4844). */
  private static final int VERSIONED_HASH_KZG = 1;

  private TransactionCheck() {}

  /** Whether the fork has its type and the chain is its own. */
  static @Nullable Rejected checkKind(
      ChainSpec spec, TransactionRules rules, Transaction transaction) {
    if (transaction.type() > rules.lastType()) {
      return atMost(
          preFork(transaction.type()), "transaction type", rules.lastType(), transaction.type());
    }
    Long chainId = transaction.chainIdOrNull();
    if (chainId != null && (chainId != spec.chainId() || !rules.hasChainIds())) {
      return new Rejected(
          RejectionReason.INVALID_CHAINID,
          "chain id: expected "
              + (rules.hasChainIds() ? spec.chainId() : "none yet")
              + ", got "
              + Long.toUnsignedString(chainId));
    }
    return null;
  }

  /**
   * As {@link #checkGasLimit}, and what binds only transactions that are signed: the cap of
   * EIP-7825 and the last nonce (EIP-2681).
   */
  static @Nullable Rejected checkSignedGasLimit(
      TransactionRules rules, Transaction transaction, long intrinsicGas, long floor) {
    if (transaction.nonce() == -1) {
      return new Rejected(RejectionReason.NONCE_IS_MAX, "nonce: expected below 2^64-1, got 2^64-1");
    }
    Rejected rejected = checkGasLimit(rules, transaction, intrinsicGas, floor);
    long gasLimit = transaction.gasLimit();
    return rejected == null && Long.compareUnsigned(gasLimit, rules.maxGasLimit()) > 0
        ? atMost(
            RejectionReason.GAS_LIMIT_EXCEEDS_MAXIMUM, "gas limit", rules.maxGasLimit(), gasLimit)
        : rejected;
  }

  /** Whether the gas limit covers what is due before any code runs, and the limits by number. */
  static @Nullable Rejected checkGasLimit(
      TransactionRules rules, Transaction transaction, long intrinsicGas, long floor) {
    long gasLimit = transaction.gasLimit();
    if (Long.compareUnsigned(gasLimit, intrinsicGas) < 0) {
      return atLeast(
          RejectionReason.INTRINSIC_GAS_TOO_LOW,
          "gas limit",
          intrinsicGas,
          Long.toUnsignedString(gasLimit));
    }
    if (Long.compareUnsigned(gasLimit, floor) < 0) {
      return atLeast(
          RejectionReason.INTRINSIC_GAS_BELOW_FLOOR_GAS_COST, "gas limit", floor, gasLimit);
    }
    int dataSize = transaction.data().size();
    if (transaction.isCreate() && dataSize > rules.maxInitCodeSize()) {
      return atMost(
          RejectionReason.INITCODE_SIZE_EXCEEDED,
          "init code size",
          rules.maxInitCodeSize(),
          dataSize);
    }
    return null;
  }

  /** Whether its fees pay for a block with these base fees. */
  static @Nullable Rejected checkFees(
      TransactionRules rules, BlockEnvironment block, Transaction transaction) {
    if (rules.hasBaseFee()) {
      U256 maxFee = transaction.maxFeePerGas();
      U256 maxPriorityFee = transaction.maxPriorityFeePerGas();
      if (maxPriorityFee.compareTo(maxFee) > 0) {
        return atMost(
            RejectionReason.PRIORITY_GREATER_THAN_MAX_FEE_PER_GAS,
            "priority fee per gas",
            maxFee,
            maxPriorityFee);
      }
      if (maxFee.compareTo(block.baseFeePerGas()) < 0) {
        return atLeast(
            RejectionReason.INSUFFICIENT_MAX_FEE_PER_GAS,
            "max fee per gas",
            block.baseFeePerGas(),
            maxFee);
      }
    }
    return switch (transaction) {
      case BlobTransaction blob -> checkBlobs(rules, block, blob);
      case SetCodeTransaction setCode when setCode.authorizations().isEmpty() ->
          atLeast(RejectionReason.TYPE_4_EMPTY_AUTHORIZATION_LIST, "authorizations", 1, 0);
      default -> null;
    };
  }

  private static @Nullable Rejected checkBlobs(
      TransactionRules rules, BlockEnvironment block, BlobTransaction transaction) {
    List<Hash32> hashes = transaction.blobVersionedHashes();
    if (hashes.isEmpty()) {
      return atLeast(RejectionReason.TYPE_3_TX_ZERO_BLOBS, "blobs", 1, 0);
    }
    if (hashes.size() > rules.maxBlobs()) {
      return atMost(
          RejectionReason.TYPE_3_TX_BLOB_COUNT_EXCEEDED, "blobs", rules.maxBlobs(), hashes.size());
    }
    for (int i = 0; i < hashes.size(); i++) {
      if (hashes.get(i).w0() >>> 56 != VERSIONED_HASH_KZG) {
        return new Rejected(
            RejectionReason.TYPE_3_TX_INVALID_BLOB_VERSIONED_HASH,
            "blob hash " + i + ": expected version 1, got " + hashes.get(i));
      }
    }
    if (transaction.maxFeePerBlobGas().compareTo(block.blobBaseFee()) < 0) {
      return atLeast(
          RejectionReason.INSUFFICIENT_MAX_FEE_PER_BLOB_GAS,
          "max fee per blob gas",
          block.blobBaseFee(),
          transaction.maxFeePerBlobGas());
    }
    return null;
  }

  /** Whether the transaction is the next of its sender. */
  static @Nullable Rejected checkNonce(JournaledState state, int sender, Transaction transaction) {
    long expected = state.nonce(sender);
    int order = Long.compareUnsigned(transaction.nonce(), expected);
    if (order != 0) {
      return new Rejected(
          order < 0
              ? RejectionReason.NONCE_MISMATCH_TOO_LOW
              : RejectionReason.NONCE_MISMATCH_TOO_HIGH,
          "nonce: expected "
              + Long.toUnsignedString(expected)
              + ", got "
              + Long.toUnsignedString(transaction.nonce())
              + ", sender "
              + state.address(sender));
    }
    return null;
  }

  /** Whether the sender may send this now. */
  static @Nullable Rejected checkSender(
      ChainSpec spec,
      Fork fork,
      Fees fees,
      JournaledState state,
      int sender,
      Transaction transaction) {
    Rejected misplaced = checkNonce(state, sender, transaction);
    if (misplaced != null) {
      return misplaced;
    }
    Rejected unpaid = checkFunds(fees, state, sender, transaction);
    if (unpaid != null) {
      return unpaid;
    }
    if (state.hasCode(sender)
        && !isDelegation(fork, state.code(sender))
        && !SenderRecovery.isImpersonation(spec, transaction)) {
      return new Rejected( // EIP-3607, which holds for all forks
          RejectionReason.SENDER_NOT_EOA,
          "sender: expected an account without code, got a contract, sender "
              + state.address(sender));
    }
    return null;
  }

  private static boolean isDelegation(Fork fork, Bytes code) {
    return fork.isAtLeast(Fork.PRAGUE) && Authorizations.isDelegation(code);
  }

  /** Whether the sender owns the value and the most that gas and blobs could cost. */
  static @Nullable Rejected checkFunds(
      Fees fees, JournaledState state, int sender, Transaction transaction) {
    if (fees.canPayMost(transaction, state, sender)) {
      return null;
    }
    U256 most = fees.most(transaction);
    return atLeast(
        RejectionReason.INSUFFICIENT_ACCOUNT_FUNDS,
        "balance of " + state.address(sender),
        most == null ? "more than 2^256-1" : most,
        state.balance(sender));
  }

  private static RejectionReason preFork(int type) {
    return switch (type) {
      case 1 -> RejectionReason.TYPE_1_TX_PRE_FORK;
      case 2 -> RejectionReason.TYPE_2_TX_PRE_FORK;
      case 3 -> RejectionReason.TYPE_3_TX_PRE_FORK;
      case 4 -> RejectionReason.TYPE_4_TX_PRE_FORK;
      default -> RejectionReason.TYPE_NOT_SUPPORTED;
    };
  }

  static Rejected invalidSignature() {
    return new Rejected(
        RejectionReason.INVALID_SIGNATURE_VRS,
        "signature: expected one that leads to a sender, got none");
  }

  static Rejected atLeast(RejectionReason reason, String what, Object least, Object got) {
    return new Rejected(reason, what + ": expected at least " + least + ", got " + got);
  }

  static Rejected atMost(RejectionReason reason, String what, Object most, Object got) {
    return new Rejected(reason, what + ": expected at most " + most + ", got " + got);
  }
}
