package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the transactions of one block wrote, by location and version, for those after them to read.
 *
 * <p>A location is an account or a storage slot, an index into an open-addressing table of whole
 * keys under a keyed hash. Each has a list of versions, newest first, in arrays: a version is the
 * number of the transaction plus one (0 is what happened before the first), and holds those fields
 * that the transaction changed. A location also remembers its value before the block, so that all
 * workers together ask the parent state once.
 *
 * <p>Nothing here decides anything. A reader may get a value that is half written, just withdrawn
 * or not there yet: what it got is compared at the frontier with what is true. That is why fields
 * need no locks and no sequence numbers, why a full table just forgets, and why nothing grows while
 * a block runs; {@link #open} makes room for the next block by what this one would have wanted.
 *
 * <p>Writes of one version come from one thread at a time, so that a list never holds a version
 * twice. Lists only grow, by compare-and-set of the link in front of the new node. A cell of the
 * table is claimed by compare-and-set of its tag, whose release publishes the key; tags carry the
 * number of the block, so that opening the next one empties the table without touching it.
 */
final class MultiVersionState {
  static final int NO_LOCATION = -1;

  /** Which fields of an account a version holds; a slot has only the first. */
  static final int VALUE = 1;

  static final int NONCE = 2;
  static final int CODE = 4;

  /** The account came into being. */
  static final int EXISTENCE = 8;

  /** All fields and the storage are gone. */
  static final int REMOVAL = 16;

  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  private static final Object ABSENT = new Object();

  /** A tag and the seven words of a key: a cache line. */
  private static final int CELL_WORDS = 8;

  private static final int NODE_WORDS = 5;
  private static final int MAX_PROBES = 64;
  private static final int MOST_SPINS = 1 << 20;

  /**
   * So many cells are looked at to see how full the table is. Each is a line to fetch while all
   * workers wait; where the table is so full that it matters, they tell it to about a fifth.
   */
  private static final int SAMPLE = 64;

  /** Nodes are handed out from so many places, so that threads seldom meet there. */
  private static final int SHELVES = 8;

  private static final int NODE_BITS = 27;
  private static final int NODE = (1 << NODE_BITS) - 1;

  private static final long ACCOUNT_MARK = 1L << 32;

  // A tag: 40 bits of hash, 22 bits of block number, 2 bits of state.
  private static final long HASH_BITS = -1L << 24;
  private static final long BLOCK_BITS = (1L << 24) - 4;
  private static final int LAST_BLOCK = (1 << 22) - 1;
  private static final long CLAIMED = 1;
  private static final long READY = 2;

  private final long hashKey;
  private int block;
  private long blockTag;

  private int capacity;
  private long[] cells = new long[0];

  /** Of each location the newest node, and above it all fields that any of its nodes ever had. */
  private int[] heads = new int[0];

  private @Nullable Object[] before = new @Nullable Object[0];

  /** Whether something found no cell or no node; then the next block gets twice the room. */
  private boolean wasFull;

  // Nodes; number 0 is none. `fields` is 0 in a node that was withdrawn. Those of a version come
  // from the shelf of its number.
  private final PaddedInt[] taken = new PaddedInt[SHELVES];
  private int shelf;
  private int[] versions = new int[0];
  private int[] next = new int[0];
  private int[] fields = new int[0];
  private long[] words = new long[0];
  private @Nullable Hash32[] codeHashes = new @Nullable Hash32[0];

  /** Cold: only what transactions of this block deployed. */
  private final Map<Hash32, Bytes> codes = new ConcurrentHashMap<>();

  private volatile boolean hasRemovals;

  /** Not whether {@link #codes} is empty: a map tells its size late, after what is in it. */
  private volatile boolean hasCodes;

  MultiVersionState(long hashKey) {
    this.hashKey = hashKey;
    Arrays.setAll(taken, i -> new PaddedInt());
  }

  /** Forgets everything and makes room for about so many locations. No other thread is in here. */
  void open(int locations) {
    int wanted = Math.max(locations, used());
    int roomy = Math.max(1 << 10, Integer.highestOneBit(Math.max(1, 2 * wanted - 1)) << 1);
    if (roomy > capacity || wasFull) {
      capacity = wasFull ? Math.max(roomy, 2 * capacity) : roomy;
      cells = new long[CELL_WORDS * capacity];
      heads = new int[capacity];
      before = new @Nullable Object[capacity];
      shelf = Math.min(capacity, NODE) / SHELVES;
      int nodes = Math.min(capacity, NODE) + 1;
      versions = new int[nodes];
      next = new int[nodes];
      fields = new int[nodes];
      words = new long[NODE_WORDS * nodes];
      codeHashes = new @Nullable Hash32[nodes];
    }
    wasFull = false;
    for (PaddedInt count : taken) {
      count.set(0);
    }
    if (hasCodes) {
      codes.clear();
      hasCodes = false;
    }
    hasRemovals = false;
    if (++block > LAST_BLOCK) {
      Arrays.fill(cells, 0);
      block = 1;
    }
    blockTag = (long) block << 2;
  }

  /** About how many locations the last block had. */
  private int used() {
    int stride = capacity / SAMPLE;
    int found = 0;
    for (int i = 0; i < Math.min(SAMPLE, capacity); i++) {
      if ((cells[CELL_WORDS * stride * i] & BLOCK_BITS) == blockTag) {
        found++;
      }
    }
    return stride * found;
  }

  // ---- locations

  int account(Address address) {
    return locate(
        ACCOUNT_MARK | (address.hi() & 0xFFFFFFFFL), address.mid(), address.lo(), 0, 0, 0, 0);
  }

  int slot(Address account, long k3, long k2, long k1, long k0) {
    return locate(account.hi() & 0xFFFFFFFFL, account.mid(), account.lo(), k3, k2, k1, k0);
  }

  private int locate(long a2, long a1, long a0, long k3, long k2, long k1, long k0) {
    long hash = hash(a2, a1, a0, k3, k2, k1, k0);
    long tag = (hash & HASH_BITS) | blockTag;
    long[] table = cells;
    int mask = capacity - 1;
    int cell = (int) (hash >>> 20) & mask;
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      int at = CELL_WORDS * cell;
      long found = (long) LONGS.getAcquire(table, at);
      if ((found & BLOCK_BITS) != blockTag) {
        if (LONGS.compareAndSet(table, at, found, tag | CLAIMED)) {
          table[at + 1] = k0;
          table[at + 2] = k1;
          table[at + 3] = k2;
          table[at + 4] = k3;
          table[at + 5] = a0;
          table[at + 6] = a1;
          table[at + 7] = a2;
          heads[cell] = 0;
          before[cell] = null;
          LONGS.setRelease(table, at, tag | READY);
          return cell;
        }
        found = (long) LONGS.getAcquire(table, at);
      }
      if ((found & (HASH_BITS | BLOCK_BITS)) == tag) {
        for (int spins = 0; (found & READY) == 0; spins++) {
          if (spins == MOST_SPINS) {
            return NO_LOCATION; // whoever claimed the cell may have failed before it was ready
          }
          Thread.onSpinWait();
          found = (long) LONGS.getAcquire(table, at);
        }
        if (table[at + 1] == k0
            && table[at + 2] == k1
            && table[at + 3] == k2
            && table[at + 4] == k3
            && table[at + 5] == a0
            && table[at + 6] == a1
            && table[at + 7] == a2) {
          return cell;
        }
      }
      cell = (cell + 1) & mask;
    }
    wasFull = true;
    return NO_LOCATION;
  }

  private long hash(long a2, long a1, long a0, long k3, long k2, long k1, long k0) {
    long h = (hashKey ^ a0) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ a1 ^ a2) * 0xC2B2AE3D27D4EB4FL;
    h = (Long.rotateLeft(h, 29) ^ k0) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ k1) * 0xC2B2AE3D27D4EB4FL;
    h = (Long.rotateLeft(h, 29) ^ k2 ^ Long.rotateLeft(k3, 32)) * 0x9E3779B97F4A7C15L;
    return h ^ (h >>> 32);
  }

  // ---- values before the block

  /** Whether {@link #accountBefore} knows the answer. */
  boolean knowsBefore(int location) {
    return before[location] != null;
  }

  @Nullable Account accountBefore(int location) {
    return before[location] instanceof Account account ? account : null;
  }

  void setAccountBefore(int location, @Nullable Account account) {
    before[location] = account == null ? ABSENT : account;
  }

  @Nullable U256 slotBefore(int location) {
    return (U256) before[location];
  }

  void setSlotBefore(int location, U256 value) {
    before[location] = value;
  }

  // ---- reading

  /** The newest node of a version below {@code version} that was not withdrawn; 0 if none. */
  int newest(int location, int version) {
    return live((int) INTS.getAcquire(heads, location) & NODE, version);
  }

  /** The fields that any version has written here; nobody need look for others. */
  int fieldsEver(int location) {
    return (int) INTS.getAcquire(heads, location) >>> NODE_BITS;
  }

  /** The newest such node after {@code node} in its list. */
  int newestAfter(int node, int version) {
    return live((int) INTS.getAcquire(next, node), version);
  }

  private int live(int node, int version) {
    while (node != 0 && (versions[node] >= version || fields(node) == 0)) {
      node = (int) INTS.getAcquire(next, node);
    }
    return node;
  }

  int fields(int node) {
    return (int) INTS.getAcquire(fields, node);
  }

  int version(int node) {
    return versions[node];
  }

  /** The value of a slot, or the balance of an account. */
  U256 value(int node) {
    int at = NODE_WORDS * node;
    return new U256(words[at + 3], words[at + 2], words[at + 1], words[at]);
  }

  /** A hash of the value of a slot in that node, or before the block if it is 0. */
  long slotHash(int location, int node) {
    if (node != 0) {
      int at = NODE_WORDS * node;
      return hash(words[at + 3], words[at + 2], words[at + 1], words[at]);
    }
    return before[location] instanceof U256 value ? hash(value) : 0;
  }

  static long hash(U256 value) {
    return hash(value.l3(), value.l2(), value.l1(), value.l0());
  }

  private static long hash(long l3, long l2, long l1, long l0) {
    long upper = Long.rotateLeft(l3, 17) ^ Long.rotateLeft(l2, 39) ^ Long.rotateLeft(l1, 53);
    return upper * 0x9E3779B97F4A7C15L + l0;
  }

  long nonce(int node) {
    return words[NODE_WORDS * node + 4];
  }

  @Nullable Hash32 codeHash(int node) {
    return codeHashes[node];
  }

  /** Code deployed in this block. */
  @Nullable Bytes code(Hash32 hash) {
    return hasCodes ? codes.get(hash) : null;
  }

  /** Whether any account was removed in this block. */
  boolean hasRemovals() {
    return hasRemovals;
  }

  // ---- writing

  void writeValue(int location, int version, long[] limbs, int at) {
    int node = node(location, version);
    if (node != 0) {
      System.arraycopy(limbs, at, words, NODE_WORDS * node, 4);
      add(location, node, VALUE);
    }
  }

  void writeNonce(int location, int version, long nonce) {
    int node = node(location, version);
    if (node != 0) {
      words[NODE_WORDS * node + 4] = nonce;
      add(location, node, NONCE);
    }
  }

  void writeCode(int location, int version, Hash32 hash, Bytes code) {
    int node = node(location, version);
    if (node != 0) {
      if (!hasCodes) {
        hasCodes = true;
      }
      codes.put(hash, code);
      codeHashes[node] = hash;
      add(location, node, CODE);
    }
  }

  void write(int location, int version, int field) {
    int node = node(location, version);
    if (node != 0) {
      if (field == REMOVAL) {
        hasRemovals = true;
      }
      add(location, node, field);
    }
  }

  /** Makes what the version wrote here as if it had not. */
  void withdraw(int location, int version) {
    int node = (int) INTS.getAcquire(heads, location) & NODE;
    while (node != 0 && versions[node] > version) {
      node = (int) INTS.getAcquire(next, node);
    }
    if (node != 0 && versions[node] == version) {
      INTS.setRelease(fields, node, 0);
    }
  }

  private void add(int location, int node, int field) {
    INTS.setRelease(fields, node, fields[node] | field);
    int bit = field << NODE_BITS;
    int head = (int) INTS.getAcquire(heads, location);
    while ((head & bit) == 0 && !INTS.compareAndSet(heads, location, head, head | bit)) {
      head = (int) INTS.getAcquire(heads, location);
    }
  }

  /** The node of this version, made if need be; 0 where there is no more room. */
  private int node(int location, int version) {
    if (location == NO_LOCATION) {
      return 0;
    }
    int added = 0;
    int[] links = heads;
    int link = location;
    for (; ; ) {
      int found = (int) INTS.getAcquire(links, link);
      int following = found & NODE;
      while (following != 0 && versions[following] > version) {
        links = next;
        link = following;
        found = (int) INTS.getAcquire(links, link);
        following = found;
      }
      if (following != 0 && versions[following] == version) {
        return following;
      }
      if (added == 0) {
        added = take(version & (SHELVES - 1));
        if (added == 0) {
          return 0;
        }
        versions[added] = version;
        fields[added] = 0;
      }
      next[added] = following;
      if (INTS.compareAndSet(links, link, found, (found & ~NODE) | added)) {
        return added;
      }
    }
  }

  /** A node nobody has, or 0. */
  private int take(int place) {
    int number = taken[place].getAndAdd(1);
    if (number >= shelf) {
      wasFull = true;
      return 0;
    }
    return 1 + place * shelf + number;
  }
}
