package io.weft.execution.chain;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.primitives.Words;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.state.StateView;
import io.weft.execution.store.Column;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.StoreCorruptedException;
import io.weft.execution.types.Account;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The chain as it is at one block: its state, and all blocks up to it.
 *
 * <p>The view of the head also shows the interventions made since that block, in its state only;
 * the view of a block in the past shows that block's own state. Questions about blocks above this
 * one have no answer, and get null.
 */
public final class ChainView implements StateView {
  private static final Hash32 NO_ACCESSES = BlockAccessList.EMPTY.hash();

  private final ChainPosition position;
  private final BlockHeader header;
  private final StateView state;
  private final Snapshot rows;
  private final ChainCaches caches;

  private ChainView(
      ChainPosition position,
      BlockHeader header,
      StateView state,
      Snapshot rows,
      ChainCaches caches) {
    this.position = position;
    this.header = header;
    this.state = state;
    this.rows = rows;
    this.caches = caches;
  }

  /** A view of the head that {@code rows} record, which is the state numbered {@code state}. */
  public static ChainView ofHead(Snapshot rows, ChainCaches caches, long state) {
    byte[] head = rows.get(Column.META, Rows.HEAD);
    if (head == null) {
      throw new StoreCorruptedException("database damaged: no head");
    }
    ChainPosition position = ChainPosition.fromRow(head);
    byte[] header = rows.get(Column.HEADER, Rows.number(position.number()));
    if (header == null) {
      throw new StoreCorruptedException(
          "database damaged: header missing: block " + position.number());
    }
    return new ChainView(
        position,
        BlockHeader.decode(Bytes.wrap(header)),
        new HeadState(rows, caches, state),
        rows,
        caches);
  }

  // --- this block

  public long number() {
    return position.number();
  }

  public Hash32 hash() {
    return position.hash();
  }

  public BlockHeader header() {
    return header;
  }

  public ChainPosition position() {
    return position;
  }

  /** The root of {@link #account} and the rest; the header's, unless a developer intervened. */
  public Hash32 stateRoot() {
    return position.stateRoot();
  }

  /** The state if this is a view of a head, as rows rather than tries. */
  public HeadState headState() {
    if (state instanceof HeadState head) {
      return head;
    }
    throw new IllegalStateException("not a view of the head: block " + number());
  }

  // --- its state

  @Override
  public @Nullable Account account(Address address) {
    return state.account(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return state.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return state.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    return state.hasStorage(address);
  }

  /** The account and slots with the nodes that prove them under {@link #stateRoot}. */
  public AccountProof proof(Address address, List<U256> slots) {
    TrieState tries =
        state instanceof TrieState past ? past : new TrieState(stateRoot(), rows, caches.codes());
    return tries.proof(address, slots);
  }

  /** This state to go on from without writing anything. */
  public BranchState branch() {
    return BranchState.of(this, stateRoot(), new StoredNodes(rows));
  }

  // --- blocks up to this one

  /** The view of this block's ancestor (or itself), or null above it. */
  public @Nullable ChainView at(long number) {
    if (number == number()) {
      return this;
    }
    BlockHeader ancestor = header(number);
    if (ancestor == null) {
      return null;
    }
    return past(new ChainPosition(number, ancestor.hash(), 0, ancestor.stateRoot()), ancestor);
  }

  /** The view of a position this chain was at, or null above this block. */
  public @Nullable ChainView at(ChainPosition earlier) {
    BlockHeader ancestor = header(earlier.number());
    return ancestor == null ? null : past(earlier, ancestor);
  }

  private ChainView past(ChainPosition earlier, BlockHeader ancestor) {
    TrieState tries = new TrieState(earlier.stateRoot(), rows, caches.codes());
    return new ChainView(earlier, ancestor, tries, rows, caches);
  }

  public @Nullable BlockHeader header(long number) {
    if (number == number()) {
      return header;
    }
    byte[] row = headerRow(number);
    return row == null ? null : BlockHeader.decode(Bytes.wrap(row));
  }

  /** The hash of the block with this number. */
  public @Nullable Hash32 hash(long number) {
    if (number == number()) {
      return hash();
    }
    byte[] row = number < number() ? rows.get(Column.HASH, Rows.number(number)) : null;
    return row == null ? null : Hash32.from(row);
  }

  /** The number of the block with this hash. */
  public @Nullable Long number(Hash32 hash) {
    byte[] row = rows.get(Column.NUMBER, hash.toArray());
    if (row == null) {
      return null;
    }
    long number = Words.getLong(row, 0);
    return number <= number() ? (Long) number : null;
  }

  public @Nullable Block block(long number) {
    BlockCache.Entry entry = entry(number);
    return entry == null ? null : entry.block();
  }

  /** What the transactions of a block left, in their order. */
  public @Nullable List<Receipt> receipts(long number) {
    BlockCache.Entry entry = entry(number);
    return entry == null ? null : entry.receipts();
  }

  /** What a block accessed (EIP-7928); null where there is no such block, or before Amsterdam. */
  public @Nullable BlockAccessList accessList(long number) {
    BlockHeader blockHeader = header(number);
    Hash32 hash = blockHeader == null ? null : blockHeader.blockAccessListHash();
    if (hash == null) {
      return null;
    }
    if (hash.equals(NO_ACCESSES)) {
      return BlockAccessList.EMPTY;
    }
    byte[] row = rows.get(Column.ACCESS_LIST, Rows.number(number));
    if (row == null) {
      throw new StoreCorruptedException("database damaged: access list missing: block " + number);
    }
    return BlockAccessList.decode(Bytes.wrap(row));
  }

  /** Where the transaction with this hash is. */
  public @Nullable TransactionLocation transaction(Hash32 hash) {
    byte[] row = rows.get(Column.TRANSACTION, hash.toArray());
    if (row == null) {
      return null;
    }
    TransactionLocation location = Rows.location(row);
    return location.blockNumber() <= number() ? location : null;
  }

  /**
   * The numbers of blocks in a range that may have logs the filter wants, ascending: all that do,
   * and rarely one that does not. Without any condition, every number of the range.
   */
  public List<Long> blocksWithLogs(LogFilter filter, long from, long to) {
    long first = Math.max(0, from);
    long last = Math.min(to, number());
    NavigableSet<Long> blocks = null;
    for (List<Bytes> anyOf : filter.terms()) {
      NavigableSet<Long> matching = new TreeSet<>();
      for (Bytes term : anyOf) {
        rows.scan(
            Column.LOG,
            term.unsafeArray(),
            Rows.logKey(term, first),
            (key, value) -> {
              long number = Words.getLong(key, 8);
              if (number > last) {
                return false;
              }
              matching.add(number);
              return true;
            });
      }
      if (blocks == null) {
        blocks = matching;
      } else {
        blocks.retainAll(matching);
      }
      if (blocks.isEmpty()) {
        return List.of();
      }
    }
    if (blocks != null) {
      return List.copyOf(blocks);
    }
    List<Long> all = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      all.add(number);
    }
    return all;
  }

  private byte @Nullable [] headerRow(long number) {
    return number < 0 || number > number() ? null : rows.get(Column.HEADER, Rows.number(number));
  }

  private BlockCache.@Nullable Entry entry(long number) {
    Hash32 hash = hash(number);
    if (hash == null) {
      return null;
    }
    BlockCache.Entry entry = caches.blocks().get(hash);
    if (entry == null) {
      BlockHeader blockHeader = header(number);
      byte[] key = Rows.number(number);
      byte[] body = rows.get(Column.BODY, key);
      byte[] receipts = rows.get(Column.RECEIPTS, key);
      if (blockHeader == null || body == null || receipts == null) {
        throw new StoreCorruptedException(
            "database damaged: body or receipts missing: block " + number);
      }
      BlockBody decoded = BlockBody.readLists(RlpReader.ofList(Bytes.wrap(body)));
      entry = new BlockCache.Entry(new Block(blockHeader, decoded), Rows.receipts(receipts));
      caches.blocks().put(hash, entry);
    }
    return entry;
  }

  /** Remembers a block that was just written. */
  public void remember(Block block, List<Receipt> receipts) {
    caches.blocks().put(hash(), new BlockCache.Entry(block, receipts));
  }
}
