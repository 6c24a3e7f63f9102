package io.weft.execution.trie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The trie tests of ethereum/tests: keys set and removed one by one, and all at once. */
class TrieFixturesTest {
  private static final int FILES = 5;

  @Test
  void everyTrieHasTheRootOfItsFixture() throws IOException {
    Map<String, byte[]> files =
        Fixtures.read(
            "ethereum-tests",
            name -> name.contains("TrieTests/") && !name.endsWith("nextprev.json"));
    assertThat(files).hasSize(FILES);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      boolean isSecure = file.getKey().toLowerCase(Locale.ROOT).contains("securetrie");
      for (Map.Entry<String, JsonNode> test :
          new ObjectMapper().readTree(file.getValue()).properties()) {
        Hash32 root = Hash32.fromHex(test.getValue().get("root").asText());
        check(file.getKey() + " " + test.getKey(), test.getValue().get("in"), isSecure, root);
      }
    }
  }

  @Test
  void pathsArePackedAsInTheirFixture() throws IOException {
    byte[] file =
        Objects.requireNonNull(
            Fixtures.read("ethereum-tests", name -> name.endsWith("/hexencodetest.json"))
                .values()
                .stream()
                .findFirst()
                .orElse(null));
    JsonNode tests = new ObjectMapper().readTree(file);
    assertThat(tests).hasSize(12);
    for (JsonNode test : tests) {
      byte[] path = new byte[test.get("seq").size()];
      for (int i = 0; i < path.length; i++) {
        path[i] = (byte) test.get("seq").get(i).asInt();
      }
      byte[] packed = Nibbles.toHexPrefix(path, test.get("term").asBoolean());
      assertThat(Bytes.wrap(packed)).isEqualTo(Bytes.fromHex(test.get("out").asText()));
      assertThat(Nibbles.fromHexPrefix(packed)).isEqualTo(path);
      assertThat(Nibbles.isLeaf(packed)).isEqualTo(test.get("term").asBoolean());
    }
  }

  private static void check(String name, JsonNode changes, boolean isSecure, Hash32 root) {
    Trie trie = Trie.empty();
    Map<Bytes, Change> last = new TreeMap<>();
    if (changes.isArray()) {
      for (JsonNode pair : changes) {
        Change change = change(pair.get(0).asText(), pair.get(1), isSecure);
        trie = trie.update(List.of(change));
        last.put(change.key(), change);
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : changes.properties()) {
        Change change = change(entry.getKey(), entry.getValue(), isSecure);
        trie = trie.update(List.of(change));
        last.put(change.key(), change);
      }
    }
    assertThat(trie.hash()).as(name).isEqualTo(root);
    Trie atOnce = Trie.empty().update(List.copyOf(last.values()));
    assertThat(atOnce.hash()).as("%s, at once", name).isEqualTo(root);
  }

  private static Change change(String key, JsonNode value, boolean isSecure) {
    Bytes bytes = bytes(key);
    Bytes path = isSecure ? Keccak256.hash32(bytes).toBytes() : bytes;
    return new Change(path, value.isNull() ? null : bytes(Objects.requireNonNull(value.asText())));
  }

  private static Bytes bytes(String text) {
    return text.startsWith("0x")
        ? Bytes.fromHex(text)
        : Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
