package io.weft.node.rpc.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions as clients see them. */
public final class TransactionJson {
  private TransactionJson() {}

  /** A transaction of a block, or one that waits where {@code inclusion} is null. */
  public static ObjectNode of(
      Transaction tx, Hash32 hash, Address from, @Nullable Inclusion inclusion) {
    ObjectNode json = Json.object();
    if (inclusion == null) {
      json.putNull("blockHash").putNull("blockNumber").putNull("blockTimestamp");
    } else {
      json.set("blockHash", Json.hash(inclusion.blockHash()));
      json.set("blockNumber", Json.quantity(inclusion.blockNumber()));
      json.set("blockTimestamp", Json.quantity(inclusion.blockTimestamp()));
    }
    json.set("from", Json.address(from));
    json.set("hash", Json.hash(hash));
    if (inclusion == null) {
      json.putNull("transactionIndex");
    } else {
      json.set("transactionIndex", Json.quantity(inclusion.transactionIndex()));
    }
    addFields(json, tx);
    if (inclusion != null) {
      json.set("gasPrice", Json.quantity(tx.effectiveGasPrice(inclusion.baseFeePerGas())));
    }
    addSignature(json, tx);
    return json;
  }

  /** The fields a sender chooses, without signature. */
  public static void addFields(ObjectNode json, Transaction tx) {
    json.set("type", Json.quantity(tx.type()));
    json.set("nonce", Json.quantity(tx.nonce()));
    json.set("gas", Json.quantity(tx.gasLimit()));
    json.set("gasPrice", Json.quantity(tx.maxFeePerGas()));
    if (tx.type() >= 2) {
      json.set("maxFeePerGas", Json.quantity(tx.maxFeePerGas()));
      json.set("maxPriorityFeePerGas", Json.quantity(tx.maxPriorityFeePerGas()));
    }
    json.set("to", Json.address(tx.to()));
    json.set("value", Json.quantity(tx.value()));
    json.set("input", Json.bytes(tx.data()));
    Long chainId = tx.chainIdOrNull();
    if (chainId != null) {
      json.set("chainId", Json.quantity(chainId));
    }
    if (!(tx instanceof LegacyTransaction)) {
      json.set("accessList", accessList(tx.accessList()));
    }
    if (tx instanceof BlobTransaction) {
      json.set("maxFeePerBlobGas", Json.quantity(tx.maxFeePerBlobGas()));
      ArrayNode hashes = json.putArray("blobVersionedHashes");
      tx.blobVersionedHashes().forEach(blobHash -> hashes.add(blobHash.toString()));
    }
    if (tx instanceof SetCodeTransaction) {
      ArrayNode list = json.putArray("authorizationList");
      tx.authorizations().forEach(authorization -> list.add(authorization(authorization)));
    }
  }

  public static ArrayNode accessList(List<AccessListEntry> entries) {
    ArrayNode list = Json.array();
    for (AccessListEntry entry : entries) {
      ObjectNode item = list.addObject().put("address", entry.address().toString());
      ArrayNode keys = item.putArray("storageKeys");
      entry.storageKeys().forEach(key -> keys.add(key.toString()));
    }
    return list;
  }

  private static ObjectNode authorization(Authorization authorization) {
    ObjectNode json = Json.object();
    json.set("chainId", Json.quantity(authorization.chainId()));
    json.set("address", Json.address(authorization.address()));
    json.set("nonce", Json.quantity(authorization.nonce()));
    json.set("yParity", Json.quantity(authorization.yParity()));
    json.set("r", Json.quantity(authorization.r()));
    json.set("s", Json.quantity(authorization.s()));
    return json;
  }

  /** The signature, with v as each type writes it. */
  public static void addSignature(ObjectNode json, Transaction tx) {
    if (tx instanceof LegacyTransaction legacy) {
      json.set("v", Json.quantity(legacy.v()));
    } else {
      json.set("v", Json.quantity(tx.signature().yParity()));
      json.set("yParity", Json.quantity(tx.signature().yParity()));
    }
    json.set("r", Json.quantity(tx.signature().r()));
    json.set("s", Json.quantity(tx.signature().s()));
  }
}
