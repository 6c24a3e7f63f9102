package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed transaction of any type (EIP-2718).
 *
 * <p>{@code nonce} and {@code gasLimit} are unsigned 64-bit numbers; validation refuses what does
 * not fit a positive {@code long}. Fees are in wei per gas.
 */
public sealed interface Transaction
    permits LegacyTransaction,
        AccessListTransaction,
        DynamicFeeTransaction,
        BlobTransaction,
        SetCodeTransaction {

  /** What each blob takes (EIP-4844). */
  long GAS_PER_BLOB = 1 << 17;

  /** The type byte of EIP-2718, 0 for legacy transactions. */
  int type();

  /** The chain it is bound to, or null for a legacy transaction from before EIP-155. */
  @Nullable Long chainIdOrNull();

  long nonce();

  long gasLimit();

  /** The recipient, or null where a contract is created. */
  @Nullable Address to();

  U256 value();

  /** Call data, or init code where a contract is created. */
  Bytes data();

  Signature signature();

  /** The most the sender pays per gas: the gas price before EIP-1559. */
  U256 maxFeePerGas();

  /** The most of it that goes to the fee recipient: the gas price before EIP-1559. */
  U256 maxPriorityFeePerGas();

  default List<AccessListEntry> accessList() {
    return List.of();
  }

  default List<Hash32> blobVersionedHashes() {
    return List.of();
  }

  /** The blob gas that it takes, whether it succeeds or not; zero without blobs. */
  default long blobGas() {
    return blobVersionedHashes().size() * GAS_PER_BLOB;
  }

  default List<Authorization> authorizations() {
    return List.of();
  }

  /** The most the sender pays per blob gas; zero without blobs. */
  default U256 maxFeePerBlobGas() {
    return U256.ZERO;
  }

  default boolean isCreate() {
    return to() == null;
  }

  /** The same transaction with another signature. */
  Transaction withSignature(Signature signature);

  /** Writes the fields that are signed, without list header or type byte. */
  void writeUnsignedFields(RlpWriter out);

  /** What the sender pays per gas in a block with this base fee (EIP-1559). */
  default U256 effectiveGasPrice(U256 baseFeePerGas) {
    U256 maxFee = maxFeePerGas();
    U256 tip = maxPriorityFeePerGas();
    boolean isCapped = maxFee.subtract(baseFeePerGas).compareTo(tip) <= 0;
    return isCapped || maxFee.compareTo(baseFeePerGas) < 0 ? maxFee : baseFeePerGas.add(tip);
  }

  /** The hash the sender signs. */
  default Hash32 signingHash() {
    RlpWriter out = new RlpWriter(256 + data().size());
    out.raw(type());
    int list = out.beginList();
    writeUnsignedFields(out);
    return Keccak256.hash32(out.endList(list).toArray());
  }

  /** The canonical encoding: a type byte and a list, or only a list for legacy transactions. */
  default Bytes encoded() {
    RlpWriter out = new RlpWriter(256 + data().size());
    out.raw(type());
    int list = out.beginList();
    writeUnsignedFields(out);
    out.write(signature().yParity()).write(signature().r()).write(signature().s());
    return out.endList(list).toBytes();
  }

  /** Keccak-256 of {@link #encoded}. */
  default Hash32 hash() {
    return Keccak256.hash32(encoded());
  }

  /** Appends the transaction as a block body carries it: typed ones as a string. */
  default void writeTo(RlpWriter out) {
    out.write(encoded());
  }

  /** Reads a transaction out of a block body. */
  static Transaction readFrom(RlpReader in) {
    return decode(readEncoded(in));
  }

  /** Takes a transaction out of a block body without decoding it. */
  static Bytes readEncoded(RlpReader in) {
    if (in.nextIsList()) {
      return in.raw();
    }
    Bytes envelope = in.bytes();
    if (!envelope.isEmpty() && envelope.get(0) < 0) {
      throw new RlpException("legacy transaction wrapped in a string");
    }
    return envelope;
  }

  /**
   * Decodes the canonical encoding.
   *
   * @throws RlpException if the bytes are anything else
   */
  static Transaction decode(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw new RlpException("empty transaction");
    }
    int first = encoded.get(0) & 0xFF;
    if (first >= 0xC0) {
      return LegacyTransaction.readFields(RlpReader.ofList(encoded));
    }
    if (first < 1 || first > 4) {
      throw new RlpException("unknown transaction type: expected 1 to 4, got " + first);
    }
    RlpReader fields = RlpReader.ofList(encoded.slice(1));
    return switch (first) {
      case AccessListTransaction.TYPE -> AccessListTransaction.readFields(fields);
      case DynamicFeeTransaction.TYPE -> DynamicFeeTransaction.readFields(fields);
      case BlobTransaction.TYPE -> BlobTransaction.readFields(fields);
      default -> SetCodeTransaction.readFields(fields);
    };
  }
}
