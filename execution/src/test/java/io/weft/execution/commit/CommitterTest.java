package io.weft.execution.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.chain.AccountProof;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.LogFilter;
import io.weft.execution.chain.Rows;
import io.weft.execution.chain.StoredAccount;
import io.weft.execution.chain.TransactionLocation;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.RocksDbStore;
import io.weft.execution.store.StoreCorruptedException;
import io.weft.execution.store.StoreOptions;
import io.weft.execution.store.StoreReader;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.store.WrongStoreException;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Block;
import io.weft.execution.types.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CommitterTest {
  @TempDir Path directory;

  private static Committer open(KeyValueStore store) {
    return ChainStart.open(store, 1, StateDiff.EMPTY, TestBlocks::genesis, new byte[0]);
  }

  private static ChainView commit(Committer committer, StateDiff diff) {
    ChainView head = committer.head();
    StateCommitment state = committer.stateAfter(head, diff);
    Block block = TestBlocks.next(head, state.stateRoot());
    return committer.commit(block, TestBlocks.receipts(block), null, state);
  }

  /** All that must be as it was once steps are undone. */
  private static Map<Column, Map<Bytes, Bytes>> rows(StoreReader store) {
    Map<Column, Map<Bytes, Bytes>> rows = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      if (column != Column.TRIE && column != Column.CODE) {
        Map<Bytes, Bytes> seen = new TreeMap<>();
        store.scan(
            column,
            new byte[0],
            (key, value) -> {
              seen.put(Bytes.wrap(key), Bytes.wrap(value));
              return true;
            });
        rows.put(column, seen);
      }
    }
    return rows;
  }

  private static void assertShows(StateView view, ModelState expected) {
    for (int i = 0; i < 60; i++) {
      Address address = ModelState.address(i);
      ModelState.ModelAccount account = expected.accounts.get(address);
      assertThat(view.account(address)).isEqualTo(account == null ? null : account.account());
      boolean hasSlots = account != null && !account.slots().isEmpty();
      assertThat(view.hasStorage(address)).isEqualTo(hasSlots);
      for (int slot = 0; slot < 40; slot++) {
        U256 key = U256.of(slot);
        U256 value = account == null ? U256.ZERO : account.slots().getOrDefault(key, U256.ZERO);
        assertThat(view.storage(address, key)).isEqualTo(value);
      }
      if (account != null && account.account().hasCode()) {
        Hash32 codeHash = account.account().codeHash();
        assertThat(Keccak256.hash32(view.code(codeHash))).isEqualTo(codeHash);
      }
    }
  }

  @Test
  void workOfAllBlocksFollowsTheHead() {
    InMemoryStore store = new InMemoryStore();
    Committer committer = open(store);
    List<ChainPosition> positions = new ArrayList<>(List.of(committer.head().position()));
    ModelState model = new ModelState();
    Random random = new Random(4);
    for (int i = 1; i <= 5; i++) {
      positions.add(commit(committer, model.change(random, 3)).position());
    }
    assertThat(committer.totalDifficulty()).isEqualTo(U256.of(1 + 2 + 3 + 4 + 5 + 6));
    committer.unwind(positions.get(3));
    assertThat(committer.totalDifficulty()).isEqualTo(U256.of(1 + 2 + 3 + 4));
    assertThat(open(store).totalDifficulty()).isEqualTo(U256.of(1 + 2 + 3 + 4));
  }

  @Test
  void workIsSummedUpWhereAnOlderStoreDoesNotSay() {
    InMemoryStore store = new InMemoryStore();
    commit(open(store), StateDiff.EMPTY);
    WriteBatch batch = new WriteBatch();
    batch.delete(Column.META, Rows.WORK);
    store.write(batch);
    Committer committer = open(store);
    assertThat(committer.totalDifficulty()).isEqualTo(U256.of(1 + 2));
    commit(committer, StateDiff.EMPTY);
    assertThat(Rows.work(store.get(Column.META, Rows.WORK), 2)).isEqualTo(U256.of(1 + 2 + 3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomBlocksKeepEveryStateAndUndoToEachOfThem(long seed) {
    Random random = new Random(seed);
    InMemoryStore store = new InMemoryStore();
    Committer committer = open(store);
    ModelState model = new ModelState();
    List<ModelState> states = new ArrayList<>(List.of(model.copy()));
    List<ChainView> views = new ArrayList<>(List.of(committer.head()));
    List<Map<Column, Map<Bytes, Bytes>>> rows = new ArrayList<>(List.of(rows(store)));
    for (int i = 1; i <= 200; i++) {
      StateDiff diff = model.change(random, 1 + random.nextInt(15));
      ChainView view = random.nextInt(5) == 0 ? committer.intervene(diff) : commit(committer, diff);
      assertThat(view.stateRoot()).as("seed %s step %s", seed, i).isEqualTo(model.root());
      states.add(model.copy());
      views.add(view);
      rows.add(rows(store));
      if (i % 20 == 0) {
        assertShows(view, model);
        // Another instance starts from what is stored.
        committer = open(store);
        assertThat(committer.head().position()).isEqualTo(view.position());
      }
    }
    for (int i = 0; i < views.size(); i += 7) {
      assertShows(views.get(i), states.get(i));
    }
    for (int i = views.size() - 1; i >= 0; i -= 1 + random.nextInt(12)) {
      ChainView head = committer.unwind(views.get(i).position());
      assertThat(head.stateRoot()).isEqualTo(states.get(i).root());
      assertThat(rows(store)).as("seed %s step %s", seed, i).isEqualTo(rows.get(i));
      assertShows(head, states.get(i));
      // What was undone may take another turn, and that be undone too.
      ModelState other = states.get(i).copy();
      commit(committer, other.change(random, 10));
      assertThat(committer.head().stateRoot()).isEqualTo(other.root());
      assertShows(committer.head(), other);
      committer.unwind(views.get(i).position());
    }
  }

  @Test
  void pastBlocksReadThroughTheirTries() {
    Random random = new Random(5);
    Committer committer = open(new InMemoryStore());
    ModelState model = new ModelState();
    List<ModelState> states = new ArrayList<>(List.of(model.copy()));
    for (int i = 1; i <= 20; i++) {
      commit(committer, model.change(random, 20));
      states.add(model.copy());
    }
    ChainView head = committer.head();
    for (int i = 0; i <= 20; i++) {
      ChainView past = head.at(i);
      assertThat(past).isNotNull();
      if (past != null) {
        assertThat(past.header().stateRoot()).isEqualTo(states.get(i).root());
        assertShows(past, states.get(i));
      }
    }
    assertThat(head.at(21)).isNull();
    assertThat(head.at(-1)).isNull();
  }

  @Test
  void proofsHoldUnderTheRootOfTheirBlock() {
    Random random = new Random(6);
    Committer committer = open(new InMemoryStore());
    ModelState model = new ModelState();
    for (int i = 1; i <= 10; i++) {
      commit(committer, model.change(random, 30));
    }
    ChainView head = committer.head();
    for (int i = 0; i < 70; i++) {
      Address address = ModelState.address(i);
      AccountProof proof = head.proof(address, List.of(U256.ZERO, U256.of(1), U256.of(99)));
      byte[] leaf = proven(head.stateRoot(), proof.nodes(), Keccak256.hash(address.toArray()));
      ModelState.ModelAccount account = model.accounts.get(address);
      StoredAccount stored = proof.account();
      assertThat(leaf == null).isEqualTo(account == null);
      assertThat(stored == null).isEqualTo(account == null);
      for (AccountProof.SlotProof slot : proof.slots()) {
        Hash32 root = stored == null ? Trie.EMPTY_ROOT : stored.storageRoot();
        byte[] value = proven(root, slot.nodes(), Keccak256.hash(slot.slot().toBytes32()));
        assertThat(value == null).isEqualTo(slot.value().isZero());
        assertThat(slot.value()).isEqualTo(head.storage(address, slot.slot()));
      }
    }
  }

  private static byte @Nullable [] proven(Hash32 root, List<Bytes> nodes, byte[] key) {
    Map<Hash32, byte[]> byHash = new TreeMap<>();
    nodes.forEach(node -> byHash.put(Keccak256.hash32(node), node.toArray()));
    return Trie.at(
            root,
            hash -> {
              byte[] node = byHash.get(hash);
              if (node == null) {
                throw new IllegalStateException("not in the proof: " + hash);
              }
              return node;
            })
        .get(key);
  }

  @Test
  void blocksReceiptsAndTransactionsAreFoundAgain() {
    Path path = directory.resolve("db");
    List<Block> blocks = new ArrayList<>();
    try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
      Committer committer = open(store);
      for (int i = 1; i <= 5; i++) {
        ChainView head = committer.head();
        StateCommitment state = committer.stateAfter(head, StateDiff.EMPTY);
        Block block = TestBlocks.next(head, state.stateRoot(), 3);
        committer.commit(block, TestBlocks.receipts(block), null, state);
        blocks.add(block);
      }
    }
    try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
      ChainView head = open(store).head();
      assertThat(head.number()).isEqualTo(5);
      for (Block block : blocks) {
        assertThat(head.block(block.number())).isEqualTo(block);
        assertThat(head.number(block.hash())).isEqualTo(block.number());
        assertThat(head.hash(block.number())).isEqualTo(block.hash());
        assertThat(head.header(block.number())).isEqualTo(block.header());
        assertThat(head.receipts(block.number())).isEqualTo(TestBlocks.receipts(block));
        for (int i = 0; i < 3; i++) {
          assertThat(head.transaction(block.transactions().get(i).hash()))
              .isEqualTo(new TransactionLocation(block.number(), i));
        }
      }
      ChainView third = head.at(3);
      assertThat(third).isNotNull();
      if (third != null) {
        assertThat(third.block(4)).isNull();
        assertThat(third.number(blocks.get(3).hash())).isNull();
        assertThat(third.transaction(blocks.get(3).transactions().getFirst().hash())).isNull();
      }
      assertThat(head.block(6)).isNull();
      assertThat(head.receipts(6)).isNull();
    }
  }

  @Test
  void logIndexFindsTheBlocksThatHaveThem() {
    Committer committer = open(new InMemoryStore());
    for (int i = 1; i <= 12; i++) {
      ChainView head = committer.head();
      StateCommitment state = committer.stateAfter(head, StateDiff.EMPTY);
      Block block = TestBlocks.next(head, state.stateRoot(), 1);
      List<Receipt> receipts = TestBlocks.receiptsWithLogs(Address.of(i % 3), U256.of(i % 4));
      committer.commit(block, receipts, null, state);
    }
    ChainView head = committer.head();
    Set<Address> addresses = Set.of(Address.of(1));
    List<Set<Hash32>> topics = List.of(Set.of(), Set.of(Hash32.from(U256.of(2))));
    assertThat(head.blocksWithLogs(new LogFilter(addresses, List.of()), 0, 100))
        .containsExactly(1L, 4L, 7L, 10L);
    assertThat(head.blocksWithLogs(new LogFilter(Set.of(), topics), 3, 9)).containsExactly(6L);
    assertThat(head.blocksWithLogs(new LogFilter(addresses, topics), 0, 100)).containsExactly(10L);
    assertThat(head.blocksWithLogs(LogFilter.ALL, 4, 6)).containsExactly(4L, 5L, 6L);
  }

  @Test
  void interventionsAreKeptForTheBlockThatFollows() {
    InMemoryStore store = new InMemoryStore();
    Committer committer = open(store);
    ModelState model = new ModelState();
    Random random = new Random(7);
    StateDiff first = model.change(random, 3);
    StateDiff second = model.change(random, 3);
    committer.intervene(first);
    ChainView view = committer.intervene(second);
    assertThat(view.number()).isZero();
    assertThat(view.stateRoot()).isEqualTo(model.root()).isNotEqualTo(view.header().stateRoot());
    commit(open(store), model.change(random, 3));
    committer = open(store);
    assertThat(committer.head().stateRoot()).isEqualTo(model.root());
    assertThat(committer.interventions(1)).containsExactly(first, second);
    assertThat(committer.interventions(2)).isEmpty();
  }

  @Test
  void candidatesThatAreDroppedLeaveNothing() {
    InMemoryStore store = new InMemoryStore();
    Committer committer = open(store);
    ModelState model = new ModelState();
    Random random = new Random(8);
    commit(committer, model.change(random, 30));
    Map<Column, Map<Bytes, Bytes>> before = rows(store);
    for (int i = 0; i < 5; i++) {
      ModelState candidate = model.copy();
      StateDiff diff = candidate.change(random, 20);
      assertThat(committer.stateAfter(committer.head(), diff).stateRoot())
          .isEqualTo(candidate.root());
    }
    assertThat(rows(store)).isEqualTo(before);
    commit(committer, model.change(random, 20));
    assertThat(committer.head().stateRoot()).isEqualTo(model.root());
  }

  @Test
  void blockThatDoesNotFollowTheHeadIsRefused() {
    Committer committer = open(new InMemoryStore());
    ChainView genesis = committer.head();
    StateCommitment state = committer.stateAfter(genesis, StateDiff.EMPTY);
    Block block = TestBlocks.next(genesis, state.stateRoot());
    committer.commit(block, List.of(), null, state);
    assertThatThrownBy(() -> committer.commit(block, List.of(), null, state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not follow the head");
    Block wrongRoot = TestBlocks.next(committer.head(), Hash32.ZERO);
    assertThatThrownBy(() -> committer.commit(wrongRoot, List.of(), null, state))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong state root");
  }

  @Test
  void diffOfAnotherStateIsRefused() {
    Committer committer = open(new InMemoryStore());
    ModelState model = new ModelState();
    Random random = new Random(9);
    StateDiff diff = model.change(random, 5);
    commit(committer, diff);
    assertThatThrownBy(() -> committer.stateAfter(committer.head(), diff))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("diff of another state");
  }

  @Test
  void positionsOfAnotherPastAreRefused() {
    Committer committer = open(new InMemoryStore());
    ModelState model = new ModelState();
    Random random = new Random(10);
    ChainPosition start = committer.head().position();
    ChainPosition dropped = commit(committer, model.copy().change(random, 5)).position();
    committer.unwind(start);
    commit(committer, model.change(random, 5));
    commit(committer, model.change(random, 5));
    assertThatThrownBy(() -> committer.unwind(dropped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot go back");
    ChainPosition ahead = new ChainPosition(9, Hash32.ZERO, 0, Hash32.ZERO);
    assertThatThrownBy(() -> committer.unwind(ahead)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void storeOfAnotherChainIsRefusedByBothNames() {
    InMemoryStore store = new InMemoryStore();
    open(store);
    assertThatThrownBy(
            () -> ChainStart.open(store, 2, StateDiff.EMPTY, TestBlocks::genesis, new byte[0]))
        .isInstanceOf(WrongStoreException.class)
        .hasMessageContaining("another chain")
        .hasMessageContaining("expected chain id 2")
        .hasMessageContaining("found chain id 1");
    StateDiff alloc = new ModelState().change(new Random(1), 3);
    assertThatThrownBy(() -> ChainStart.open(store, 1, alloc, TestBlocks::genesis, new byte[0]))
        .isInstanceOf(WrongStoreException.class);
  }

  @Test
  void missingStateRootIsFoundOnOpening() {
    InMemoryStore store = new InMemoryStore();
    Committer committer = open(store);
    commit(committer, new ModelState().change(new Random(2), 5));
    byte[] root = committer.head().stateRoot().toArray();
    store.write(new WriteBatch().delete(Column.TRIE, root));
    assertThatThrownBy(() -> open(store))
        .isInstanceOf(StoreCorruptedException.class)
        .hasMessageContaining("state root missing");
  }

  @Test
  void readersOfManyAgesSeeTheirOwnStateWhileBlocksCommit() throws InterruptedException {
    try (RocksDbStore store =
        RocksDbStore.open(directory.resolve("busy"), StoreOptions.SMALL.withoutSync())) {
      Committer committer = open(store);
      ModelState model = new ModelState();
      Random random = new Random(11);
      AtomicBoolean isDone = new AtomicBoolean();
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      List<Thread> readers = new ArrayList<>();
      ConcurrentLinkedQueue<Pair> pairs = new ConcurrentLinkedQueue<>();
      pairs.add(new Pair(committer.head(), model.copy()));
      for (int i = 0; i < 3; i++) {
        Thread reader =
            new Thread(
                () -> {
                  try {
                    while (!isDone.get()) {
                      for (Pair pair : pairs) {
                        assertShows(pair.view, pair.state);
                      }
                    }
                  } catch (Throwable e) {
                    failures.add(e);
                  }
                });
        reader.start();
        readers.add(reader);
      }
      for (int i = 0; i < 150; i++) {
        ChainView view = commit(committer, model.change(random, 15));
        pairs.add(new Pair(view, model.copy()));
        if (pairs.size() > 6) {
          pairs.remove();
        }
      }
      isDone.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      assertThat(failures).isEmpty();
    }
  }

  private record Pair(ChainView view, ModelState state) {}
}
