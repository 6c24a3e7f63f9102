package io.weft.node.cli.evm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values fixtures consist of; anything malformed is an {@link IllegalArgumentException}.
 */
public final class FixtureJson {
  public static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(100)
                      .maxStringLength(256 << 20)
                      .build())
              .build());

  private FixtureJson() {}

  static String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException(field + ": expected a string, got " + value);
    }
    return value.textValue();
  }

  static @Nullable String textOrNull(JsonNode object, String field) {
    return object.hasNonNull(field) ? text(object, field) : null;
  }

  static U256 u256(JsonNode object, String field) {
    String text = text(object, field);
    if (!text.startsWith("0x")) {
      return U256.from(new BigInteger(text)); // as genesis files of some have it
    }
    return text.equals("0x") ? U256.ZERO : U256.fromHex(text);
  }

  static U256 u256(JsonNode object, String field, U256 absent) {
    return object.has(field) ? u256(object, field) : absent;
  }

  static long number(JsonNode object, String field) {
    return u256(object, field).toLong();
  }

  static long number(JsonNode object, String field, long absent) {
    return object.has(field) ? number(object, field) : absent;
  }

  static Address address(JsonNode object, String field) {
    return Address.fromHex(text(object, field));
  }

  static Hash32 hash32(JsonNode object, String field) {
    return Hash32.fromHex(text(object, field));
  }

  static Bytes bytes(JsonNode object, String field) {
    return Bytes.fromHex(text(object, field));
  }

  /** A header in the fixtures' words; the fields that its fork does not have are absent. */
  static BlockHeader header(JsonNode json) {
    return new BlockHeader(
        hash32(json, "parentHash"),
        hash32(json, "uncleHash"),
        address(json, "coinbase"),
        hash32(json, "stateRoot"),
        hash32(json, "transactionsTrie"),
        hash32(json, "receiptTrie"),
        bytes(json, "bloom"),
        u256(json, "difficulty"),
        number(json, "number"),
        number(json, "gasLimit"),
        number(json, "gasUsed"),
        number(json, "timestamp"),
        bytes(json, "extraData"),
        hash32(json, "mixHash"),
        U256.fromHex(text(json, "nonce")).l0(),
        json.has("baseFeePerGas") ? u256(json, "baseFeePerGas") : null,
        hashOrNull(json, "withdrawalsRoot"),
        numberOrNull(json, "blobGasUsed"),
        numberOrNull(json, "excessBlobGas"),
        hashOrNull(json, "parentBeaconBlockRoot"),
        hashOrNull(json, "requestsHash"),
        hashOrNull(json, "blockAccessListHash"),
        numberOrNull(json, "slotNumber"));
  }

  private static @Nullable Hash32 hashOrNull(JsonNode object, String field) {
    return object.has(field) ? hash32(object, field) : null;
  }

  private static @Nullable Long numberOrNull(JsonNode object, String field) {
    return object.has(field) ? (Long) number(object, field) : null;
  }

  public static SortedMap<Address, GenesisAccount> accounts(JsonNode object) {
    SortedMap<Address, GenesisAccount> accounts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode account = entry.getValue();
      SortedMap<U256, U256> storage = new TreeMap<>();
      for (Map.Entry<String, JsonNode> slot : account.path("storage").properties()) {
        storage.put(U256.fromHex(slot.getKey()), U256.fromHex(slot.getValue().textValue()));
      }
      accounts.put(
          Address.fromHex(entry.getKey()),
          new GenesisAccount(
              u256(account, "nonce", U256.ZERO).l0(),
              u256(account, "balance", U256.ZERO),
              account.has("code") ? bytes(account, "code") : Bytes.EMPTY,
              storage));
    }
    return accounts;
  }
}
