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
import org.jspecify.annotations.Nullable;

/**
 * A transaction without a type byte.
 *
 * @param chainIdOrNull null where the signature is from before EIP-155
 */
public record LegacyTransaction(
    @Nullable Long chainIdOrNull,
    long nonce,
    U256 gasPrice,
    long gasLimit,
    @Nullable Address to,
    U256 value,
    Bytes data,
    Signature signature)
    implements Transaction {

  @Override
  public int type() {
    return 0;
  }

  @Override
  public U256 maxFeePerGas() {
    return gasPrice;
  }

  @Override
  public U256 maxPriorityFeePerGas() {
    return gasPrice;
  }

  /** The v of the signature: parity, and the chain id where the transaction is bound to one. */
  public U256 v() {
    U256 parity = U256.of(signature.yParity());
    return chainIdOrNull == null
        ? parity.add(U256.of(27))
        : U256.of(chainIdOrNull).multiply(2).add(U256.of(35)).add(parity);
  }

  @Override
  public LegacyTransaction withSignature(Signature other) {
    return new LegacyTransaction(chainIdOrNull, nonce, gasPrice, gasLimit, to, value, data, other);
  }

  @Override
  public void writeUnsignedFields(RlpWriter out) {
    out.write(nonce).write(gasPrice).write(gasLimit);
    TypedFields.writeRecipient(out, to);
    out.write(value).write(data);
  }

  @Override
  public Hash32 signingHash() {
    RlpWriter out = new RlpWriter(128 + data.size());
    int list = out.beginList();
    writeUnsignedFields(out);
    if (chainIdOrNull != null) {
      out.write((long) chainIdOrNull).write(0).write(0);
    }
    return Keccak256.hash32(out.endList(list).toArray());
  }

  @Override
  public Bytes encoded() {
    RlpWriter out = new RlpWriter(128 + data.size());
    writeTo(out);
    return out.toBytes();
  }

  @Override
  public void writeTo(RlpWriter out) {
    int list = out.beginList();
    writeUnsignedFields(out);
    out.write(v()).write(signature.r()).write(signature.s());
    out.endList(list);
  }

  static LegacyTransaction readFields(RlpReader in) {
    long nonce = in.uint64();
    U256 gasPrice = in.u256();
    long gasLimit = in.uint64();
    Address to = TypedFields.readRecipient(in);
    U256 value = in.u256();
    Bytes data = in.bytes();
    U256 v = in.u256();
    U256 r = in.u256();
    U256 s = in.u256();
    in.end();
    if (v.equals(U256.of(27)) || v.equals(U256.of(28))) {
      Signature signature = new Signature((int) v.l0() - 27, r, s);
      return new LegacyTransaction(null, nonce, gasPrice, gasLimit, to, value, data, signature);
    }
    if (v.compareTo(U256.of(35)) < 0 || v.bitLength() > 65) {
      throw new RlpException("signature v: expected 27, 28 or 35 and above, got " + v);
    }
    U256 rest = v.subtract(U256.of(35));
    U256 chainId = rest.divide(U256.of(2));
    if (!chainId.isUint64()) {
      throw new RlpException("signature v: expected a 64-bit chain id, got " + chainId);
    }
    Signature signature = new Signature((int) (rest.l0() & 1), r, s);
    return new LegacyTransaction(
        chainId.l0(), nonce, gasPrice, gasLimit, to, value, data, signature);
  }
}
