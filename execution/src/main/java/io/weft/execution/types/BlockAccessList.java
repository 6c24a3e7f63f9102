package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every account and slot that a block accessed, and what each of its steps left in them (EIP-7928).
 * It travels beside the block; the header commits to it by its hash.
 *
 * @param accounts ascending by address
 */
public record BlockAccessList(List<AccountChanges> accounts) {
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

  /** What the header calls {@code blockAccessListHash}. */
  public Hash32 hash() {
    return Keccak256.hash32(encoded());
  }

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(256 * (1 + accounts.size()));
    writeAll(out, accounts, BlockAccessList::writeAccount);
    return out.toBytes();
  }

  private static void writeAccount(RlpWriter out, AccountChanges account) {
    int fields = out.beginList();
    out.write(account.address);
    writeAll(out, account.storageChanges, BlockAccessList::writeSlot);
    writeAll(out, account.storageReads, RlpWriter::write);
    writeChanges(out, account.balanceChanges, RlpWriter::write);
    writeChanges(out, account.nonceChanges, (to, nonce) -> to.write((long) nonce));
    writeChanges(out, account.codeChanges, RlpWriter::write);
    out.endList(fields);
  }

  private static void writeSlot(RlpWriter out, SlotChanges slot) {
    int fields = out.beginList();
    out.write(slot.slot);
    writeChanges(out, slot.changes, RlpWriter::write);
    out.endList(fields);
  }

  private static <T> void writeChanges(
      RlpWriter out, List<Change<T>> changes, BiConsumer<RlpWriter, T> valueWriter) {
    writeAll(
        out,
        changes,
        (to, change) -> {
          int fields = to.beginList();
          to.write(change.index);
          valueWriter.accept(to, change.value);
          to.endList(fields);
        });
  }

  private static <T> void writeAll(RlpWriter out, List<T> items, BiConsumer<RlpWriter, T> writer) {
    int list = out.beginList();
    for (T item : items) {
      writer.accept(out, item);
    }
    out.endList(list);
  }

  /**
   * Decodes {@link #encoded}.
   *
   * @throws RlpException if it is not the one encoding of a list: wrong form, anything out of order
   *     or twice, a changed slot without changes, or one among the reads as well
   */
  public static BlockAccessList decode(Bytes encoded) {
    RlpReader in = new RlpReader(encoded);
    List<AccountChanges> accounts =
        readAscending(in, BlockAccessList::readAccount, AccountChanges::address, "addresses");
    in.end();
    return new BlockAccessList(accounts);
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
