package io.weft.tests.differential;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Inputs that precompiled contracts can do something with: test vectors, and changes of them. */
final class PrecompileInputs {
  private static final String FOLDER = "crypto/precompiles-geth/precompiles/";

  // Longer inputs would make code of many kilobytes.
  private static final int MAX_SIZE = 1024;

  /** What the name of a file of vectors starts with -> the contract. */
  private static final Map<String, Integer> FILES =
      Map.ofEntries(
          Map.entry("ecrecover", 0x01),
          Map.entry("modexp", 0x05),
          Map.entry("bn256add", 0x06),
          Map.entry("bn256scalarmul", 0x07),
          Map.entry("bn256pairing", 0x08),
          Map.entry("blake2f", 0x09),
          Map.entry("pointevaluation", 0x0A),
          Map.entry("blsg1add", 0x0B),
          Map.entry("blsg1mul", 0x0C),
          Map.entry("blsg1multiexp", 0x0C),
          Map.entry("blsg2add", 0x0D),
          Map.entry("blsg2mul", 0x0E),
          Map.entry("blsg2multiexp", 0x0E),
          Map.entry("blspairing", 0x0F),
          Map.entry("blsmapg1", 0x10),
          Map.entry("blsmapg2", 0x11),
          Map.entry("p256verify", 0x100));

  // Pairings and proofs take the reference tens of milliseconds each.
  private static final int[] CHEAP = {1, 1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 7, 9, 9, 0x0B, 0x0D, 0x100};
  private static final int[] DEAR = {8, 8, 8, 0x0A, 0x0C, 0x0E, 0x0F, 0x10, 0x11};

  private final Map<Integer, List<Bytes>> vectors = new TreeMap<>();

  PrecompileInputs() {
    Fixtures.forEach(
        "crypto",
        path -> path.startsWith(FOLDER) && path.endsWith(".json"),
        (path, json) -> {
          String name = path.substring(FOLDER.length()).toLowerCase(Locale.ROOT);
          String subject = name.startsWith("fail-") ? name.substring(5) : name;
          String stem = subject.replaceAll("[_.].*", "");
          Integer contract = FILES.get(stem);
          if (contract != null) {
            add(contract, json);
          }
        });
  }

  private void add(int contract, byte[] json) {
    try {
      for (JsonNode vector : Case.MAPPER.readTree(json)) {
        Bytes input = Bytes.fromHex(vector.get("Input").textValue());
        if (input.size() <= MAX_SIZE) {
          vectors.computeIfAbsent(contract, c -> new ArrayList<>()).add(input);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read vectors of " + contract, e);
    }
  }

  /** One of the contracts; those that take long, rarely. */
  int pick(RandomGenerator random) {
    return random.nextInt(25) == 0
        ? DEAR[random.nextInt(DEAR.length)]
        : CHEAP[random.nextInt(CHEAP.length)];
  }

  Bytes input(int contract, RandomGenerator random) {
    List<Bytes> known = vectors.get(contract);
    if (known == null || random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      return Bytes.wrap(noise);
    }
    Bytes input = known.get(random.nextInt(known.size()));
    if (random.nextInt(4) != 0 || input.isEmpty()) {
      return input;
    }
    byte[] changed = input.toArray();
    if (random.nextBoolean()) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      return Bytes.wrap(changed);
    }
    return Bytes.copyOf(changed, 0, random.nextInt(changed.length));
  }
}
