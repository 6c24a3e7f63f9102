package io.weft.node.prefetch;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The slots that calls of one function read, as expressions over the call.
 *
 * <p>Words to build on are the sender, the contract, the arguments, and what the slots before hold.
 * A slot is a constant, {@code keccak(word, position)} as Solidity places the value of a mapping,
 * {@code keccak(word, keccak(word, position))} for a mapping of mappings, or a few slots after such
 * a place, for a struct. Whatever none of these explains is taken for a constant, and soon proves
 * to be one or not: an expression counts how often it was right, and is followed only while four of
 * five guesses were.
 *
 * <p>Calls are watched ever more rarely: the first, the fourth after, the sixteenth after and so
 * on. Its monitor guards all; while the first call is watched, readers of others wait for what it
 * shows.
 */
final class SlotTemplate {
  private static final int MOST_EXPRESSIONS = 32;
  private static final int MOST_WORDS = 12;
  private static final int POSITIONS = 16;
  private static final int FIELDS = 8;
  private static final int RARER = 4;

  private static final int SENDER = 0;
  private static final int TO = 1;
  private static final int ARGUMENTS = 2;
  private static final int VALUES = ARGUMENTS + Call.MAX_ARGUMENTS;
  private static final int NONE = -1;

  /** Reads a slot for whoever follows a template. */
  @FunctionalInterface
  interface Reader {
    U256 read(Address address, U256 slot);
  }

  /**
   * Where a slot is.
   *
   * @param outer the key of the mapping in the mapping, or none
   * @param inner the key of the mapping, or none for a constant
   * @param offset of the mapping, or the slot itself
   * @param field within a struct
   */
  private record Place(int outer, int inner, U256 offset, int field) {
    static Place constant(U256 slot) {
      return new Place(NONE, NONE, slot, 0);
    }

    Place withField(int number) {
      return new Place(outer, inner, offset, number);
    }

    @Nullable U256 slot(@Nullable U256[] words) {
      if (inner == NONE) {
        return offset;
      }
      U256 place = entry(words[inner], offset);
      if (outer != NONE && place != null) {
        place = entry(words[outer], place);
      }
      return place == null ? null : place.add(U256.of(field));
    }
  }

  private record Key(Address address, U256 slot) {}

  /** A slot of an account that is a word of the call, or always the same. */
  private static final class Expression {
    final int account;
    final Address fixed;
    final Place place;
    int right;
    int wrong;

    Expression(int account, Address fixed, Place place) {
      this.account = account;
      this.fixed = fixed;
      this.place = place;
    }

    /** The slot that this call reads; null where a word it takes is missing or no address. */
    @Nullable Key key(@Nullable U256[] words) {
      Address address = account == NONE ? fixed : address(words[account]);
      U256 slot = place.slot(words);
      return address == null || slot == null ? null : new Key(address, slot);
    }

    private static @Nullable Address address(@Nullable U256 word) {
      return word == null || word.bitLength() > 8 * Address.SIZE ? null : Address.from(word);
    }

    boolean isTrusted() {
      return 4 * wrong <= right;
    }
  }

  private final List<Expression> expressions = new ArrayList<>();
  private long seen;
  private long nextWatched = 1;
  private boolean isWatched;

  /** Whether the caller is to watch this call, and then must say what it {@link #learn learned}. */
  synchronized boolean isDue() {
    seen++;
    if (seen >= nextWatched && !isWatched) {
      isWatched = true;
      nextWatched = RARER * seen;
      return true;
    }
    try {
      while (isWatched && expressions.isEmpty()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Reads what a call is expected to. */
  void visit(Call call, Reader reader) {
    List<Expression> known;
    synchronized (this) {
      known = List.copyOf(expressions);
    }
    @Nullable U256[] words = words(call);
    for (int i = 0; i < known.size(); i++) {
      Expression expression = known.get(i);
      Key key = expression.isTrusted() ? expression.key(words) : null;
      if (key != null) {
        words[VALUES + i] = reader.read(key.address, key.slot);
      }
    }
  }

  /** Takes in what a call did read. */
  synchronized void learn(Call call, List<SlotRead> reads) {
    @Nullable U256[] words = words(call);
    Map<Key, SlotRead> unexplained = new HashMap<>();
    for (SlotRead read : reads) {
      unexplained.put(new Key(read.address(), read.slot()), read);
    }
    for (int i = 0; i < expressions.size(); i++) {
      Expression expression = expressions.get(i);
      Key key = expression.key(words);
      SlotRead read = key == null ? null : unexplained.remove(key);
      if (read == null) {
        expression.wrong++;
      } else {
        expression.right++;
        words[VALUES + i] = read.value();
      }
    }
    Places places = new Places(words);
    for (SlotRead read : reads) {
      if (unexplained.containsKey(new Key(read.address(), read.slot()))
          && expressions.size() < MOST_EXPRESSIONS) {
        int account = places.wordOf(read.address());
        Expression found = new Expression(account, read.address(), places.of(read.slot()));
        found.right = 1;
        words[VALUES + expressions.size()] = read.value();
        places.addWord(VALUES + expressions.size());
        expressions.add(found);
      }
    }
    isWatched = false;
    notifyAll();
  }

  private static @Nullable U256[] words(Call call) {
    @Nullable U256[] words = new @Nullable U256[VALUES + MOST_EXPRESSIONS];
    words[SENDER] = call.sender().toU256();
    words[TO] = call.to().toU256();
    for (int i = 0; i < Call.MAX_ARGUMENTS; i++) {
      words[ARGUMENTS + i] = call.argument(i);
    }
    return words;
  }

  /** Where Solidity keeps a mapping's value. */
  private static @Nullable U256 entry(@Nullable U256 key, U256 mapping) {
    if (key == null) {
      return null;
    }
    byte[] input = new byte[64];
    key.copyTo(input, 0);
    mapping.copyTo(input, 32);
    return Keccak256.hash32(input).toU256();
  }

  /** All places that a call's words lead to, to be found by the slot they are. */
  private static final class Places {
    private final @Nullable U256[] words;
    private final List<Integer> used = new ArrayList<>();
    private final TreeMap<U256, Place> bySlot = new TreeMap<>();
    private final Map<U256, Place> mappings = new HashMap<>();

    Places(@Nullable U256[] words) {
      this.words = words;
      for (int i = 0; i < words.length; i++) {
        addWord(i);
      }
    }

    /** Adds a word as a key, unless it is one already or too many are. */
    void addWord(int index) {
      U256 word = words[index];
      if (word == null || word.isZero() || used.size() >= MOST_WORDS) {
        return;
      }
      for (int other : used) {
        if (word.equals(words[other])) {
          return;
        }
      }
      used.add(index);
      for (int position = 0; position < POSITIONS; position++) {
        U256 offset = U256.of(position);
        U256 slot = entry(word, offset);
        if (slot != null) {
          mappings.put(slot, new Place(NONE, index, offset, 0));
        }
      }
      bySlot.clear();
    }

    /** The word that is this address, or none. */
    int wordOf(Address address) {
      U256 word = address.toU256();
      for (int i = 0; i < words.length; i++) {
        if (word.equals(words[i])) {
          return i;
        }
      }
      return NONE;
    }

    Place of(U256 slot) {
      if (slot.isUint64()) {
        return Place.constant(slot);
      }
      if (bySlot.isEmpty()) {
        hashAll();
      }
      Map.Entry<U256, Place> below = bySlot.floorEntry(slot);
      U256 distance = below == null ? U256.MAX : slot.subtract(below.getKey());
      return below != null && distance.isLong() && distance.toLong() < FIELDS
          ? below.getValue().withField((int) distance.toLong())
          : Place.constant(slot);
    }

    private void hashAll() {
      bySlot.putAll(mappings);
      for (Map.Entry<U256, Place> mapping : mappings.entrySet()) {
        for (int key : used) {
          Place inner = mapping.getValue();
          U256 slot = entry(words[key], mapping.getKey());
          if (slot != null) {
            bySlot.putIfAbsent(slot, new Place(key, inner.inner, inner.offset, 0));
          }
        }
      }
    }
  }
}
