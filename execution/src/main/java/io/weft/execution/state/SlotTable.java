package io.weft.execution.state;

import io.weft.execution.primitives.KeyedHash;
import io.weft.execution.primitives.U256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Storage slots by dense number, with an open-addressing index from (account, key) to number. Keys
 * and values are four limbs each, the least significant first, as on the interpreter's stack.
 *
 * <p>The same table serves storage and transient storage; the columns for originals and warmth stay
 * unused in the latter.
 */
final class SlotTable {
  private static final int INITIAL_CAPACITY = 128;

  private int size;
  private int[] cells = new int[2 * INITIAL_CAPACITY];
  private int[] cellOf = new int[INITIAL_CAPACITY];

  int[] account = new int[INITIAL_CAPACITY];
  long[] key = new long[4 * INITIAL_CAPACITY];

  /** The current value. */
  long[] value = new long[4 * INITIAL_CAPACITY];

  /**
   * The value in the parent state, as it was given, so that a diff need not make it again; without
   * meaning before the slot is loaded.
   */
  U256[] parent = zeros(INITIAL_CAPACITY);

  /** The key as the parent was asked for it, or null where somebody else asked. */
  @Nullable U256[] askedKey = new @Nullable U256[INITIAL_CAPACITY];

  /** The value when transaction {@link #originalIn} began; meaningless in any other. */
  long[] original = new long[4 * INITIAL_CAPACITY];

  /**
   * The transaction that last wrote to it; 0 where none did; {@link #ELSEWHERE} where it did so
   * elsewhere.
   */
  int[] originalIn = new int[INITIAL_CAPACITY];

  int[] warmedIn = new int[INITIAL_CAPACITY];

  /** The transaction that last asked for {@link #value}; 0 where the parent was not asked yet. */
  int[] loadedIn = new int[INITIAL_CAPACITY];

  /** The transaction in which it was last shown as changed. */
  int[] shownIn = new int[INITIAL_CAPACITY];

  /** Where {@link #parent} came from: one of the three below. */
  byte[] source = new byte[INITIAL_CAPACITY];

  /** What was written came from a transaction that was executed on another state. */
  static final int ELSEWHERE = -1;

  static final byte NOT_ASKED = 0;
  static final byte AS_BEFORE_BLOCK = 1;
  static final byte FROM_EARLIER_TRANSACTION = 2;

  /** The next slot of the same account. */
  int[] next = new int[INITIAL_CAPACITY];

  int size() {
    return size;
  }

  /** The slot's number, or -1 where it was never interned. */
  int find(int owner, long k3, long k2, long k1, long k0) {
    int mask = cells.length - 1;
    int cell = hash(owner, k3, k2, k1, k0) & mask;
    for (; ; ) {
      int id = cells[cell] - 1;
      if (id < 0 || matches(id, owner, k3, k2, k1, k0)) {
        return id;
      }
      cell = (cell + 1) & mask;
    }
  }

  private static U256[] zeros(int count) {
    U256[] zeros = new U256[count];
    Arrays.fill(zeros, U256.ZERO);
    return zeros;
  }

  /** The slot's key as a number. */
  U256 keyOf(int id) {
    U256 asked = askedKey[id];
    return asked != null ? asked : Limbs.get(key, 4 * id);
  }

  /**
   * Finds or adds a slot. A new one has value zero, is not loaded, and its {@link #next} is for the
   * caller to set: it is new exactly if {@link #size()} grew.
   */
  int intern(int owner, long k3, long k2, long k1, long k0) {
    int mask = cells.length - 1;
    int cell = hash(owner, k3, k2, k1, k0) & mask;
    for (; ; ) {
      int id = cells[cell] - 1;
      if (id < 0) {
        return add(owner, k3, k2, k1, k0, cell);
      }
      if (matches(id, owner, k3, k2, k1, k0)) {
        return id;
      }
      cell = (cell + 1) & mask;
    }
  }

  private boolean matches(int id, int owner, long k3, long k2, long k1, long k0) {
    int at = 4 * id;
    return key[at] == k0
        && key[at + 1] == k1
        && key[at + 2] == k2
        && key[at + 3] == k3
        && account[id] == owner;
  }

  private int add(int owner, long k3, long k2, long k1, long k0, int cell) {
    int id = size++;
    if (id == account.length) {
      grow();
      cell = freeCell(owner, k3, k2, k1, k0);
    }
    cells[cell] = id + 1;
    cellOf[id] = cell;
    account[id] = owner;
    int at = 4 * id;
    key[at] = k0;
    key[at + 1] = k1;
    key[at + 2] = k2;
    key[at + 3] = k3;
    Arrays.fill(value, at, at + 4, 0);
    askedKey[id] = null;
    originalIn[id] = 0;
    warmedIn[id] = 0;
    loadedIn[id] = 0;
    shownIn[id] = 0;
    source[id] = NOT_ASKED;
    return id;
  }

  private int freeCell(int owner, long k3, long k2, long k1, long k0) {
    int mask = cells.length - 1;
    int cell = hash(owner, k3, k2, k1, k0) & mask;
    while (cells[cell] != 0) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }

  private void grow() {
    int old = account.length;
    int capacity = 2 * old;
    cellOf = Arrays.copyOf(cellOf, capacity);
    account = Arrays.copyOf(account, capacity);
    key = Arrays.copyOf(key, 4 * capacity);
    value = Arrays.copyOf(value, 4 * capacity);
    int room = parent.length;
    parent = Arrays.copyOf(parent, capacity);
    Arrays.fill(parent, room, capacity, U256.ZERO);
    askedKey = Arrays.copyOf(askedKey, capacity);
    original = Arrays.copyOf(original, 4 * capacity);
    originalIn = Arrays.copyOf(originalIn, capacity);
    warmedIn = Arrays.copyOf(warmedIn, capacity);
    loadedIn = Arrays.copyOf(loadedIn, capacity);
    shownIn = Arrays.copyOf(shownIn, capacity);
    source = Arrays.copyOf(source, capacity);
    next = Arrays.copyOf(next, capacity);
    cells = new int[2 * capacity];
    for (int id = 0; id < old; id++) {
      int at = 4 * id;
      int cell = freeCell(account[id], key[at + 3], key[at + 2], key[at + 1], key[at]);
      cells[cell] = id + 1;
      cellOf[id] = cell;
    }
  }

  /**
   * Forgets all slots in time proportional to their number. Their fields are left for whoever gets
   * the number next: by then they would be out of the cache again.
   */
  void clear() {
    Cells.clear(cells, cellOf, size);
    size = 0;
  }

  // The same slot of many accounts has as many cells: the factor is odd.
  private static int hash(int owner, long k3, long k2, long k1, long k0) {
    return KeyedHash.slot(k0, k1, k2, k3) ^ owner * 0x9E3779B1;
  }
}
