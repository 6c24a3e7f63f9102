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
 * keys under a keyed hash. Each has a list of versions, newest first: a version is the number of
 * the transaction plus one (0 is what happened before the first), and holds those fields that the
 * transaction changed. A location also remembers its value before the block, so that all workers
 * together ask the parent state once.
 *
 * <pre>
 *   cell  tag: hash, kind, block, state | newest node, fields ever written; address (3 words) | key (4)
 *   node  next node; version            | fields | value (4) | nonce | -
 * </pre>
 *
 * Each is as long as a cache line, for what one worker has written costs the other one miss a line.
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

  private static final Object ABSENT = new Object();

  private static final int CELL_WORDS = 8;
  private static final int NODE_WORDS = 8;

  // Of a cell: where its tag is, the link to its newest node, and the rest of its key.
  private static final int TAG = 0;
  private static final int HEAD = 1;
  private static final int KEY = 2;

  // Of a node.
  private static final int NEXT = 0;
  private static final int FIELDS = 1;
  private static final int WORDS = 2;
  private static final int NONCE_WORD = WORDS + 4;

  private static final int MAX_PROBES = 64;
  private static final int MOST_SPINS = 1 << 20;

  /**
   * So many cells are looked at to see how full the table is. Each is a line to fetch while all
   * workers wait; where the table is so full that it matters, they tell it to about a fifth.
   */
  private static final int SAMPLE = 64;

  /** Who writes stocks up on so many nodes, so that threads seldom meet where they are kept. */
  private static final int NODES_AT_A_TIME = 16;

  private static final int NODE_BITS = 27;
  private static final int NODE = (1 << NODE_BITS) - 1;

  // A link: the number of a node in the upper half, above it in a cell all fields that any of its
  // nodes ever had; what never changes in the lower half: part of an address, or a version.
  private static final int LINK_SHIFT = 32;
  private static final long LOWER_HALF = 0xFFFFFFFFL;
  private static final long LINKED_NODE = (long) NODE << LINK_SHIFT;

  // A tag: 39 bits of hash, whether it is an account, 22 bits of block number, 2 bits of state.
  private static final long HASH_BITS = -1L << 25;
  private static final long KIND_BIT = 1L << 24;
  private static final long BLOCK_BITS = (1L << 24) - 4;
  private static final int LAST_BLOCK = (1 << 22) - 1;
  private static final long CLAIMED = 1;
  private static final long READY = 2;
  private static final long STATE_BITS = CLAIMED | READY;

  private final long hashKey;
  private int block;
  private long blockTag;

  private int capacity;
  private long[] cells = new long[0];
  private @Nullable Object[] before = new @Nullable Object[0];

  /** Whether something found no cell or no node; then the next block gets twice the room. */
  private boolean wasFull;

  // Nodes; number 0 is none. `fields` is 0 in a node that was withdrawn.
  private final PaddedInt taken = new PaddedInt();
  private long[] nodes = new long[0];
  private @Nullable Hash32[] codeHashes = new @Nullable Hash32[0];

  /** Cold: only what transactions of this block deployed. */
  private final Map<Hash32, Bytes> codes = new ConcurrentHashMap<>();

  private volatile boolean hasRemovals;

  /** Not whether {@link #codes} is empty: a map tells its size late, after what is in it. */
  private volatile boolean hasCodes;

  MultiVersionState(long hashKey) {
    this.hashKey = hashKey;
  }

  /** Forgets everything and makes room for about so many locations. No other thread is in here. */
  void open(int locations) {
    int wanted = Math.max(locations, used());
    int roomy = Math.max(1 << 10, Integer.highestOneBit(Math.max(1, 2 * wanted - 1)) << 1);
    if (roomy > capacity || wasFull) {
      int room = wasFull ? Math.max(roomy, 2 * capacity) : roomy;
      capacity = 0; // until all of it is there
      cells = new long[CELL_WORDS * room];
      before = new @Nullable Object[room];
      int count = Math.min(room, NODE) + 1;
      nodes = new long[NODE_WORDS * count];
      codeHashes = new @Nullable Hash32[count];
      capacity = room;
    }
    wasFull = false;
    taken.set(0);
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
    return locate(KIND_BIT, address, 0, 0, 0, 0);
  }

  int slot(Address account, long k3, long k2, long k1, long k0) {
    return locate(0, account, k3, k2, k1, k0);
  }

  private int locate(long kind, Address address, long k3, long k2, long k1, long k0) {
    long a2 = address.hi() & LOWER_HALF;
    long a1 = address.mid();
    long a0 = address.lo();
    long hash = hash(kind | a2, a1, a0, k3, k2, k1, k0);
    long tag = (hash & HASH_BITS) | kind | blockTag;
    long[] table = cells;
    int mask = capacity - 1;
    int cell = (int) (hash >>> 20) & mask;
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      int at = CELL_WORDS * cell;
      long found = (long) LONGS.getAcquire(table, at + TAG);
      if ((found & BLOCK_BITS) != blockTag) {
        if (LONGS.compareAndSet(table, at + TAG, found, tag | CLAIMED)) {
          table[at + HEAD] = a2;
          table[at + KEY] = a1;
          table[at + KEY + 1] = a0;
          table[at + KEY + 2] = k3;
          table[at + KEY + 3] = k2;
          table[at + KEY + 4] = k1;
          table[at + KEY + 5] = k0;
          before[cell] = null;
          LONGS.setRelease(table, at + TAG, tag | READY);
          return cell;
        }
        found = (long) LONGS.getAcquire(table, at + TAG);
      }
      if ((found & ~STATE_BITS) == tag) {
        for (int spins = 0; (found & READY) == 0; spins++) {
          if (spins == MOST_SPINS) {
            return NO_LOCATION; // whoever claimed the cell may have failed before it was ready
          }
          Thread.onSpinWait();
          found = (long) LONGS.getAcquire(table, at + TAG);
        }
        if ((table[at + HEAD] & LOWER_HALF) == a2
            && table[at + KEY] == a1
            && table[at + KEY + 1] == a0
            && table[at + KEY + 2] == k3
            && table[at + KEY + 3] == k2
            && table[at + KEY + 4] == k1
            && table[at + KEY + 5] == k0) {
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
    return live(link(cells, CELL_WORDS * location + HEAD) & NODE, version);
  }

  /** The fields that any version has written here; nobody need look for others. */
  int fieldsEver(int location) {
    return link(cells, CELL_WORDS * location + HEAD) >>> NODE_BITS;
  }

  /** The newest such node after {@code node} in its list. */
  int newestAfter(int node, int version) {
    return live(link(nodes, NODE_WORDS * node + NEXT), version);
  }

  private int live(int first, int version) {
    int node = first;
    while (node != 0) {
      long next = (long) LONGS.getAcquire(nodes, NODE_WORDS * node + NEXT);
      if ((int) next < version && fields(node) != 0) {
        return node;
      }
      node = (int) (next >>> LINK_SHIFT);
    }
    return 0;
  }

  private static int link(long[] links, int at) {
    return (int) ((long) LONGS.getAcquire(links, at) >>> LINK_SHIFT);
  }

  int fields(int node) {
    return (int) (long) LONGS.getAcquire(nodes, NODE_WORDS * node + FIELDS);
  }

  int version(int node) {
    return (int) nodes[NODE_WORDS * node + NEXT];
  }

  /** The value of a slot, or the balance of an account. */
  U256 value(int node) {
    int at = NODE_WORDS * node + WORDS;
    return new U256(nodes[at + 3], nodes[at + 2], nodes[at + 1], nodes[at]);
  }

  /** A hash of the value of a slot in that node, or before the block if it is 0. */
  long slotHash(int location, int node) {
    if (node != 0) {
      int at = NODE_WORDS * node + WORDS;
      return hash(nodes[at + 3], nodes[at + 2], nodes[at + 1], nodes[at]);
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
    return nodes[NODE_WORDS * node + NONCE_WORD];
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

  /** One for each thread that writes, which takes its nodes from a stock of its own. */
  Writer newWriter() {
    return new Writer();
  }

  /** Writes versions; one thread at a time. */
  final class Writer {
    private int stockedIn;
    private int next;
    private int end;

    /** Whether the node at hand is in no list yet. */
    private boolean isNew;

    void value(int location, int version, long[] limbs, int at) {
      int node = node(location, version);
      if (node != 0) {
        System.arraycopy(limbs, at, nodes, NODE_WORDS * node + WORDS, 4);
        show(location, version, node, VALUE);
      }
    }

    void nonce(int location, int version, long nonce) {
      int node = node(location, version);
      if (node != 0) {
        nodes[NODE_WORDS * node + NONCE_WORD] = nonce;
        show(location, version, node, NONCE);
      }
    }

    void code(int location, int version, Hash32 hash, Bytes code) {
      int node = node(location, version);
      if (node != 0) {
        if (!hasCodes) {
          hasCodes = true;
        }
        codes.put(hash, code);
        codeHashes[node] = hash;
        show(location, version, node, CODE);
      }
    }

    /** A field that has no value. */
    void mark(int location, int version, int field) {
      int node = node(location, version);
      if (node != 0) {
        if (field == REMOVAL) {
          hasRemovals = true;
        }
        show(location, version, node, field);
      }
    }

    /** The node of this version, or one that may become it; 0 where there is no more room. */
    private int node(int location, int version) {
      isNew = false;
      if (location == NO_LOCATION) {
        return 0;
      }
      int node = link(cells, CELL_WORDS * location + HEAD) & NODE;
      while (node != 0 && version(node) > version) {
        node = link(nodes, NODE_WORDS * node + NEXT);
      }
      if (node == 0 || version(node) != version) {
        isNew = true;
        node = take();
      }
      return node;
    }

    private void show(int location, int version, int node, int field) {
      int at = NODE_WORDS * node + FIELDS;
      if (isNew) {
        nodes[at] = field;
        insert(location, version, node, field);
      } else {
        LONGS.setRelease(nodes, at, nodes[at] | field);
        announce(location, field);
      }
    }

    /** A node nobody has, or 0. */
    private int take() {
      if (stockedIn != block || next == end) {
        int first = reserve();
        if (first == 0) {
          return 0;
        }
        stockedIn = block;
        next = first;
        end = first + NODES_AT_A_TIME;
      }
      return next++;
    }
  }

  /** The first of so many nodes that nobody has, or 0. */
  private int reserve() {
    int most = codeHashes.length - 1 - NODES_AT_A_TIME;
    for (int reserved = taken.get(); reserved <= most; reserved = taken.get()) {
      if (taken.compareAndSet(reserved, reserved + NODES_AT_A_TIME)) {
        return 1 + reserved;
      }
    }
    wasFull = true;
    return 0;
  }

  /** Links a node that holds what its version wrote. */
  private void insert(int location, int version, int node, int field) {
    long[] links = cells;
    int link = CELL_WORDS * location + HEAD;
    boolean isNewest = true;
    for (; ; ) {
      long found = (long) LONGS.getAcquire(links, link);
      int following = (int) (found >>> LINK_SHIFT) & NODE;
      if (following != 0 && version(following) > version) {
        links = nodes;
        link = NODE_WORDS * following + NEXT;
        isNewest = false;
        continue;
      }
      nodes[NODE_WORDS * node + NEXT] = (long) following << LINK_SHIFT | version;
      long linked = (found & ~LINKED_NODE) | (long) node << LINK_SHIFT;
      if (LONGS.compareAndSet(links, link, found, isNewest ? linked | bit(field) : linked)) {
        if (!isNewest) {
          announce(location, field);
        }
        return;
      }
    }
  }

  /** Notes that somebody has written such a field here. */
  private void announce(int location, int field) {
    int cell = CELL_WORDS * location + HEAD;
    long bit = bit(field);
    long head = (long) LONGS.getAcquire(cells, cell);
    while ((head & bit) == 0 && !LONGS.compareAndSet(cells, cell, head, head | bit)) {
      head = (long) LONGS.getAcquire(cells, cell);
    }
  }

  private static long bit(int field) {
    return (long) field << (NODE_BITS + LINK_SHIFT);
  }

  /** Makes what the version wrote here as if it had not. */
  void withdraw(int location, int version) {
    int node = link(cells, CELL_WORDS * location + HEAD) & NODE;
    while (node != 0 && version(node) > version) {
      node = link(nodes, NODE_WORDS * node + NEXT);
    }
    if (node != 0 && version(node) == version) {
      LONGS.setRelease(nodes, NODE_WORDS * node + FIELDS, 0L);
    }
  }
}
