package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every account and slot that a block accessed, and what each of its steps left in them (EIP-7928).
 * It travels beside the block; the header commits to it by its hash.
 *
 * <p>As it is encoded it takes a quarter of what its parts take as objects, and to be hashed,
 * compared, stored and sent is all that is asked of most lists. So the parts are there once
 * somebody asks for them, and two lists are equal where they are encoded alike.
 */
public final class BlockAccessList {
  /** Of a block that accesses nothing, as the genesis block. */
  public static final BlockAccessList EMPTY = new BlockAccessList(List.of());

  /** Steps are numbered by 16 bits. */
  public static final int MAX_INDEX = 0xFFFF;

  /**
   * An account; one that was merely looked at has no changes.
   *
   * @param storageChanges the slots that changed, ascending
   * @param storageReads the slots that were accessed and never changed, ascending
   * @param balanceChanges in wei
   */
  public record AccountChanges(
      Address address,
      List<SlotChanges> storageChanges,
      List<U256> storageReads,
      List<Change<U256>> balanceChanges,
      List<Change<Long>> nonceChanges,
      List<Change<Bytes>> codeChanges) {}

  /** All that happened to a slot; at least one change. */
  public record SlotChanges(U256 slot, List<Change<U256>> changes) {}

  /**
   * The value that a step left.
   *
   * @param index of the step: 0 before the first transaction, then 1 to n, n+1 after the last; they
   *     ascend within a list of changes
   */
  public record Change<T>(int index, T value) {}

  // One of the two is there; the other is made of it by whoever asks first. All who do come to the
  // same.
  private @Nullable Bytes encoded;
  private @Nullable List<AccountChanges> accounts;

  /**
   * A list of accounts.
   *
   * @param accounts ascending by address, never to be changed
   */
  public BlockAccessList(List<AccountChanges> accounts) {
    this.accounts = accounts;
  }

  /** A list as {@link BlockAccessListWriter} wrote it. */
  BlockAccessList(Bytes encoded) {
    this.encoded = encoded;
  }

  /** All of them, ascending by address. */
  public List<AccountChanges> accounts() {
    List<AccountChanges> known = accounts;
    if (known == null) {
      known = readAccounts(encoded());
      accounts = known;
    }
    return known;
  }

  /** What the header calls {@code blockAccessListHash}. */
  public Hash32 hash() {
    return Keccak256.hash32(encoded());
  }

  public Bytes encoded() {
    Bytes known = encoded;
    if (known == null) {
      known = encode(accounts());
      encoded = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BlockAccessList that && encoded().equals(that.encoded());
  }

  @Override
  public int hashCode() {
    return encoded().hashCode();
  }

  @Override
  public String toString() {
    return "BlockAccessList[accounts=" + accounts() + "]";
  }

  // ---- encoding, from the last to the first

  private static Bytes encode(List<AccountChanges> accounts) {
    BlockAccessListWriter out = new BlockAccessListWriter();
    writeAll(out, accounts, BlockAccessList::writeAccount);
    return out.encoded();
  }

  private static void writeAccount(BlockAccessListWriter out, AccountChanges account) {
    int fields = out.open();
    writeAll(out, account.codeChanges, (to, change) -> to.change(change.index, change.value));
    writeAll(
        out, account.nonceChanges, (to, change) -> to.change(change.index, (long) change.value));
    writeAll(out, account.balanceChanges, (to, change) -> to.change(change.index, change.value));
    writeAll(out, account.storageReads, BlockAccessListWriter::slot);
    writeAll(out, account.storageChanges, BlockAccessList::writeSlot);
    out.address(account.address);
    out.close(fields);
  }

  private static void writeSlot(BlockAccessListWriter out, SlotChanges slot) {
    int fields = out.open();
    writeAll(out, slot.changes, (to, change) -> to.change(change.index, change.value));
    out.slot(slot.slot);
    out.close(fields);
  }

  private static <T> void writeAll(
      BlockAccessListWriter out, List<T> items, BiConsumer<BlockAccessListWriter, T> writer) {
    int list = out.open();
    for (int i = items.size() - 1; i >= 0; i--) {
      writer.accept(out, items.get(i));
    }
    out.close(list);
  }

  // ---- decoding

  /**
   * Decodes {@link #encoded}.
   *
   * @throws RlpException if it is not the one encoding of a list: wrong form, anything out of order
   *     or twice, a changed slot without changes, or one among the reads as well
   */
  public static BlockAccessList decode(Bytes encoded) {
    BlockAccessList list = new BlockAccessList(encoded);
    list.accounts(); // refuses what is not one
    return list;
  }

  private static List<AccountChanges> readAccounts(Bytes encoded) {
    RlpReader in = new RlpReader(encoded);
    List<AccountChanges> accounts =
        readAscending(in, BlockAccessList::readAccount, AccountChanges::address, "addresses");
    in.end();
    return accounts;
  }

  private static AccountChanges readAccount(RlpReader in) {
    RlpReader fields = in.list();
    AccountChanges account =
        new AccountChanges(
            fields.address(),
            readAscending(fields, BlockAccessList::readSlot, SlotChanges::slot, "changed slots"),
            readAscending(fields, RlpReader::u256, slot -> slot, "read slots"),
            readChanges(fields, RlpReader::u256),
            readChanges(fields, RlpReader::uint64),
            readChanges(fields, RlpReader::bytes));
    fields.end();
    checkDisjoint(account);
    return account;
  }

  private static SlotChanges readSlot(RlpReader in) {
    RlpReader fields = in.list();
    SlotChanges slot = new SlotChanges(fields.u256(), readChanges(fields, RlpReader::u256));
    fields.end();
    if (slot.changes.isEmpty()) {
      throw new RlpException("changed slot " + slot.slot + ": expected a change, got none");
    }
    return slot;
  }

  private static <T> List<Change<T>> readChanges(RlpReader in, Function<RlpReader, T> value) {
    return readAscending(
        in,
        item -> {
          RlpReader fields = item.list();
          Change<T> change = new Change<>(readIndex(fields), value.apply(fields));
          fields.end();
          return change;
        },
        Change::index,
        "indices of changes");
  }

  private static int readIndex(RlpReader in) {
    long index = in.positiveLong();
    if (index > MAX_INDEX) {
      throw new RlpException("index of a change: expected at most " + MAX_INDEX + ", got " + index);
    }
    return (int) index;
  }

  private static <T, K extends Comparable<K>> List<T> readAscending(
      RlpReader in, Function<RlpReader, T> item, Function<T, K> key, String what) {
    RlpReader items = in.list();
    List<T> result = new ArrayList<>();
    @Nullable K last = null;
    while (items.hasNext()) {
      T next = item.apply(items);
      K nextKey = key.apply(next);
      if (last != null && last.compareTo(nextKey) >= 0) {
        throw new RlpException(
            what + ": expected them ascending, got " + nextKey + " after " + last);
      }
      last = nextKey;
      result.add(next);
    }
    return List.copyOf(result);
  }

  /** Both lists of slots ascend, so one pass over them finds a slot that is in both. */
  private static void checkDisjoint(AccountChanges account) {
    int read = 0;
    for (SlotChanges changed : account.storageChanges) {
      while (read < account.storageReads.size()
          && account.storageReads.get(read).compareTo(changed.slot) < 0) {
        read++;
      }
      if (read < account.storageReads.size()
          && account.storageReads.get(read).equals(changed.slot)) {
        throw new RlpException(
            "slot " + changed.slot + " of " + account.address + ": both changed and merely read");
      }
    }
  }
}
