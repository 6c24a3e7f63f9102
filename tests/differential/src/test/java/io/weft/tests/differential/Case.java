package io.weft.tests.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What both sides execute: the transactions, encoded and signed, one after the other on the same
 * state.
 */
record Case(
    Fork fork,
    Surroundings block,
    SortedMap<Address, GenesisAccount> pre,
    List<Bytes> transactions) {

  static final ObjectMapper MAPPER = new ObjectMapper();

  /** The chain that transactions are signed for. */
  static final long CHAIN_ID = 1;

  /** What code can ask about its block. Ancestors' hashes are their numbers. */
  record Surroundings(
      long number,
      long timestamp,
      Address coinbase,
      long gasLimit,
      U256 baseFee,
      U256 prevRandao,
      long excessBlobGas) {}

  Case withPre(SortedMap<Address, GenesisAccount> other) {
    return new Case(fork, block, other, transactions);
  }

  Case withTransactions(List<Bytes> other) {
    return new Case(fork, block, pre, other);
  }

  /** As the reference reads it, and as a failure is printed. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("fork", fork.name());
    json.putObject("block")
        .put("number", Long.toString(block.number))
        .put("timestamp", Long.toString(block.timestamp))
        .put("coinbase", block.coinbase.toString())
        .put("gasLimit", Long.toString(block.gasLimit))
        .put("baseFee", block.baseFee.toString())
        .put("prevRandao", word(block.prevRandao))
        .put("excessBlobGas", Long.toString(block.excessBlobGas));
    ObjectNode accounts = json.putObject("pre");
    pre.forEach(
        (address, account) -> {
          ObjectNode entry = accounts.putObject(address.toString());
          entry.put("nonce", Long.toUnsignedString(account.nonce()));
          entry.put("balance", account.balance().toString());
          entry.put("code", account.code().toString());
          ObjectNode slots = entry.putObject("storage");
          account.storage().forEach((slot, value) -> slots.put(word(slot), word(value)));
        });
    ArrayNode encoded = json.putArray("transactions");
    transactions.forEach(transaction -> encoded.add(transaction.toString()));
    return json;
  }

  /** Reads what {@link #toJson} wrote. */
  static Case parse(String text) throws JsonProcessingException {
    JsonNode json = MAPPER.readTree(text);
    JsonNode block = json.get("block");
    SortedMap<Address, GenesisAccount> pre = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.get("pre").properties()) {
      JsonNode account = entry.getValue();
      SortedMap<U256, U256> storage = new TreeMap<>();
      for (Map.Entry<String, JsonNode> slot : account.get("storage").properties()) {
        storage.put(U256.fromHex(slot.getKey()), U256.fromHex(slot.getValue().textValue()));
      }
      pre.put(
          Address.fromHex(entry.getKey()),
          new GenesisAccount(
              Long.parseUnsignedLong(account.get("nonce").textValue()),
              decimal(account.get("balance")),
              Bytes.fromHex(account.get("code").textValue()),
              storage));
    }
    List<Bytes> transactions = new ArrayList<>();
    json.get("transactions").forEach(item -> transactions.add(Bytes.fromHex(item.textValue())));
    return new Case(
        Fork.valueOf(json.get("fork").textValue()),
        new Surroundings(
            block.get("number").asLong(),
            block.get("timestamp").asLong(),
            Address.fromHex(block.get("coinbase").textValue()),
            block.get("gasLimit").asLong(),
            decimal(block.get("baseFee")),
            U256.fromHex(block.get("prevRandao").textValue()),
            block.get("excessBlobGas").asLong()),
        pre,
        transactions);
  }

  static String word(U256 value) {
    return Hash32.from(value).toString();
  }

  private static U256 decimal(JsonNode number) {
    return U256.from(new BigInteger(number.textValue()));
  }
}
