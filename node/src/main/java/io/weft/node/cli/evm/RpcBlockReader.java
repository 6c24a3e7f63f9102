package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.AccessListTransaction;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a block as {@code eth_getBlockByNumber} shows it with full transactions. Ommers are not
 * among what it shows, so a block that has any comes without them; its header is whole.
 */
final class RpcBlockReader {
  private RpcBlockReader() {}

  static Block block(JsonNode json) {
    List<Transaction> transactions = new ArrayList<>();
    for (JsonNode transaction : json.path("transactions")) {
      transactions.add(transaction(transaction));
    }
    return new Block(
        header(json), new BlockBody(List.copyOf(transactions), List.of(), withdrawals(json)));
  }

  static BlockHeader header(JsonNode json) {
    return new BlockHeader(
        FixtureJson.hash32(json, "parentHash"),
        FixtureJson.hash32(json, "sha3Uncles"),
        FixtureJson.address(json, "miner"),
        FixtureJson.hash32(json, "stateRoot"),
        FixtureJson.hash32(json, "transactionsRoot"),
        FixtureJson.hash32(json, "receiptsRoot"),
        FixtureJson.bytes(json, "logsBloom"),
        FixtureJson.u256(json, "difficulty"),
        FixtureJson.number(json, "number"),
        FixtureJson.number(json, "gasLimit"),
        FixtureJson.number(json, "gasUsed"),
        FixtureJson.number(json, "timestamp"),
        FixtureJson.bytes(json, "extraData"),
        FixtureJson.hash32(json, "mixHash"),
        FixtureJson.u256(json, "nonce").l0(),
        json.hasNonNull("baseFeePerGas") ? FixtureJson.u256(json, "baseFeePerGas") : null,
        hashOrNull(json, "withdrawalsRoot"),
        longOrNull(json, "blobGasUsed"),
        longOrNull(json, "excessBlobGas"),
        hashOrNull(json, "parentBeaconBlockRoot"),
        hashOrNull(json, "requestsHash"),
        hashOrNull(json, "blockAccessListHash"),
        longOrNull(json, "slotNumber"));
  }

  private static @Nullable Hash32 hashOrNull(JsonNode json, String field) {
    return json.hasNonNull(field) ? FixtureJson.hash32(json, field) : null;
  }

  private static @Nullable Long longOrNull(JsonNode json, String field) {
    return json.hasNonNull(field) ? (Long) FixtureJson.number(json, field) : null;
  }

  private static @Nullable List<Withdrawal> withdrawals(JsonNode json) {
    if (!json.hasNonNull("withdrawals")) {
      return null;
    }
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (JsonNode withdrawal : json.get("withdrawals")) {
      withdrawals.add(
          new Withdrawal(
              FixtureJson.number(withdrawal, "index"),
              FixtureJson.number(withdrawal, "validatorIndex"),
              FixtureJson.address(withdrawal, "address"),
              FixtureJson.number(withdrawal, "amount")));
    }
    return List.copyOf(withdrawals);
  }

  private static Transaction transaction(JsonNode json) {
    int type = Math.toIntExact(FixtureJson.number(json, "type", 0));
    return switch (type) {
      case 0 -> legacy(json);
      case AccessListTransaction.TYPE ->
          new AccessListTransaction(
              FixtureJson.number(json, "chainId"),
              FixtureJson.number(json, "nonce"),
              FixtureJson.u256(json, "gasPrice"),
              FixtureJson.number(json, "gas"),
              recipient(json),
              FixtureJson.u256(json, "value"),
              FixtureJson.bytes(json, "input"),
              accessList(json),
              signature(json));
      case DynamicFeeTransaction.TYPE ->
          new DynamicFeeTransaction(
              FixtureJson.number(json, "chainId"),
              FixtureJson.number(json, "nonce"),
              FixtureJson.u256(json, "maxPriorityFeePerGas"),
              FixtureJson.u256(json, "maxFeePerGas"),
              FixtureJson.number(json, "gas"),
              recipient(json),
              FixtureJson.u256(json, "value"),
              FixtureJson.bytes(json, "input"),
              accessList(json),
              signature(json));
      case BlobTransaction.TYPE -> blob(json);
      case SetCodeTransaction.TYPE -> setCode(json);
      default ->
          throw new IllegalArgumentException("transaction type: expected 0 to 4, got " + type);
    };
  }

  private static Transaction legacy(JsonNode json) {
    U256 v = FixtureJson.u256(json, "v");
    boolean isBound = v.compareTo(U256.of(35)) >= 0;
    long rest = v.toLong() - (isBound ? 35 : 27);
    return new LegacyTransaction(
        isBound ? (Long) (rest / 2) : null,
        FixtureJson.number(json, "nonce"),
        FixtureJson.u256(json, "gasPrice"),
        FixtureJson.number(json, "gas"),
        recipient(json),
        FixtureJson.u256(json, "value"),
        FixtureJson.bytes(json, "input"),
        new Signature((int) (rest & 1), FixtureJson.u256(json, "r"), FixtureJson.u256(json, "s")));
  }

  private static Transaction blob(JsonNode json) {
    List<Hash32> hashes = new ArrayList<>();
    for (JsonNode hash : json.path("blobVersionedHashes")) {
      hashes.add(Hash32.fromHex(hash.textValue()));
    }
    return new BlobTransaction(
        FixtureJson.number(json, "chainId"),
        FixtureJson.number(json, "nonce"),
        FixtureJson.u256(json, "maxPriorityFeePerGas"),
        FixtureJson.u256(json, "maxFeePerGas"),
        FixtureJson.number(json, "gas"),
        FixtureJson.address(json, "to"),
        FixtureJson.u256(json, "value"),
        FixtureJson.bytes(json, "input"),
        accessList(json),
        FixtureJson.u256(json, "maxFeePerBlobGas"),
        List.copyOf(hashes),
        signature(json));
  }

  private static Transaction setCode(JsonNode json) {
    List<Authorization> authorizations = new ArrayList<>();
    for (JsonNode authorization : json.path("authorizationList")) {
      authorizations.add(
          new Authorization(
              FixtureJson.u256(authorization, "chainId"),
              FixtureJson.address(authorization, "address"),
              FixtureJson.number(authorization, "nonce"),
              Math.toIntExact(FixtureJson.number(authorization, "yParity")),
              FixtureJson.u256(authorization, "r"),
              FixtureJson.u256(authorization, "s")));
    }
    return new SetCodeTransaction(
        FixtureJson.number(json, "chainId"),
        FixtureJson.number(json, "nonce"),
        FixtureJson.u256(json, "maxPriorityFeePerGas"),
        FixtureJson.u256(json, "maxFeePerGas"),
        FixtureJson.number(json, "gas"),
        FixtureJson.address(json, "to"),
        FixtureJson.u256(json, "value"),
        FixtureJson.bytes(json, "input"),
        accessList(json),
        List.copyOf(authorizations),
        signature(json));
  }

  private static @Nullable Address recipient(JsonNode json) {
    return json.hasNonNull("to") ? FixtureJson.address(json, "to") : null;
  }

  private static Signature signature(JsonNode json) {
    long parity = FixtureJson.number(json, json.hasNonNull("yParity") ? "yParity" : "v");
    return new Signature(
        Math.toIntExact(parity), FixtureJson.u256(json, "r"), FixtureJson.u256(json, "s"));
  }

  private static List<AccessListEntry> accessList(JsonNode json) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (JsonNode entry : json.path("accessList")) {
      List<Hash32> keys = new ArrayList<>();
      for (JsonNode key : entry.path("storageKeys")) {
        keys.add(Hash32.fromHex(key.textValue()));
      }
      entries.add(new AccessListEntry(FixtureJson.address(entry, "address"), List.copyOf(keys)));
    }
    return List.copyOf(entries);
  }
}
