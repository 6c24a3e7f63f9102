package io.weft.node.pool;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.IntrinsicGas;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction must satisfy to wait in the pool: the chain's rules as far as they can be
 * judged before its turn, and this node's limits. Messages are geth's, so that clients recognise
 * them.
 */
final class AdmissionRules {
  private static final int MAX_SIZE = 128 << 10;
  private static final int MAX_BLOB_SIZE = 1 << 20;
  private static final int MAX_INIT_CODE_SIZE = 49_152;
  private static final long MAX_TRANSACTION_GAS = 1 << 24;
  private static final Fork[] INTRODUCED_WITH = {
    Fork.FRONTIER, Fork.BERLIN, Fork.LONDON, Fork.CANCUN, Fork.PRAGUE
  };

  private AdmissionRules() {}

  /** Judges the transaction by itself. */
  static Admission.@Nullable Refused check(PooledTransaction pooled, PoolHead head, U256 minTip) {
    Transaction tx = pooled.transaction();
    Fork fork = head.nextFork();
    if (!fork.isAtLeast(INTRODUCED_WITH[tx.type()])) {
      return refuse(Refusal.TYPE_NOT_SUPPORTED, "transaction type not supported");
    }
    Long chainId = tx.chainIdOrNull();
    if (chainId != null && chainId != head.spec().chainId()) {
      return refuse(
          Refusal.WRONG_CHAIN_ID,
          "invalid sender: invalid chain id for signer: have "
              + Long.toUnsignedString(chainId)
              + " want "
              + Long.toUnsignedString(head.spec().chainId()));
    }
    int maxSize = tx instanceof BlobTransaction ? MAX_BLOB_SIZE : MAX_SIZE;
    if (pooled.encodedSize() > maxSize) {
      return refuse(
          Refusal.OVERSIZED,
          "oversized data: transaction size " + pooled.encodedSize() + ", limit " + maxSize);
    }
    if (tx.isCreate() && fork.isAtLeast(Fork.SHANGHAI) && tx.data().size() > MAX_INIT_CODE_SIZE) {
      return refuse(
          Refusal.INIT_CODE_TOO_LARGE,
          "max initcode size exceeded: code size "
              + tx.data().size()
              + ", limit "
              + MAX_INIT_CODE_SIZE);
    }
    if (tx.nonce() == -1) {
      return refuse(Refusal.NONCE_TOO_HIGH, "nonce has max value: nonce: 18446744073709551615");
    }
    Admission.Refused refused = checkGas(tx, head);
    if (refused == null) {
      refused = checkFees(tx, minTip);
    }
    return refused != null ? refused : checkKind(tx, head);
  }

  private static Admission.@Nullable Refused checkGas(Transaction tx, PoolHead head) {
    if (Long.compareUnsigned(tx.gasLimit(), head.blockGasLimit()) > 0) {
      return refuse(Refusal.GAS_LIMIT_ABOVE_BLOCK, "exceeds block gas limit");
    }
    if (head.nextFork().isAtLeast(Fork.OSAKA) && tx.gasLimit() > MAX_TRANSACTION_GAS) {
      return refuse(
          Refusal.GAS_LIMIT_ABOVE_TRANSACTION_CAP,
          "transaction gas limit too high (cap: "
              + MAX_TRANSACTION_GAS
              + ", tx: "
              + tx.gasLimit()
              + ")");
    }
    IntrinsicGas needed = TransactionProcessor.intrinsicGas(head.nextFork(), tx);
    if (tx.gasLimit() < needed.gas()) {
      return refuse(
          Refusal.INTRINSIC_GAS_TOO_LOW,
          "intrinsic gas too low: gas " + tx.gasLimit() + ", minimum needed " + needed.gas());
    }
    if (tx.gasLimit() < needed.floor()) {
      return refuse(
          Refusal.FLOOR_GAS_TOO_LOW,
          "insufficient gas for floor data gas cost: gas "
              + tx.gasLimit()
              + ", minimum needed "
              + needed.floor());
    }
    return null;
  }

  private static Admission.@Nullable Refused checkFees(Transaction tx, U256 minTip) {
    if (tx.maxFeePerGas().compareTo(tx.maxPriorityFeePerGas()) < 0) {
      return refuse(
          Refusal.TIP_ABOVE_FEE_CAP, "max priority fee per gas higher than max fee per gas");
    }
    if (tx.maxPriorityFeePerGas().compareTo(minTip) < 0) {
      return refuse(
          Refusal.UNDERPRICED,
          "transaction gas price below minimum: gas tip cap "
              + tx.maxPriorityFeePerGas()
              + ", minimum needed "
              + minTip);
    }
    return null;
  }

  private static Admission.@Nullable Refused checkKind(Transaction tx, PoolHead head) {
    if (tx instanceof SetCodeTransaction && tx.authorizations().isEmpty()) {
      return refuse(
          Refusal.INVALID_AUTHORIZATIONS, "set code tx must have at least one authorization tuple");
    }
    if (tx instanceof BlobTransaction) {
      int blobs = tx.blobVersionedHashes().size();
      BlobParameters parameters = head.blobParameters();
      int max = parameters == null ? 0 : parameters.max();
      if (blobs > max) {
        return refuse(
            Refusal.INVALID_BLOBS,
            "too many blobs in transaction: have " + blobs + ", permitted " + max);
      }
      if (tx.maxFeePerBlobGas().isZero()) {
        return refuse(
            Refusal.UNDERPRICED,
            "transaction gas price below minimum: blob fee cap 0, minimum needed 1");
      }
    }
    return null;
  }

  /** Judges the transaction against its sender's account and what the sender has queued. */
  static Admission.@Nullable Refused checkAccount(
      PooledTransaction pooled,
      SenderQueue queue,
      @Nullable PooledTransaction old,
      PoolLimits limits,
      PoolHead head) {
    if (Long.compareUnsigned(pooled.nonce(), queue.accountNonce()) < 0) {
      return refuse(
          Refusal.NONCE_TOO_LOW,
          "nonce too low: next nonce "
              + Long.toUnsignedString(queue.accountNonce())
              + ", tx nonce "
              + Long.toUnsignedString(pooled.nonce()));
    }
    U256 cost = pooled.maxCost();
    U256 balance = queue.balance();
    if (balance.compareTo(cost) < 0) {
      return refuse(
          Refusal.INSUFFICIENT_FUNDS,
          "insufficient funds for gas * price + value: balance "
              + balance
              + ", tx cost "
              + cost
              + ", overshot "
              + cost.subtract(balance));
    }
    U256 others = old == null ? queue.totalCost() : queue.totalCost().subtract(old.maxCost());
    U256 total = PooledTransaction.saturatingAdd(others, cost);
    if (balance.compareTo(total) < 0) {
      return refuse(
          Refusal.INSUFFICIENT_FUNDS,
          "insufficient funds for gas * price + value: balance "
              + balance
              + ", queued cost "
              + others
              + ", tx cost "
              + cost
              + ", overshot "
              + total.subtract(balance));
    }
    if (old != null) {
      return isReplacement(old.transaction(), pooled.transaction(), limits, head)
          ? null
          : refuse(Refusal.REPLACEMENT_UNDERPRICED, "replacement transaction underpriced");
    }
    if (queue.size() >= limits.maxPerSender()) {
      return refuse(Refusal.SENDER_LIMIT, "account limit exceeded");
    }
    return null;
  }

  private static boolean isReplacement(
      Transaction old, Transaction candidate, PoolLimits limits, PoolHead head) {
    if (head.spec().dev().gasFree()) {
      return true;
    }
    boolean isBlob = old instanceof BlobTransaction;
    if (isBlob != candidate instanceof BlobTransaction) {
      return false;
    }
    int bump = isBlob ? limits.blobPriceBumpPercent() : limits.priceBumpPercent();
    return isRaised(old.maxFeePerGas(), candidate.maxFeePerGas(), bump)
        && isRaised(old.maxPriorityFeePerGas(), candidate.maxPriorityFeePerGas(), bump)
        && (!isBlob || isRaised(old.maxFeePerBlobGas(), candidate.maxFeePerBlobGas(), bump));
  }

  private static boolean isRaised(U256 old, U256 candidate, int bumpPercent) {
    U256 factor = U256.of(100 + bumpPercent);
    if (old.multiplyOverflows(factor)) {
      return false;
    }
    U256 threshold = old.multiply(factor).divide(U256.of(100));
    return candidate.compareTo(threshold) >= 0 && candidate.compareTo(old) > 0;
  }

  private static Admission.Refused refuse(Refusal reason, String message) {
    return new Admission.Refused(reason, message);
  }
}
