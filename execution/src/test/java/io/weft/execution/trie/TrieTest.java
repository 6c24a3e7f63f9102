package io.weft.execution.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrieTest {
  private final Map<Hash32, byte[]> stored = new HashMap<>();

  private byte[] load(Hash32 hash) {
    byte[] encoded = stored.get(hash);
    if (encoded == null) {
      throw new IllegalStateException("missing " + hash);
    }
    return encoded;
  }

  private static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Trie trieOf(Map<Bytes, Bytes> values) {
    return Trie.empty().update(changes(values));
  }

  private static List<Change> changes(Map<Bytes, Bytes> values) {
    List<Change> changes = new ArrayList<>();
    new TreeMap<>(values).forEach((key, value) -> changes.add(new Change(key, value)));
    return changes;
  }

  @Test
  void emptyTrieHasTheKnownRoot() {
    assertThat(Trie.empty().hash())
        .isEqualTo(
            Hash32.fromHex("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
  }

  @Test
  void keysThatArePrefixesOfOthersHaveTheKnownRoot() {
    Trie trie =
        trieOf(
            Map.of(
                text("do"), text("verb"),
                text("horse"), text("stallion"),
                text("doge"), text("coin"),
                text("dog"), text("puppy")));
    assertThat(trie.hash())
        .isEqualTo(
            Hash32.fromHex("0x5991bb8c6514148a29db676a14ac506cd2cd5775ace63c30a4fe457715e9ac84"));
    assertThat(trie.get(text("dog").toArray())).isEqualTo(text("puppy").toArray());
    assertThat(trie.get(text("dogs").toArray())).isNull();
    assertThat(trie.get(text("d").toArray())).isNull();
  }

  @Test
  void updateLeavesTheTrieItStartedFrom() {
    Trie before = trieOf(Map.of(text("dog"), text("puppy"), text("cat"), text("kitten")));
    Hash32 root = before.hash();
    Trie after = before.update(List.of(new Change(text("dog"), null)));
    assertThat(after.hash()).isNotEqualTo(root);
    assertThat(before.hash()).isEqualTo(root);
    assertThat(before.get(text("dog").toArray())).isEqualTo(text("puppy").toArray());
  }

  @Test
  void emptyValueRemovesTheKey() {
    Trie trie = trieOf(Map.of(text("dog"), text("puppy")));
    assertThat(trie.update(List.of(new Change(text("dog"), Bytes.EMPTY))).isEmpty()).isTrue();
  }

  @Test
  void removingAnAbsentKeyKeepsTheRoot() {
    Trie trie = trieOf(Map.of(text("dog"), text("puppy"), text("doge"), text("coin")));
    Hash32 root = trie.hash();
    assertThat(trie.update(List.of(new Change(text("do"), null))).hash()).isEqualTo(root);
    assertThat(trie.update(List.of(new Change(text("dogs"), null))).hash()).isEqualTo(root);
    assertThat(trie.update(List.of(new Change(text("zebra"), null))).hash()).isEqualTo(root);
  }

  @Test
  void unsortedChangesAreRefused() {
    List<Change> changes =
        List.of(new Change(text("b"), text("1")), new Change(text("a"), text("2")));
    assertThatThrownBy(() -> Trie.empty().update(changes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("out of order");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomChangesGiveTheRootOfTheDefinition(long seed) {
    Random random = new Random(seed);
    boolean shortKeys = seed % 2 == 0;
    SortedMap<Bytes, Bytes> expected = new TreeMap<>();
    Trie trie = Trie.at(Trie.EMPTY_ROOT, this::load);
    for (int round = 0; round < 120; round++) {
      SortedMap<Bytes, Change> changes = new TreeMap<>();
      int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 12);
      for (int i = 0; i < count; i++) {
        Bytes key = key(random, expected, shortKeys);
        boolean removes = random.nextInt(100) < (round % 20 > 14 ? 80 : 25);
        Bytes value = removes ? null : value(random);
        changes.put(key, new Change(key, value));
        if (value == null) {
          expected.remove(key);
        } else {
          expected.put(key, value);
        }
      }
      trie = trie.update(List.copyOf(changes.values()));
      Hash32 root = trie.hash(stored::put);
      assertThat(root).as("seed %s round %s", seed, round).isEqualTo(NaiveTrie.root(expected));
      switch (random.nextInt(4)) {
        case 0 -> trie = Trie.at(root, this::load);
        case 1 -> trie = trie.trimmed(random.nextInt(4));
        default -> {}
      }
    }
    Trie reopened = Trie.at(trie.hash(), this::load);
    for (Map.Entry<Bytes, Bytes> entry : expected.entrySet()) {
      assertThat(reopened.get(entry.getKey().toArray())).isEqualTo(entry.getValue().toArray());
    }
  }

  private static Bytes key(Random random, SortedMap<Bytes, Bytes> present, boolean isShort) {
    if (!present.isEmpty() && random.nextInt(3) == 0) {
      List<Bytes> keys = List.copyOf(present.keySet());
      return keys.get(random.nextInt(keys.size()));
    }
    byte[] key = new byte[isShort ? 1 + random.nextInt(3) : 32];
    for (int i = 0; i < key.length; i++) {
      // Few distinct nibbles, so that paths share long stretches.
      key[i] = (byte) (random.nextInt(3) << 4 | random.nextInt(3));
    }
    return Bytes.wrap(key);
  }

  private static Bytes value(Random random) {
    byte[] value = new byte[1 + random.nextInt(random.nextBoolean() ? 3 : 80)];
    random.nextBytes(value);
    return Bytes.wrap(value);
  }

  @Test
  void proofLeadsFromTheRootToTheValue() {
    Map<Bytes, Bytes> values = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      Bytes key = Keccak256.hash32(new byte[] {(byte) i, (byte) (i >> 8)}).toBytes();
      values.put(key, text("value " + i));
    }
    Trie trie = trieOf(values);
    Hash32 root = trie.hash(stored::put);
    Trie reopened = Trie.at(root, this::load);
    for (Map.Entry<Bytes, Bytes> entry : values.entrySet()) {
      List<Bytes> proof = reopened.proof(entry.getKey().toArray());
      assertThat(proof).isEqualTo(trie.proof(entry.getKey().toArray()));
      assertThat(valueProven(root, proof, entry.getKey())).isEqualTo(entry.getValue());
    }
    Bytes absent = Keccak256.hash32(new byte[] {9, 9, 9}).toBytes();
    assertThat(valueProven(root, reopened.proof(absent.toArray()), absent)).isEqualTo(Bytes.EMPTY);
  }

  /** Reads {@code key} from a trie that knows nothing but the proof's nodes. */
  private static Bytes valueProven(Hash32 root, List<Bytes> proof, Bytes key) {
    Map<Hash32, byte[]> nodes = new HashMap<>();
    proof.forEach(node -> nodes.put(Keccak256.hash32(node), node.toArray()));
    Trie trie =
        Trie.at(
            root,
            hash -> {
              byte[] node = nodes.remove(hash);
              return Objects.requireNonNull(node, "not in the proof: " + hash);
            });
    byte[] value = trie.get(key.toArray());
    assertThat(nodes).as("nodes not needed").isEmpty();
    return value == null ? Bytes.EMPTY : Bytes.wrap(value);
  }

  @Test
  void proofInAnEmptyTrieIsEmpty() {
    assertThat(Trie.empty().proof(new byte[32])).isEmpty();
  }

  @Test
  void visitReachesEveryStoredNodeOnce() {
    Map<Bytes, Bytes> values = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      values.put(Keccak256.hash32(new byte[] {(byte) i}).toBytes(), text("v" + i));
    }
    Hash32 root = trieOf(values).hash(stored::put);
    Map<Hash32, byte[]> visited = new HashMap<>();
    Trie.at(root, this::load)
        .visit((hash, encoded) -> assertThat(visited.put(hash, encoded)).isNull());
    assertThat(visited).hasSameSizeAs(stored).containsAllEntriesOf(stored);
  }

  @Test
  void nodesInMemoryAreThoseMadeOrReadUntilTrimmed() {
    Map<Bytes, Bytes> values = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      values.put(Keccak256.hash32(new byte[] {(byte) i}).toBytes(), text("v" + i));
    }
    Trie made = trieOf(values);
    Hash32 root = made.hash(stored::put);
    assertThat(made.nodesInMemory()).isEqualTo(stored.size());
    Trie read = Trie.at(root, this::load);
    assertThat(read.nodesInMemory()).isZero();
    for (Bytes key : values.keySet()) {
      read.get(key.toArray());
    }
    assertThat(read.nodesInMemory()).isEqualTo(stored.size());
    assertThat(read.trimmed(1).nodesInMemory()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 40, 3_000})
  void ascendingTrieHasTheRootOfTheSameKeys(int size) {
    SortedMap<Bytes, Bytes> values = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      Bytes key = Keccak256.hash32(text("key " + i)).toBytes();
      values.put(key, text(i % 3 == 0 ? "v" : "a value that is longer than a hash " + i));
    }
    AscendingTrie ascending = new AscendingTrie();
    values.forEach(ascending::add);
    assertThat(ascending.root()).isEqualTo(trieOf(values).hash());
  }

  @Test
  void ascendingTrieSplitsPathsThatManyKeysShare() {
    SortedMap<Bytes, Bytes> values = new TreeMap<>();
    for (int first = 0; first < 4; first++) {
      for (int last = 0; last < 5; last++) {
        values.put(Bytes.of(first * 7, 0, 0, 0, last), text("value number " + first + last));
      }
    }
    AscendingTrie ascending = new AscendingTrie();
    values.forEach(ascending::add);
    assertThat(ascending.root()).isEqualTo(NaiveTrie.root(values));
  }

  @Test
  void orderedTrieOfManyItemsEqualsTheDefinition() {
    for (int size : new int[] {0, 1, 2, 127, 128, 129, 300}) {
      List<Bytes> items = new ArrayList<>();
      Map<Bytes, Bytes> values = new HashMap<>();
      for (int i = 0; i < size; i++) {
        Bytes item = text("item number " + i + " of " + size);
        items.add(item);
        values.put(new io.weft.execution.rlp.RlpWriter().write(i).toBytes(), item);
      }
      assertThat(OrderedTrie.root(items)).isEqualTo(NaiveTrie.root(values));
    }
  }
}
