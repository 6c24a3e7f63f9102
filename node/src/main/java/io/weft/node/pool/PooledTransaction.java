package io.weft.node.pool;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction with what admission needs of it, computed once.
 *
 * @param encodedSize bytes of the canonical encoding
 * @param sidecar the blobs of a blob transaction; null for all others
 */
public record PooledTransaction(
    Transaction transaction,
    Address sender,
    Hash32 hash,
    int encodedSize,
    @Nullable BlobSidecar sidecar) {

  /**
   * Hashes a transaction and recovers its sender.
   *
   * @return null where the signature is not valid
   */
  public static @Nullable PooledTransaction of(
      Transaction transaction, @Nullable BlobSidecar sidecar, SenderRecovery senders, Fork fork) {
    Address sender = senders.recover(transaction, fork);
    return sender == null ? null : from(transaction, sidecar, sender);
  }

  /** A transaction that nobody signed, on a chain that allows impersonation. */
  public static PooledTransaction impersonated(
      Transaction unsigned, @Nullable BlobSidecar sidecar, Address sender) {
    return from(unsigned.withSignature(SenderRecovery.impersonating(sender)), sidecar, sender);
  }

  private static PooledTransaction from(
      Transaction transaction, @Nullable BlobSidecar sidecar, Address sender) {
    Bytes encoded = transaction.encoded();
    return new PooledTransaction(
        transaction, sender, Keccak256.hash32(encoded), encoded.size(), sidecar);
  }

  public boolean isBlob() {
    return transaction instanceof BlobTransaction;
  }

  /** About what it takes in memory, blobs and all. */
  int size() {
    return sidecar == null ? encodedSize : encodedSize + sidecar.size();
  }

  public long nonce() {
    return transaction.nonce();
  }

  /** The most the sender can be charged: gas, blob gas and value, in wei; 2^256-1 if it wraps. */
  public U256 maxCost() {
    U256 gas = saturatingMultiply(transaction.maxFeePerGas(), transaction.gasLimit());
    U256 blobs = saturatingMultiply(transaction.maxFeePerBlobGas(), transaction.blobGas());
    return saturatingAdd(saturatingAdd(gas, blobs), transaction.value());
  }

  /** What a block with this base fee pays per gas to its proposer; negative fees count as zero. */
  U256 effectiveTip(U256 baseFeePerGas) {
    U256 price = transaction.effectiveGasPrice(baseFeePerGas);
    return price.compareTo(baseFeePerGas) < 0 ? U256.ZERO : price.subtract(baseFeePerGas);
  }

  static U256 saturatingAdd(U256 a, U256 b) {
    return a.addOverflows(b) ? U256.MAX : a.add(b);
  }

  private static U256 saturatingMultiply(U256 a, long b) {
    U256 factor = U256.of(b);
    return a.multiplyOverflows(factor) ? U256.MAX : a.multiply(factor);
  }
}
