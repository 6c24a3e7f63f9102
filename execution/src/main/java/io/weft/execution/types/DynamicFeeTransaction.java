package io.weft.execution.types;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction that bids a maximum fee and a priority fee (EIP-1559). */
public record DynamicFeeTransaction(
    long chainId,
    long nonce,
    U256 maxPriorityFeePerGas,
    U256 maxFeePerGas,
    long gasLimit,
    @Nullable Address to,
    U256 value,
    Bytes data,
    List<AccessListEntry> accessList,
    Signature signature)
    implements Transaction {
  public static final int TYPE = 2;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Long chainIdOrNull() {
    return chainId;
  }

  @Override
  public DynamicFeeTransaction withSignature(Signature other) {
    return new DynamicFeeTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        other);
  }

  @Override
  public void writeUnsignedFields(RlpWriter out) {
    out.write(chainId).write(nonce).write(maxPriorityFeePerGas).write(maxFeePerGas).write(gasLimit);
    TypedFields.writeRecipient(out, to);
    out.write(value).write(data);
    AccessListEntry.writeList(out, accessList);
  }

  static DynamicFeeTransaction readFields(RlpReader in) {
    long chainId = in.uint64();
    long nonce = in.uint64();
    U256 maxPriorityFeePerGas = in.u256();
    U256 maxFeePerGas = in.u256();
    long gasLimit = in.uint64();
    Address to = TypedFields.readRecipient(in);
    U256 value = in.u256();
    Bytes data = in.bytes();
    List<AccessListEntry> accessList = AccessListEntry.readList(in);
    Signature signature = TypedFields.readSignature(in);
    return new DynamicFeeTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        signature);
  }
}
