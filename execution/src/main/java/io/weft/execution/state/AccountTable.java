package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.KeyedHash;
import io.weft.execution.types.Account;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The accounts an overlay knows, by dense number, with an open-addressing index from address to
 * number. Columns instead of objects, so that an access touches only the field it wants and nothing
 * is allocated once the table has grown.
 *
 * <p>A column called {@code ...In} holds the transaction in which something happened to the
 * account; beginning another transaction thereby resets all of them at once.
 */
final class AccountTable {
  /** Whether the account exists now. */
  static final int EXISTS = 1;

  /** Whether the parent's storage is hidden because the account was destroyed. */
  static final int STORAGE_CLEARED = 2;

  /** Whether the loaded fields are those of the state before the block. */
  static final int AS_BEFORE_BLOCK = 4;

  // What execution has seen of the loaded fields, each bit one thing that must be true again where
  // they were a guess. Of the balance that is the balance itself or only that no more than the
  // spare part could be missing.
  static final int SAW_NONCE = 8;
  static final int SAW_BALANCE = 16;
  static final int SAW_SPARE_BALANCE = 32;
  static final int SAW_CODE = 64;
  static final int SAW_EXISTENCE = 128;
  static final int SAW_EMPTINESS = 256;
  static final int SAW_STORAGE = 512;
  static final int SAW_NO_STORAGE = 1024;

  static final int NO_SLOT = -1;

  private static final int INITIAL_CAPACITY = 64;

  private int size;
  private int[] cells = new int[2 * INITIAL_CAPACITY];
  private int[] cellOf = new int[INITIAL_CAPACITY];

  Address[] address = new Address[INITIAL_CAPACITY];
  @Nullable Account[] parent = new @Nullable Account[INITIAL_CAPACITY];
  int[] flags = new int[INITIAL_CAPACITY];
  long[] nonce = new long[INITIAL_CAPACITY];
  long[] balance = new long[4 * INITIAL_CAPACITY];

  /**
   * By how much less the loaded balance would have done as well; see {@link #SAW_SPARE_BALANCE}.
   */
  long[] spareBalance = new long[4 * INITIAL_CAPACITY];

  Hash32[] codeHash = new Hash32[INITIAL_CAPACITY];
  @Nullable Bytes[] code = new @Nullable Bytes[INITIAL_CAPACITY];
  int[] firstSlot = new int[INITIAL_CAPACITY];

  /** Where any field was last asked for; 0 where the parent state was not asked yet. */
  int[] loadedIn = new int[INITIAL_CAPACITY];

  int[] warmedIn = new int[INITIAL_CAPACITY];
  int[] createdIn = new int[INITIAL_CAPACITY];
  int[] destroyedIn = new int[INITIAL_CAPACITY];
  int[] touchedIn = new int[INITIAL_CAPACITY];

  /** Where the balance was last shown as changed. */
  int[] shownIn = new int[INITIAL_CAPACITY];

  int size() {
    return size;
  }

  /** Finds or adds the address with these limbs; a new one is not loaded yet. */
  int intern(int hi, long mid, long lo) {
    int mask = cells.length - 1;
    int cell = KeyedHash.address(hi, mid, lo) & mask;
    for (; ; ) {
      int id = cells[cell] - 1;
      if (id < 0) {
        return add(new Address(hi, mid, lo), cell);
      }
      Address known = address[id];
      if (known.lo() == lo && known.mid() == mid && known.hi() == hi) {
        return id;
      }
      cell = (cell + 1) & mask;
    }
  }

  /** The number of the account whose address has these limbs, or -1 where it has none. */
  int find(int hi, long mid, long lo) {
    int mask = cells.length - 1;
    int cell = KeyedHash.address(hi, mid, lo) & mask;
    for (; ; ) {
      int id = cells[cell] - 1;
      if (id < 0) {
        return id;
      }
      Address known = address[id];
      if (known.lo() == lo && known.mid() == mid && known.hi() == hi) {
        return id;
      }
      cell = (cell + 1) & mask;
    }
  }

  int intern(Address wanted) {
    int mask = cells.length - 1;
    int cell = KeyedHash.address(wanted) & mask;
    for (; ; ) {
      int id = cells[cell] - 1;
      if (id < 0) {
        return add(wanted, cell);
      }
      if (address[id].equals(wanted)) {
        return id;
      }
      cell = (cell + 1) & mask;
    }
  }

  private int add(Address added, int cell) {
    int id = size++;
    if (id == flags.length) {
      grow();
      cell = freeCell(added);
    }
    cells[cell] = id + 1;
    cellOf[id] = cell;
    address[id] = added;
    parent[id] = null;
    flags[id] = 0;
    nonce[id] = 0;
    Arrays.fill(balance, 4 * id, 4 * id + 4, 0);
    codeHash[id] = Keccak256.EMPTY;
    code[id] = null;
    firstSlot[id] = NO_SLOT;
    loadedIn[id] = 0;
    warmedIn[id] = 0;
    createdIn[id] = 0;
    destroyedIn[id] = 0;
    touchedIn[id] = 0;
    shownIn[id] = 0;
    return id;
  }

  private int freeCell(Address wanted) {
    int mask = cells.length - 1;
    int cell = KeyedHash.address(wanted) & mask;
    while (cells[cell] != 0) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  private void grow() {
    int old = flags.length;
    int capacity = 2 * old;
    cellOf = Arrays.copyOf(cellOf, capacity);
    address = Arrays.copyOf(address, capacity);
    parent = Arrays.copyOf(parent, capacity);
    flags = Arrays.copyOf(flags, capacity);
    nonce = Arrays.copyOf(nonce, capacity);
    balance = Arrays.copyOf(balance, 4 * capacity);
    spareBalance = Arrays.copyOf(spareBalance, 4 * capacity);
    codeHash = Arrays.copyOf(codeHash, capacity);
    code = Arrays.copyOf(code, capacity);
    firstSlot = Arrays.copyOf(firstSlot, capacity);
    loadedIn = Arrays.copyOf(loadedIn, capacity);
    warmedIn = Arrays.copyOf(warmedIn, capacity);
    createdIn = Arrays.copyOf(createdIn, capacity);
    destroyedIn = Arrays.copyOf(destroyedIn, capacity);
    touchedIn = Arrays.copyOf(touchedIn, capacity);
    shownIn = Arrays.copyOf(shownIn, capacity);
    cells = new int[2 * capacity];
    for (int id = 0; id < old; id++) {
      int cell = freeCell(address[id]);
      cells[cell] = id + 1;
      cellOf[id] = cell;
    }
  }

  /**
   * Forgets all accounts in time proportional to their number. Their fields are left for whoever
   * gets the number next: by then they would be out of the cache again.
   */
  void clear() {
    Cells.clear(cells, cellOf, size);
    size = 0;
  }
}
