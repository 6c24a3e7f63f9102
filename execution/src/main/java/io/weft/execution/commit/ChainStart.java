package io.weft.execution.commit;

import io.weft.execution.block.GenesisBlock;
import io.weft.execution.chain.ChainCaches;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.HeadState;
import io.weft.execution.chain.Rows;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Words;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.StoreCorruptedException;
import io.weft.execution.store.StoreReader;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.store.WrongStoreException;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens a store as a chain: writes the genesis block, or checks that it is the same chain's. */
public final class ChainStart {
  /** Raised by every change of the rows that a program without it would misread. */
  static final long SCHEMA = 1;

  // So many accounts are worked out and written at a time that a large genesis fits a small heap.
  private static final int ACCOUNTS_AT_ONCE = 20_000;

  private ChainStart() {}

  /**
   * Opens the chain with this genesis.
   *
   * @throws WrongStoreException if the store holds another chain or another version's rows
   */
  public static Committer open(KeyValueStore store, Genesis genesis) {
    byte[] encoded = GenesisCodec.encode(genesis);
    if (!isEmpty(store) && Arrays.equals(store.get(Column.META, Rows.GENESIS_SPEC), encoded)) {
      checkSchema(store);
      return new Committer(store); // the same to the last account: its root need not be worked out
    }
    return open(
        store,
        genesis.spec().chainId(),
        GenesisBlock.diff(genesis),
        root -> GenesisBlock.block(genesis, root),
        encoded);
  }

  /**
   * The genesis a store was made with, or null where nothing was ever written to it.
   *
   * @throws WrongStoreException if it holds another version's rows
   */
  public static @Nullable Genesis genesis(StoreReader store) {
    if (isEmpty(store)) {
      return null;
    }
    checkSchema(store);
    byte[] row = store.get(Column.META, Rows.GENESIS_SPEC);
    if (row == null) {
      throw new StoreCorruptedException("database damaged: no genesis");
    }
    return GenesisCodec.decode(row);
  }

  /**
   * Opens the chain that starts with this state and block.
   *
   * @param alloc the first state, as changes of an empty one
   * @param genesisBlock the first block, given the root of that state
   * @param genesisSpec what {@link #genesis} decodes
   */
  static Committer open(
      KeyValueStore store,
      long chainId,
      StateDiff alloc,
      Function<Hash32, Block> genesisBlock,
      byte[] genesisSpec) {
    if (isEmpty(store)) {
      create(store, chainId, alloc, genesisBlock, genesisSpec);
    } else {
      checkSchema(store);
      Hash32 stored = hash(store, Rows.GENESIS);
      Hash32 expected = genesisBlock.apply(stateOf(new InMemoryStore(), alloc).stateRoot()).hash();
      long storedChainId = number(store, Rows.CHAIN_ID);
      if (!expected.equals(stored) || storedChainId != chainId) {
        throw new WrongStoreException(
            "data directory of another chain: expected chain id "
                + chainId
                + " and genesis "
                + expected
                + ", found chain id "
                + storedChainId
                + " and genesis "
                + stored);
      }
    }
    return new Committer(store);
  }

  /** Whether nothing was ever written. */
  private static boolean isEmpty(StoreReader store) {
    if (store.get(Column.META, Rows.UNFINISHED_GENESIS) != null) {
      throw new WrongStoreException(
          "data directory of a chain whose genesis was not written to its end: remove it and start"
              + " again");
    }
    return store.get(Column.META, Rows.SCHEMA) == null;
  }

  private static void checkSchema(StoreReader store) {
    long schema = number(store, Rows.SCHEMA);
    if (schema != SCHEMA) {
      throw new WrongStoreException(
          "data directory of another version: expected schema " + SCHEMA + ", found " + schema);
    }
  }

  private static void create(
      KeyValueStore store,
      long chainId,
      StateDiff alloc,
      Function<Hash32, Block> genesisBlock,
      byte[] genesisSpec) {
    WriteBatch batch = new WriteBatch();
    Hash32 stateRoot;
    if (alloc.accounts().size() <= ACCOUNTS_AT_ONCE) {
      StateCommitment state = stateOf(store, alloc);
      batch.append(state.rows);
      stateRoot = state.stateRoot();
    } else {
      stateRoot = writeInParts(store, alloc);
      batch.delete(Column.META, Rows.UNFINISHED_GENESIS);
    }
    Block block = genesisBlock.apply(stateRoot);
    Hash32 hash = block.hash();
    Committer.putBlock(batch, block, hash, List.of());
    batch.put(Column.META, Rows.SCHEMA, Rows.number(SCHEMA));
    batch.put(Column.META, Rows.CHAIN_ID, Rows.number(chainId));
    batch.put(Column.META, Rows.GENESIS, hash.toArray());
    batch.put(Column.META, Rows.GENESIS_SPEC, genesisSpec);
    ChainPosition head = new ChainPosition(block.number(), hash, 0, stateRoot);
    batch.put(Column.META, Rows.HEAD, head.toRow());
    byte[] work = Rows.work(block.number(), block.header().difficulty());
    batch.put(Column.META, Rows.WORK, work);
    store.write(batch);
  }

  /** In the order of the trie's keys, so that each part leaves most nodes for good. */
  private static Hash32 writeInParts(KeyValueStore store, StateDiff alloc) {
    store.write(new WriteBatch().put(Column.META, Rows.UNFINISHED_GENESIS, Rows.number(1)));
    List<AccountDiff> accounts = inTrieOrder(alloc.accounts());
    Hash32 root = Trie.EMPTY_ROOT;
    for (int from = 0; from < accounts.size(); from += ACCOUNTS_AT_ONCE) {
      int to = Math.min(from + ACCOUNTS_AT_ONCE, accounts.size());
      StateDiff part =
          new StateDiff(accounts.subList(from, to), from == 0 ? alloc.codes() : Map.of());
      try (Snapshot rows = store.snapshot()) {
        HeadState before = new HeadState(rows, new ChainCaches(), 0);
        StateCommitment state = new StateRoots(store).compute(before, root, part);
        store.write(state.rows);
        root = state.stateRoot();
      }
    }
    return root;
  }

  private static List<AccountDiff> inTrieOrder(List<AccountDiff> accounts) {
    record Placed(Hash32 hash, AccountDiff account) {}
    List<Placed> placed = new ArrayList<>(accounts.size());
    for (AccountDiff account : accounts) {
      placed.add(new Placed(Rows.accountHash(account.address()), account));
    }
    placed.sort(Comparator.comparing(Placed::hash));
    return placed.stream().map(Placed::account).toList();
  }

  private static StateCommitment stateOf(KeyValueStore empty, StateDiff alloc) {
    HeadState nothing = new HeadState(empty.snapshot(), new ChainCaches(), 0);
    return new StateRoots(empty).compute(nothing, Trie.EMPTY_ROOT, alloc);
  }

  private static long number(StoreReader store, byte[] name) {
    byte[] row = store.get(Column.META, name);
    return row == null ? -1 : Words.getLong(row, 0);
  }

  private static @Nullable Hash32 hash(StoreReader store, byte[] name) {
    byte[] row = store.get(Column.META, name);
    return row == null ? null : Hash32.from(row);
  }
}
