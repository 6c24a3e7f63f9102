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
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.StoreCorruptedException;
import io.weft.execution.store.StoreReader;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.store.WrongStoreException;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Block;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens a store as a chain: writes the genesis block, or checks that it is the same chain's. */
public final class ChainStart {
  /** Raised by every change of the rows that a program without it would misread. */
  static final long SCHEMA = 1;

  private ChainStart() {}

  /**
   * Opens the chain with this genesis.
   *
   * @throws WrongStoreException if the store holds another chain or another version's rows
   */
  public static Committer open(KeyValueStore store, Genesis genesis) {
    return open(
        store,
        genesis.spec().chainId(),
        GenesisBlock.diff(genesis),
        root -> GenesisBlock.block(genesis, root),
        GenesisCodec.encode(genesis));
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
    StateCommitment state = stateOf(store, alloc);
    Block block = genesisBlock.apply(state.stateRoot());
    Hash32 hash = block.hash();
    WriteBatch batch = new WriteBatch();
    batch.append(state.rows);
    Committer.putBlock(batch, block, hash, List.of());
    batch.put(Column.META, Rows.SCHEMA, Rows.number(SCHEMA));
    batch.put(Column.META, Rows.CHAIN_ID, Rows.number(chainId));
    batch.put(Column.META, Rows.GENESIS, hash.toArray());
    batch.put(Column.META, Rows.GENESIS_SPEC, genesisSpec);
    ChainPosition head = new ChainPosition(block.number(), hash, 0, state.stateRoot());
    batch.put(Column.META, Rows.HEAD, head.toRow());
    byte[] work = Rows.work(block.number(), block.header().difficulty());
    batch.put(Column.META, Rows.WORK, work);
    store.write(batch);
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
