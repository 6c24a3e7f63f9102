package io.weft.execution.commit;

import io.weft.execution.chain.ChainCaches;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.Rows;
import io.weft.execution.chain.TransactionLocation;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.primitives.Words;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.StateDiff;
import io.weft.execution.store.Column;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.StoreCorruptedException;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves the head: forward by blocks and interventions, back by undoing them.
 *
 * <p>Every move is one write batch followed by one volatile write of the next view, so the head on
 * disk and the head in memory never disagree but for that instant. Moves exclude each other; {@link
 * #head} and {@link #stateAfter} are for any thread.
 */
public final class Committer {
  private final KeyValueStore store;
  private final StateRoots roots;
  private final ChainCaches caches = new ChainCaches();

  /** Counts the states that were the head, for the cache; guarded by this. */
  private long states;

  /**
   * The work of all blocks up to the head; null until somebody asks where the store does not say.
   * Guarded by this.
   */
  private @Nullable U256 totalDifficulty;

  /** Written under this after the batch it shows; read by all. */
  private volatile ChainView head;

  /**
   * Takes over a store that {@link ChainStart} has prepared.
   *
   * @throws StoreCorruptedException if the head's state is not there
   */
  Committer(KeyValueStore store) {
    this.store = store;
    this.roots = new StateRoots(store);
    this.head = ChainView.ofHead(store.snapshot(), caches, states);
    this.totalDifficulty = Rows.work(store.get(Column.META, Rows.WORK), head.number());
    Hash32 root = head.stateRoot();
    if (!root.equals(Trie.EMPTY_ROOT) && store.get(Column.TRIE, root.toArray()) == null) {
      throw new StoreCorruptedException(
          "database damaged: state root missing: block " + head.number() + ", root " + root);
    }
  }

  public ChainView head() {
    return head;
  }

  /** The work of all blocks up to the head. */
  public synchronized U256 totalDifficulty() {
    if (totalDifficulty == null) {
      // The store is older than the row. It is written with the next block.
      U256 sum = U256.ZERO;
      for (long number = 0; number <= head.number(); number++) {
        BlockHeader header = head.header(number);
        sum = header == null ? sum : sum.add(header.difficulty());
      }
      totalDifficulty = sum;
    }
    return totalDifficulty;
  }

  /** Has the batch store the work up to a block, where it is known. */
  private static void putWork(WriteBatch batch, long number, @Nullable U256 work) {
    if (work != null) {
      batch.put(Column.META, Rows.WORK, Rows.work(number, work));
    }
  }

  /**
   * Works out the state after {@code diff}, without writing anything.
   *
   * @param parent a head, as it was when the diff was made
   */
  public StateCommitment stateAfter(ChainView parent, StateDiff diff) {
    return roots.compute(parent.headState(), parent.stateRoot(), diff);
  }

  /** The states worked out ahead of what is written, for one that adds many blocks. */
  public PendingStates pendingStates() {
    return new PendingStates(this, roots);
  }

  /**
   * Writes the block and makes it the head.
   *
   * @param accessList of the block, or null before Amsterdam
   * @param state after the block, computed on the head
   * @throws IllegalArgumentException if the block does not follow the head or has another root
   */
  public synchronized ChainView commit(
      Block block,
      List<Receipt> receipts,
      @Nullable BlockAccessList accessList,
      StateCommitment state) {
    ChainPosition before = head.position();
    BlockHeader header = block.header();
    Hash32 hash = block.hash();
    if (header.number() != before.number() + 1 || !header.parentHash().equals(before.hash())) {
      throw new IllegalArgumentException(
          "block does not follow the head: expected parent "
              + before.hash()
              + ", got "
              + header.parentHash());
    }
    if (!header.stateRoot().equals(state.stateRoot())) {
      throw new IllegalArgumentException(
          "wrong state root: block "
              + header.number()
              + ", expected "
              + header.stateRoot()
              + ", got "
              + state.stateRoot());
    }
    checkBase(state, before);
    WriteBatch batch = new WriteBatch();
    batch.append(state.rows);
    putBlock(batch, block, hash, receipts);
    if (accessList != null) {
      byte[] key = Rows.number(header.number());
      batch.put(Column.ACCESS_LIST, key, accessList.encoded().unsafeArray());
    }
    batch.put(
        Column.UNDO,
        Rows.step(header.number(), UndoRecord.BLOCK_STEP),
        new UndoRecord(before, state.undo).encoded());
    ChainPosition after = new ChainPosition(header.number(), hash, 0, state.stateRoot());
    U256 work = totalDifficulty == null ? null : totalDifficulty.add(header.difficulty());
    putWork(batch, header.number(), work);
    ChainView view = advance(batch, after, state);
    totalDifficulty = work;
    view.remember(block, receipts);
    return view;
  }

  /**
   * Changes the state of the head without a block, durably; the next block builds on it.
   *
   * @param diff made on the head
   */
  public synchronized ChainView intervene(StateDiff diff) {
    if (diff.isEmpty()) {
      return head;
    }
    ChainPosition before = head.position();
    StateCommitment state = stateAfter(head, diff);
    byte[] key = Rows.step(before.number() + 1, before.interventions());
    WriteBatch batch = new WriteBatch();
    batch.append(state.rows);
    batch.put(Column.INTERVENTION, key, DiffCodec.encode(diff));
    batch.put(Column.UNDO, key.clone(), new UndoRecord(before, state.undo).encoded());
    ChainPosition after =
        new ChainPosition(
            before.number(), before.hash(), before.interventions() + 1, state.stateRoot());
    return advance(batch, after, state);
  }

  /** The interventions made before the block with this number, in order. */
  public List<StateDiff> interventions(long number) {
    List<StateDiff> diffs = new ArrayList<>();
    store.scan(
        Column.INTERVENTION,
        Rows.number(number),
        (key, value) -> diffs.add(DiffCodec.decode(value)));
    return diffs;
  }

  /**
   * What the block with this number was executed on: its parent, and the interventions since; null
   * where there is no such block, or it is the first.
   */
  public @Nullable ChainView parentOf(long number) {
    ChainView now = head;
    byte[] undo = store.get(Column.UNDO, Rows.step(number, UndoRecord.BLOCK_STEP));
    return undo == null ? null : now.at(UndoRecord.decode(undo).before());
  }

  /**
   * Goes back to a position the chain was at, block by block; each block is a batch, so that a
   * crash on the way leaves a sound chain.
   *
   * @throws IllegalArgumentException if the chain never was there or has left it by another way
   */
  public synchronized ChainView unwind(ChainPosition target) {
    ChainPosition at = head.position();
    if (at.equals(target)) {
      return head;
    }
    checkIsBehind(target, at);
    while (!at.equals(target)) {
      boolean undoesBlock = at.interventions() == 0;
      long number = undoesBlock ? at.number() : at.number() + 1;
      int step = undoesBlock ? UndoRecord.BLOCK_STEP : at.interventions() - 1;
      byte[] key = Rows.step(number, step);
      byte[] row = store.get(Column.UNDO, key);
      if (row == null) {
        throw new StoreCorruptedException("database damaged: no way back from block " + number);
      }
      UndoRecord undo = UndoRecord.decode(row);
      WriteBatch batch = new WriteBatch();
      undo.rows().restoreInto(batch);
      U256 work = totalDifficulty;
      if (undoesBlock && work != null) {
        work = work.subtract(head.header().difficulty());
        putWork(batch, number - 1, work);
      }
      batch.delete(Column.UNDO, key);
      if (undoesBlock) {
        deleteBlock(batch, at);
      } else {
        batch.delete(Column.INTERVENTION, key);
      }
      at = undo.before();
      batch.put(Column.META, Rows.HEAD, at.toRow());
      store.write(batch);
      totalDifficulty = work;
      publish(at);
    }
    return head;
  }

  /** Whether undoing leads there: the block is ours, and had those interventions after it. */
  private void checkIsBehind(ChainPosition target, ChainPosition at) {
    boolean isBehind =
        target.number() < at.number()
            || (target.number() == at.number() && target.interventions() < at.interventions());
    if (isBehind && target.hash().equals(head.hash(target.number()))) {
      int step = target.interventions();
      byte[] next = store.get(Column.UNDO, Rows.step(target.number() + 1, step));
      if (next == null) {
        next = store.get(Column.UNDO, Rows.step(target.number() + 1, UndoRecord.BLOCK_STEP));
      }
      if (next != null && UndoRecord.decode(next).before().equals(target)) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "cannot go back to block "
            + target.number()
            + " "
            + target.hash()
            + " from block "
            + at.number());
  }

  private static void checkBase(StateCommitment state, ChainPosition before) {
    if (!state.parentRoot().equals(before.stateRoot())) {
      throw new IllegalArgumentException(
          "state computed on another head: expected root "
              + before.stateRoot()
              + ", got "
              + state.parentRoot());
    }
  }

  private ChainView advance(WriteBatch batch, ChainPosition after, StateCommitment state) {
    batch.put(Column.META, Rows.HEAD, after.toRow());
    store.write(batch);
    roots.adopt(state);
    states++;
    if (!state.wiped.isEmpty()) {
      caches.state().restart(states);
    } else {
      caches.state().advance(states, state.changedAccounts, state.changedSlots);
    }
    ChainView view = ChainView.ofHead(store.snapshot(), caches, states);
    head = view;
    return view;
  }

  private void publish(ChainPosition position) {
    states++;
    caches.state().restart(states);
    ChainView view = ChainView.ofHead(store.snapshot(), caches, states);
    if (!view.position().equals(position)) {
      throw new IllegalStateException("head moved by another writer: " + view.position());
    }
    head = view;
  }

  // --- the rows of a block

  static void putBlock(WriteBatch batch, Block block, Hash32 hash, List<Receipt> receipts) {
    long number = block.number();
    byte[] key = Rows.number(number);
    RlpWriter body = new RlpWriter(1024 + 200 * block.transactions().size());
    int list = body.beginList();
    block.body().writeListsTo(body);
    body.endList(list);
    batch.put(Column.HEADER, key, block.header().encoded().unsafeArray());
    batch.put(Column.BODY, key, body.toArray());
    batch.put(Column.RECEIPTS, key, Rows.receipts(receipts));
    batch.put(Column.HASH, key, hash.toArray());
    batch.put(Column.NUMBER, hash.toArray(), key);
    int index = 0;
    for (Bytes transaction : block.body().encodedTransactions()) {
      byte[] location = Rows.location(new TransactionLocation(number, index++));
      batch.put(Column.TRANSACTION, Keccak256.hash(transaction.unsafeArray()), location);
    }
    for (Bytes term : Rows.logTerms(receipts)) {
      batch.put(Column.LOG, Rows.logKey(term, number), new byte[0]);
    }
  }

  private void deleteBlock(WriteBatch batch, ChainPosition at) {
    Block block = head.block(at.number());
    List<Receipt> receipts = head.receipts(at.number());
    if (block == null || receipts == null) {
      throw new StoreCorruptedException("database damaged: block missing: " + at.number());
    }
    byte[] key = Rows.number(at.number());
    for (Column column : List.of(Column.HEADER, Column.BODY, Column.RECEIPTS, Column.HASH)) {
      batch.delete(column, key);
    }
    if (block.header().blockAccessListHash() != null) {
      batch.delete(Column.ACCESS_LIST, key);
    }
    batch.delete(Column.NUMBER, at.hash().toArray());
    for (Transaction transaction : block.transactions()) {
      byte[] hash = transaction.hash().toArray();
      byte[] location = store.get(Column.TRANSACTION, hash);
      if (location != null && Words.getLong(location, 0) == at.number()) {
        batch.delete(Column.TRANSACTION, hash);
      }
    }
    for (Bytes term : Rows.logTerms(receipts)) {
      batch.delete(Column.LOG, Rows.logKey(term, at.number()));
    }
  }
}
