package io.weft.execution.types;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.List;

/**
 * A transaction that sets the code of accounts which signed for it; it cannot create a contract
 * (EIP-7702).
 */
public record SetCodeTransaction(
    long chainId,
    long nonce,
    U256 maxPriorityFeePerGas,
    U256 maxFeePerGas,
    long gasLimit,
    Address to,
    U256 value,
    Bytes data,
    List<AccessListEntry> accessList,
    List<Authorization> authorizations,
    Signature signature)
    implements Transaction {
  public static final int TYPE = 4;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Long chainIdOrNull() {
    return chainId;
  }

  @Override
  public SetCodeTransaction withSignature(Signature other) {
    return new SetCodeTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        authorizations,
        other);
  }

  @Override
  public void writeUnsignedFields(RlpWriter out) {
    out.write(chainId).write(nonce).write(maxPriorityFeePerGas).write(maxFeePerGas).write(gasLimit);
    out.write(to);
    out.write(value).write(data);
    AccessListEntry.writeList(out, accessList);
    Authorization.writeList(out, authorizations);
  }

  static SetCodeTransaction readFields(RlpReader in) {
    long chainId = in.uint64();
    long nonce = in.uint64();
    U256 maxPriorityFeePerGas = in.u256();
    U256 maxFeePerGas = in.u256();
    long gasLimit = in.uint64();
    Address to = in.address();
    U256 value = in.u256();
    Bytes data = in.bytes();
    List<AccessListEntry> accessList = AccessListEntry.readList(in);
    List<Authorization> authorizations = Authorization.readList(in);
    Signature signature = TypedFields.readSignature(in);
    return new SetCodeTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        authorizations,
        signature);
  }
}
