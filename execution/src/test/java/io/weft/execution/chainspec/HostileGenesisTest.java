package io.weft.execution.chainspec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Absurd genesis files are refused with a {@link GenesisException}, soon. */
@Timeout(20)
final class HostileGenesisTest {

  @TestFactory
  Stream<DynamicTest> absurdFilesAreRefused() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("nothing", "");
    files.put("a number", "7");
    files.put("a list", "[]");
    files.put("null", "null");
    files.put("half of one", "{\"config\": {\"chainId\": 1");
    files.put("a million levels", "[".repeat(1_000_000));
    files.put("a million objects", "{\"a\":".repeat(1_000_000));
    files.put("a chain id of 2^64", config("\"chainId\": \"0x10000000000000000\""));
    files.put("a chain id below zero", config("\"chainId\": -1"));
    files.put("a broken chain id", config("\"chainId\": 1.5"));
    files.put("an exponent", config("\"chainId\": 1e999999999"));
    files.put("a fork that is a word", config("\"chainId\": 1, \"londonBlock\": \"soon\""));
    files.put("a gas limit below zero", field("\"gasLimit\": -1"));
    files.put("a gas limit that is an object", field("\"gasLimit\": {}"));
    files.put("a timestamp of 2^70", field("\"timestamp\": \"0x400000000000000000\""));
    files.put("a short address", alloc("\"0x01\": {\"balance\": \"1\"}"));
    files.put("an address in letters", alloc("\"" + "zz".repeat(20) + "\": {\"balance\": \"1\"}"));
    files.put("a balance of 2^256", account("\"balance\": \"0x1" + "0".repeat(64) + "\""));
    files.put(
        "a balance of a million digits", account("\"balance\": \"" + "9".repeat(1_000_000) + "\""));
    files.put("a number of a million digits", account("\"balance\": " + "9".repeat(1_000_000)));
    files.put("a balance with an exponent", account("\"balance\": 1e999999999"));
    files.put("a balance below zero", account("\"balance\": \"-1\""));
    files.put("code of odd length", account("\"balance\": \"1\", \"code\": \"0x123\""));
    files.put("code in letters", account("\"balance\": \"1\", \"code\": \"0xzz\""));
    files.put("a nonce of 2^64", account("\"balance\": \"1\", \"nonce\": \"0x10000000000000000\""));
    files.put(
        "a slot of 33 bytes",
        account("\"balance\": \"1\", \"storage\": {\"0x1" + "0".repeat(64) + "\": \"0x1\"}"));
    files.put("storage in a list", account("\"balance\": \"1\", \"storage\": [1]"));
    files.put("an account that is a list", alloc("\"" + "01".repeat(20) + "\": []"));
    files.put("alloc in a list", field("\"alloc\": []"));
    return files.entrySet().stream()
        .map(file -> dynamicTest(file.getKey(), () -> refused(file.getValue())));
  }

  private static void refused(String json) {
    assertThatThrownBy(() -> GenesisJson.read("test", json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(GenesisException.class);
  }

  private static String config(String fields) {
    return "{\"config\": {" + fields + "}, \"gasLimit\": 5000, \"alloc\": {}}";
  }

  private static String field(String text) {
    return "{\"config\": {\"chainId\": 1}, \"gasLimit\": 5000, " + text + "}";
  }

  private static String alloc(String accounts) {
    return field("\"alloc\": {" + accounts + "}");
  }

  private static String account(String fields) {
    return alloc("\"" + "01".repeat(20) + "\": {" + fields + "}");
  }
}
