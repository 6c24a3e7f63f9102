package io.weft.execution.types;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;

/** A transaction that commits to blobs; it cannot create a contract (EIP-4844). */
public record BlobTransaction(
    long chainId,
    long nonce,
    U256 maxPriorityFeePerGas,
    U256 maxFeePerGas,
    long gasLimit,
    Address to,
    U256 value,
    Bytes data,
    List<AccessListEntry> accessList,
    U256 maxFeePerBlobGas,
    List<Hash32> blobVersionedHashes,
    Signature signature)
    implements Transaction {
  public static final int TYPE = 3;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Long chainIdOrNull() {
    return chainId;
  }

  @Override
  public BlobTransaction withSignature(Signature other) {
    return new BlobTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        maxFeePerBlobGas,
        blobVersionedHashes,
        other);
  }

  @Override
  public void writeUnsignedFields(RlpWriter out) {
    out.write(chainId).write(nonce).write(maxPriorityFeePerGas).write(maxFeePerGas).write(gasLimit);
    out.write(to);
    out.write(value).write(data);
    AccessListEntry.writeList(out, accessList);
    out.write(maxFeePerBlobGas);
    int hashes = out.beginList();
    for (Hash32 hash : blobVersionedHashes) {
      out.write(hash);
    }
    out.endList(hashes);
  }

  static BlobTransaction readFields(RlpReader in) {
    long chainId = in.uint64();
    long nonce = in.uint64();
    U256 maxPriorityFeePerGas = in.u256();
    U256 maxFeePerGas = in.u256();
    long gasLimit = in.uint64();
    Address to = in.address();
    U256 value = in.u256();
    Bytes data = in.bytes();
    List<AccessListEntry> accessList = AccessListEntry.readList(in);
    U256 maxFeePerBlobGas = in.u256();
    RlpReader hashes = in.list();
    List<Hash32> blobVersionedHashes = new ArrayList<>();
    while (hashes.hasNext()) {
      blobVersionedHashes.add(hashes.hash32());
    }
    Signature signature = TypedFields.readSignature(in);
    return new BlobTransaction(
        chainId,
        nonce,
        maxPriorityFeePerGas,
        maxFeePerGas,
        gasLimit,
        to,
        value,
        data,
        accessList,
        maxFeePerBlobGas,
        blobVersionedHashes,
        signature);
  }
}
