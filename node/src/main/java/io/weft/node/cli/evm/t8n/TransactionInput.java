package io.weft.node.cli.evm.t8n;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.AccessListTransaction;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction of the input: JSON, signed here where it brings a key, or an encoding. */
sealed interface TransactionInput {
  record Decoded(Transaction transaction) implements TransactionInput {}

  /** Not a transaction at all; the others of the list may be. */
  record Undecodable(String error) implements TransactionInput {}

  /** Reads an array of objects. */
  static List<TransactionInput> readJson(JsonNode array, long chainId) {
    List<TransactionInput> transactions = new ArrayList<>();
    for (JsonNode element : array) {
      Fields json = new Fields("txs[" + transactions.size() + "]", element);
      transactions.add(new Decoded(read(json, chainId)));
    }
    return transactions;
  }

  /** Reads a list as a block body has it. */
  static List<TransactionInput> readRlp(Bytes encoded) {
    List<TransactionInput> transactions = new ArrayList<>();
    try {
      RlpReader list = RlpReader.ofList(encoded);
      while (list.hasNext()) {
        transactions.add(decode(list.raw()));
      }
    } catch (RlpException e) {
      throw new TransitionFailure(TransitionFailure.RLP, "txs: " + e.getMessage());
    }
    return transactions;
  }

  private static TransactionInput decode(Bytes item) {
    try {
      return new Decoded(Transaction.readFrom(new RlpReader(item)));
    } catch (RlpException e) {
      return new Undecodable("rlp: " + e.getMessage());
    }
  }

  private static Transaction read(Fields json, long chainId) {
    U256 v = json.number(json.has("v") ? "v" : "yParity", U256.ZERO);
    U256 r = json.number("r", U256.ZERO);
    U256 s = json.number("s", U256.ZERO);
    boolean isSigned = !(v.isZero() && r.isZero() && s.isZero());
    int type = (int) json.uint64("type", 0);
    Long boundTo = type == 0 ? legacyChainId(json, isSigned ? v : null, chainId) : null;
    Signature signature = new Signature(parity(type, v), r, s);
    Transaction transaction = read(json, type, boundTo, signature);
    if (isSigned || !json.has("secretKey")) {
      return transaction;
    }
    Long named = transaction.chainIdOrNull();
    if (type != 0 && named != null && named != chainId) {
      throw json.failure("failed to sign tx: invalid chain id for signer");
    }
    byte[] key = json.hash("secretKey").toArray();
    return transaction.withSignature(Secp256k1.sign(transaction.signingHash(), key));
  }

  private static int parity(int type, U256 v) {
    if (type != 0) {
      return (int) (v.l0() & 1);
    }
    return (int) ((v.l0() & 1) ^ 1); // 27 and 35 are even parity, as everything odd
  }

  /** What a legacy signature is bound to; one that is still to be made is, unless unprotected. */
  private static @Nullable Long legacyChainId(Fields json, @Nullable U256 v, long chainId) {
    if (v == null) {
      return json.isFalse("protected") ? null : (Long) chainId;
    }
    boolean isBound = v.compareTo(U256.of(35)) >= 0;
    return isBound ? (Long) v.subtract(U256.of(35)).divide(U256.of(2)).l0() : null;
  }

  private static Transaction read(
      Fields json, int type, @Nullable Long boundTo, Signature signature) {
    long nonce = json.uint64("nonce");
    long gas = json.uint64("gas");
    Address to = json.addressOrNull("to");
    U256 value = json.number("value", U256.ZERO);
    Bytes data = json.bytes(json.has("input") ? "input" : "data");
    return switch (type) {
      case 0 ->
          new LegacyTransaction(
              boundTo, nonce, json.number("gasPrice"), gas, to, value, data, signature);
      case AccessListTransaction.TYPE ->
          new AccessListTransaction(
              json.uint64("chainId"),
              nonce,
              json.number("gasPrice"),
              gas,
              to,
              value,
              data,
              accessList(json),
              signature);
      case DynamicFeeTransaction.TYPE ->
          new DynamicFeeTransaction(
              json.uint64("chainId"),
              nonce,
              json.number("maxPriorityFeePerGas"),
              json.number("maxFeePerGas"),
              gas,
              to,
              value,
              data,
              accessList(json),
              signature);
      case BlobTransaction.TYPE ->
          new BlobTransaction(
              json.uint64("chainId"),
              nonce,
              json.number("maxPriorityFeePerGas"),
              json.number("maxFeePerGas"),
              gas,
              json.address("to"),
              value,
              data,
              accessList(json),
              json.number("maxFeePerBlobGas"),
              json.hashes("blobVersionedHashes"),
              signature);
      case SetCodeTransaction.TYPE ->
          new SetCodeTransaction(
              json.uint64("chainId"),
              nonce,
              json.number("maxPriorityFeePerGas"),
              json.number("maxFeePerGas"),
              gas,
              json.address("to"),
              value,
              data,
              accessList(json),
              authorizations(json),
              signature);
      default -> throw json.failure("type: expected 0 to 4, got " + type);
    };
  }

  private static List<AccessListEntry> accessList(Fields json) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (Fields entry : json.objects("accessList")) {
      entries.add(new AccessListEntry(entry.address("address"), entry.hashes("storageKeys")));
    }
    return entries;
  }

  private static List<Authorization> authorizations(Fields json) {
    List<Authorization> authorizations = new ArrayList<>();
    for (Fields tuple : json.objects("authorizationList")) {
      authorizations.add(
          new Authorization(
              tuple.number("chainId"),
              tuple.address("address"),
              tuple.uint64("nonce"),
              (int) tuple.uint64(tuple.has("yParity") ? "yParity" : "v"),
              tuple.number("r"),
              tuple.number("s")));
    }
    return authorizations;
  }
}
