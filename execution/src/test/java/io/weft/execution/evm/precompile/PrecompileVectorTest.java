package io.weft.execution.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hex;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every precompile vector of go-ethereum: outputs, prices and refusals. */
final class PrecompileVectorTest {
  private static final String FOLDER = "crypto/precompiles-geth/precompiles/";

  private record Subject(Fork fork, int address) {
    Precompile contract() {
      Precompile contract = PrecompiledContracts.of(fork).at(Address.of(address));
      return Objects.requireNonNull(
          contract, () -> "no contract %x in %s".formatted(address, fork));
    }
  }

  /** File -> the contract it is about; "fail-" may stand before the name. */
  private static final Map<String, Subject> SUBJECTS =
      Map.ofEntries(
          Map.entry("ecRecover", new Subject(Fork.OSAKA, 0x01)),
          Map.entry("modexp", new Subject(Fork.BYZANTIUM, 0x05)),
          Map.entry("modexp_eip2565", new Subject(Fork.BERLIN, 0x05)),
          Map.entry("modexp_eip7883", new Subject(Fork.OSAKA, 0x05)),
          Map.entry("bn256Add", new Subject(Fork.OSAKA, 0x06)),
          Map.entry("bn256ScalarMul", new Subject(Fork.OSAKA, 0x07)),
          Map.entry("bn256Pairing", new Subject(Fork.OSAKA, 0x08)),
          Map.entry("blake2F", new Subject(Fork.OSAKA, 0x09)),
          Map.entry("blake2f", new Subject(Fork.OSAKA, 0x09)),
          Map.entry("pointEvaluation", new Subject(Fork.OSAKA, 0x0a)),
          Map.entry("blsG1Add", new Subject(Fork.OSAKA, 0x0b)),
          Map.entry("blsG1Mul", new Subject(Fork.OSAKA, 0x0c)),
          Map.entry("blsG1MultiExp", new Subject(Fork.OSAKA, 0x0c)),
          Map.entry("blsG2Add", new Subject(Fork.OSAKA, 0x0d)),
          Map.entry("blsG2Mul", new Subject(Fork.OSAKA, 0x0e)),
          Map.entry("blsG2MultiExp", new Subject(Fork.OSAKA, 0x0e)),
          Map.entry("blsPairing", new Subject(Fork.OSAKA, 0x0f)),
          Map.entry("blsMapG1", new Subject(Fork.OSAKA, 0x10)),
          Map.entry("blsMapG2", new Subject(Fork.OSAKA, 0x11)),
          Map.entry("p256Verify", new Subject(Fork.OSAKA, 0x100)));

  @TestFactory
  Stream<DynamicTest> everyVectorHolds() {
    return vectors().entrySet().stream()
        .map(file -> dynamicTest(file.getKey(), () -> holds(file.getKey(), file.getValue())));
  }

  @Test
  void noVectorIsLeftOut() throws IOException {
    int cases = 0;
    for (byte[] json : vectors().values()) {
      cases += new ObjectMapper().readTree(json).size();
    }
    assertThat(vectors()).hasSize(29);
    assertThat(cases).isEqualTo(951);
  }

  private static Map<String, byte[]> vectors() {
    return Fixtures.read("crypto", path -> path.startsWith(FOLDER) && path.endsWith(".json"));
  }

  private static void holds(String path, byte[] json) throws IOException {
    String file = path.substring(FOLDER.length(), path.length() - ".json".length());
    Subject subject =
        Objects.requireNonNull(
            SUBJECTS.get(file.replaceFirst("^fail-", "")), () -> "whose vectors are " + file);
    Precompile contract = subject.contract();
    List<String> wrong = new ArrayList<>();
    for (JsonNode vector : new ObjectMapper().readTree(json)) {
      String difference = difference(contract, vector);
      if (difference != null) {
        wrong.add(vector.get("Name").asText() + ": " + difference);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static @Nullable String difference(Precompile contract, JsonNode vector) {
    byte[] data = Hex.decode(vector.get("Input").asText());
    // Not at the start of its array, as a call's input lies in memory.
    byte[] memory = new byte[data.length + 12];
    Arrays.fill(memory, (byte) 0xEE);
    System.arraycopy(data, 0, memory, 7, data.length);
    byte[] before = memory.clone();
    long gas = contract.gas(memory, 7, data.length);
    byte[] output = contract.run(memory, 7, data.length);
    if (!Arrays.equals(memory, before)) {
      return "the input was written to";
    }
    if (vector.has("ExpectedError")) {
      return output == null ? null : "expected a failure, got " + Hex.encode(output);
    }
    String expected = "0x" + vector.get("Expected").asText();
    if (output == null || !expected.equals(Hex.encode(output))) {
      return "expected " + expected + ", got " + (output == null ? "failure" : Hex.encode(output));
    }
    if (vector.has("Gas") && gas != vector.get("Gas").asLong()) {
      return "expected gas " + vector.get("Gas").asLong() + ", got " + gas;
    }
    return null;
  }
}
