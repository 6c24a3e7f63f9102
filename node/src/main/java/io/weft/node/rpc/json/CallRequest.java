package io.weft.node.rpc.json;

import io.weft.execution.crypto.KzgBlobs;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.AccessListTransaction;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Param;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as a client describes it before it is signed, or a call that never will be; every
 * field may be missing.
 *
 * @param type what the client asked for, otherwise {@link #transaction} chooses by the fields given
 * @param blobs to travel beside the transaction
 */
public record CallRequest(
    @Nullable Address from,
    @Nullable Address to,
    @Nullable Long gas,
    @Nullable U256 gasPrice,
    @Nullable U256 maxFeePerGas,
    @Nullable U256 maxPriorityFeePerGas,
    @Nullable U256 maxFeePerBlobGas,
    @Nullable U256 value,
    @Nullable Long nonce,
    Bytes data,
    @Nullable List<AccessListEntry> accessList,
    @Nullable List<Hash32> blobVersionedHashes,
    @Nullable List<Authorization> authorizations,
    @Nullable Long chainId,
    @Nullable Integer type,
    @Nullable Blobs blobs) {

  /** Blobs to send along; what is null of the rest is computed. */
  public record Blobs(
      List<Bytes> blobs, @Nullable List<Bytes> commitments, @Nullable List<Bytes> proofs) {}

  public static CallRequest read(Param param) {
    Param gasPrice = param.field("gasPrice");
    Param maxFee = param.field("maxFeePerGas");
    Param maxTip = param.field("maxPriorityFeePerGas");
    if (gasPrice != null && (maxFee != null || maxTip != null)) {
      throw param.invalid("both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified");
    }
    CallRequest request =
        new CallRequest(
            addressOrNull(param.field("from")),
            addressOrNull(param.field("to")),
            numberOrNull(param.field("gas")),
            quantityOrNull(gasPrice),
            quantityOrNull(maxFee),
            quantityOrNull(maxTip),
            quantityOrNull(param.field("maxFeePerBlobGas")),
            quantityOrNull(param.field("value")),
            uint64OrNull(param.field("nonce")),
            data(param),
            accessList(param.field("accessList")),
            hashes(param.field("blobVersionedHashes")),
            authorizations(param.field("authorizationList")),
            numberOrNull(param.field("chainId")),
            type(param.field("type")),
            blobs(param));
    if (request.maxFeePerGas != null
        && request.maxPriorityFeePerGas != null
        && request.maxFeePerGas.compareTo(request.maxPriorityFeePerGas) < 0) {
      throw param.invalid(
          "maxFeePerGas (%s) < maxPriorityFeePerGas (%s)"
              .formatted(request.maxFeePerGas, request.maxPriorityFeePerGas));
    }
    if (request.to == null && request.authorizations != null) {
      throw param.invalid("authorizationList is set, but to is missing");
    }
    return request;
  }

  public CallRequest withGas(long other) {
    return new CallRequest(
        from,
        to,
        other,
        gasPrice,
        maxFeePerGas,
        maxPriorityFeePerGas,
        maxFeePerBlobGas,
        value,
        nonce,
        data,
        accessList,
        blobVersionedHashes,
        authorizations,
        chainId,
        type,
        blobs);
  }

  public CallRequest withFees(@Nullable U256 price, @Nullable U256 maxFee, @Nullable U256 maxTip) {
    return new CallRequest(
        from,
        to,
        gas,
        price,
        maxFee,
        maxTip,
        maxFeePerBlobGas,
        value,
        nonce,
        data,
        accessList,
        blobVersionedHashes,
        authorizations,
        chainId,
        type,
        blobs);
  }

  public CallRequest withNonce(long other) {
    return new CallRequest(
        from,
        to,
        gas,
        gasPrice,
        maxFeePerGas,
        maxPriorityFeePerGas,
        maxFeePerBlobGas,
        value,
        other,
        data,
        accessList,
        blobVersionedHashes,
        authorizations,
        chainId,
        type,
        blobs);
  }

  public CallRequest withBlobFee(U256 other) {
    return new CallRequest(
        from,
        to,
        gas,
        gasPrice,
        maxFeePerGas,
        maxPriorityFeePerGas,
        other,
        value,
        nonce,
        data,
        accessList,
        blobVersionedHashes,
        authorizations,
        chainId,
        type,
        blobs);
  }

  public CallRequest withBlobHashes(List<Hash32> other) {
    return new CallRequest(
        from,
        to,
        gas,
        gasPrice,
        maxFeePerGas,
        maxPriorityFeePerGas,
        maxFeePerBlobGas,
        value,
        nonce,
        data,
        accessList,
        other,
        authorizations,
        chainId,
        type,
        blobs);
  }

  public CallRequest withAccessList(List<AccessListEntry> other) {
    return new CallRequest(
        from,
        to,
        gas,
        gasPrice,
        maxFeePerGas,
        maxPriorityFeePerGas,
        maxFeePerBlobGas,
        value,
        nonce,
        data,
        other,
        blobVersionedHashes,
        authorizations,
        chainId,
        type,
        blobs);
  }

  /** The sender, the zero address where none was named. */
  public Address sender() {
    return from == null ? Address.ZERO : from;
  }

  public U256 valueOrZero() {
    return value == null ? U256.ZERO : value;
  }

  /** Whether a price per gas was named, of whichever kind. */
  public boolean hasFee() {
    return gasPrice != null || maxFeePerGas != null || maxPriorityFeePerGas != null;
  }

  /**
   * The transaction described, unsigned; what is missing is zero.
   *
   * @param chainIdOfChain where none was named
   * @param gasLimit where none was named
   */
  public Transaction transaction(long chainIdOfChain, long gasLimit) {
    long limit = gas == null ? gasLimit : gas;
    long chain = chainId == null ? chainIdOfChain : chainId;
    long nonceOrZero = nonce == null ? 0 : nonce;
    List<AccessListEntry> entries = accessList == null ? List.of() : accessList;
    U256 price = orZero(gasPrice);
    U256 maxFee = gasPrice == null ? orZero(maxFeePerGas) : gasPrice;
    U256 maxTip = gasPrice == null ? orZero(maxPriorityFeePerGas) : gasPrice;
    Signature none = Signature.NONE;
    return switch (effectiveType()) {
      case 0 ->
          new LegacyTransaction(chain, nonceOrZero, price, limit, to, valueOrZero(), data, none);
      case 1 ->
          new AccessListTransaction(
              chain, nonceOrZero, price, limit, to, valueOrZero(), data, entries, none);
      case 3 ->
          new BlobTransaction(
              chain,
              nonceOrZero,
              maxTip,
              maxFee,
              limit,
              to == null ? Address.ZERO : to,
              valueOrZero(),
              data,
              entries,
              orZero(maxFeePerBlobGas),
              blobVersionedHashes == null ? List.of() : blobVersionedHashes,
              none);
      case 4 ->
          new SetCodeTransaction(
              chain,
              nonceOrZero,
              maxTip,
              maxFee,
              limit,
              to == null ? Address.ZERO : to,
              valueOrZero(),
              data,
              entries,
              authorizations == null ? List.of() : authorizations,
              none);
      default ->
          new DynamicFeeTransaction(
              chain, nonceOrZero, maxTip, maxFee, limit, to, valueOrZero(), data, entries, none);
    };
  }

  /** The type asked for, or the least that can carry the fields given. */
  private int effectiveType() {
    if (authorizations != null) {
      return SetCodeTransaction.TYPE;
    }
    if (blobVersionedHashes != null) {
      return BlobTransaction.TYPE;
    }
    if (type != null) {
      return type;
    }
    if (gasPrice == null) {
      return DynamicFeeTransaction.TYPE;
    }
    return accessList == null ? 0 : AccessListTransaction.TYPE;
  }

  private static U256 orZero(@Nullable U256 value) {
    return value == null ? U256.ZERO : value;
  }

  /** Two names for one field: {@code input} is the right one, many tools send {@code data}. */
  private static Bytes data(Param param) {
    Param input = param.field("input");
    Param data = param.field("data");
    if (input == null) {
      return data == null ? Bytes.EMPTY : data.bytes();
    }
    Bytes bytes = input.bytes();
    if (data != null && !data.bytes().equals(bytes)) {
      throw param.invalid(
          "both \"data\" and \"input\" are set and not equal. Please use \"input\" to pass"
              + " transaction call data");
    }
    return bytes;
  }

  private static @Nullable Integer type(@Nullable Param param) {
    if (param == null) {
      return null;
    }
    long type = param.number();
    if (type > SetCodeTransaction.TYPE) {
      throw param.invalid("unknown transaction type: expected 0 to 4, got " + type);
    }
    return (int) type;
  }

  private static @Nullable List<AccessListEntry> accessList(@Nullable Param param) {
    if (param == null) {
      return null;
    }
    List<AccessListEntry> entries = new ArrayList<>();
    for (Param entry : param.elements()) {
      List<Hash32> keys = hashes(entry.field("storageKeys"));
      entries.add(
          new AccessListEntry(
              entry.required("address").address(), keys == null ? List.of() : keys));
    }
    return List.copyOf(entries);
  }

  private static @Nullable Blobs blobs(Param param) {
    List<Bytes> blobs = byteStrings(param.field("blobs"));
    List<Bytes> commitments = byteStrings(param.field("commitments"));
    List<Bytes> proofs = byteStrings(param.field("proofs"));
    if (blobs == null) {
      return null;
    }
    if ((commitments == null) != (proofs == null)) {
      throw param.invalid(
          commitments == null
              ? "blob proofs provided while commitments were not"
              : "blob commitments provided while proofs were not");
    }
    for (Bytes blob : blobs) {
      if (blob.size() != KzgBlobs.BLOB_SIZE) {
        throw param.invalid("blob: expected " + KzgBlobs.BLOB_SIZE + " bytes, got " + blob.size());
      }
    }
    return new Blobs(blobs, commitments, proofs);
  }

  private static @Nullable List<Bytes> byteStrings(@Nullable Param param) {
    return param == null ? null : param.elements().stream().map(Param::bytes).toList();
  }

  private static @Nullable List<Hash32> hashes(@Nullable Param param) {
    return param == null ? null : param.elements().stream().map(Param::hash).toList();
  }

  private static @Nullable List<Authorization> authorizations(@Nullable Param param) {
    if (param == null) {
      return null;
    }
    List<Authorization> list = new ArrayList<>();
    for (Param entry : param.elements()) {
      Param parity = entry.field("yParity");
      list.add(
          new Authorization(
              entry.required("chainId").quantity(),
              entry.required("address").address(),
              entry.required("nonce").uint64(),
              (int) (parity == null ? entry.required("v") : parity).number(),
              entry.required("r").quantity(),
              entry.required("s").quantity()));
    }
    return List.copyOf(list);
  }

  private static @Nullable Address addressOrNull(@Nullable Param param) {
    return param == null || (param.isText() && param.text().equals("0x")) ? null : param.address();
  }

  private static @Nullable U256 quantityOrNull(@Nullable Param param) {
    return param == null ? null : param.quantity();
  }

  private static @Nullable Long uint64OrNull(@Nullable Param param) {
    return param == null ? null : param.uint64();
  }

  private static @Nullable Long numberOrNull(@Nullable Param param) {
    return param == null ? null : param.number();
  }
}
