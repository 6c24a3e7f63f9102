package io.weft.execution.types;

import io.weft.execution.crypto.Hands;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The 2048-bit filter over addresses and topics of a transaction's logs (Yellow Paper 4.4.3). A
 * receipt is kept for long and sets a dozen bits, so what is zero is left out.
 */
public final class LogsBloom {
  /** The bytes of a filter. */
  public static final int SIZE = 256;

  /** That of no logs. */
  public static final LogsBloom EMPTY = new LogsBloom(new byte[0]);

  /** Place and content of each byte that is not zero; the filter itself where that is shorter. */
  private final byte[] packed;

  private LogsBloom(byte[] packed) {
    this.packed = packed;
  }

  /** Sets the bits that are set here in a filter of {@link #SIZE} bytes. */
  public void addTo(byte[] filter) {
    if (packed.length == SIZE) {
      for (int i = 0; i < SIZE; i++) {
        filter[i] |= packed[i];
      }
    } else {
      for (int i = 0; i < packed.length; i += 2) {
        filter[packed[i] & 0xFF] |= packed[i + 1];
      }
    }
  }

  /** All {@link #SIZE} bytes. */
  public Bytes toBytes() {
    byte[] filter = new byte[SIZE];
    addTo(filter);
    return Bytes.wrap(filter);
  }

  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LogsBloom other && toBytes().equals(other.toBytes());
  }

  @Override
  public int hashCode() {
    return toBytes().hashCode();
  }

  @Override
  public String toString() {
    return toBytes().toString();
  }

  /**
   * Makes filters. Addresses of contracts and names of events come again and again, so it remembers
   * what it hashed last: half of what a token's transfers need. One thread owns an instance.
   */
  public static final class Maker {
    /** So many logs are worth more hands than one; fewer are done before anybody comes. */
    public static final int MANY_LOGS = 256;

    /** About so many microseconds are needed for a part, which is how late a hand may be back. */
    public static final int LOGS_IN_BATCH = 32;

    private static final int REMEMBERED = 1 << 8;
    private static final int BITS_PER_ITEM = 3;

    private final @Nullable Object[] items = new @Nullable Object[REMEMBERED];
    private final short[] bits = new short[BITS_PER_ITEM * REMEMBERED];

    /** In which filter each of the items was set last: most come again and again in one. */
    private final int[] setIn = new int[REMEMBERED];

    private final byte[] hash = new byte[32];
    private final long[] sponge = new long[Keccak256.LANES];

    // The filter under construction, and where it is not zero.
    private final byte[] filter = new byte[SIZE];
    private final byte[] places = new byte[SIZE];
    private int placeCount;
    private int number;

    private final Hands hands;

    /** For batches, each of which has much in common with the one before. */
    private final Queue<Maker> others = new ConcurrentLinkedQueue<>();

    // What others may have begun with of the transaction under way, from its first log on.
    private final List<Batch> batches = new ArrayList<>();

    public Maker() {
      this(Hands.OWN);
    }

    /**
     * @param hands share the work where there are {@linkplain #MANY_LOGS many}
     */
    public Maker(Hands hands) {
      this.hands = hands;
    }

    /**
     * Lets others begin, if some have nothing else to do; for after every {@link #LOGS_IN_BATCH}
     * logs of a transaction. What is taken back again was done in vain.
     *
     * @param logs those of the transaction so far, which may change afterwards
     */
    public void ahead(List<Log> logs) {
      int full = logs.size() / LOGS_IN_BATCH;
      if (logs.size() < MANY_LOGS) {
        keep(0);
      } else if (!batches.isEmpty() || hands.others() > 0) {
        keep(full - 1); // the last one is new, even where one was there before
        while (batches.size() < full) {
          Batch batch = Batch.of(logs, batches.size(), others);
          batches.add(batch);
          hands.offer(batch);
        }
      }
    }

    private void keep(int count) {
      while (batches.size() > count) {
        batches.removeLast().drop();
      }
    }

    /**
     * The filter of these logs.
     *
     * @param logs that nobody changes
     */
    @SuppressWarnings("ReferenceEquality") // those who share are told from the one who does not
    public LogsBloom of(List<Log> logs) {
      if (logs.isEmpty()) {
        return EMPTY;
      }
      LogsBloom filter = logs.size() < MANY_LOGS || hands == Hands.OWN ? alone(logs) : shared(logs);
      keep(0);
      return filter;
    }

    private LogsBloom alone(List<Log> logs) {
      clear();
      for (int i = 0; i < logs.size(); i++) {
        Log log = logs.get(i);
        add(log.address());
        List<Hash32> topics = log.topics();
        for (int t = 0; t < topics.size(); t++) {
          add(topics.get(t));
        }
      }
      return take();
    }

    /** From the last batch down, for the others have begun with the first. */
    private LogsBloom shared(List<Log> logs) {
      int count = Math.ceilDiv(logs.size(), LOGS_IN_BATCH);
      Batch[] all = new Batch[count];
      for (int i = 0; i < count; i++) {
        boolean isThere = i < batches.size() && batches.get(i).isOf(logs, i);
        all[count - 1 - i] = isThere ? batches.get(i) : Batch.of(logs, i, others);
      }
      return union(hands.all(count, () -> (part, isMade) -> all[part].filter()));
    }

    /** The filter of all that is in one of these. */
    private LogsBloom union(List<LogsBloom> filters) {
      clear();
      for (LogsBloom each : filters) {
        each.addTo(filter);
      }
      for (int place = 0; place < SIZE; place++) {
        if (filter[place] != 0) {
          places[placeCount++] = (byte) place;
        }
      }
      return take();
    }

    /** Before each, since the last one may have failed in the middle. */
    private void clear() {
      Arrays.fill(filter, (byte) 0);
      placeCount = 0;
      number++;
    }

    private void add(Object item) {
      int known = item.hashCode() & (REMEMBERED - 1);
      int at = BITS_PER_ITEM * known;
      if (!item.equals(items[known])) {
        items[known] = null;
        hash(item);
        for (int i = 0; i < BITS_PER_ITEM; i++) {
          bits[at + i] = (short) ((hash[2 * i] & 7) << 8 | (hash[2 * i + 1] & 0xFF));
        }
        items[known] = item;
      } else if (setIn[known] == number) {
        return;
      }
      setIn[known] = number;
      for (int i = 0; i < BITS_PER_ITEM; i++) {
        set(bits[at + i]);
      }
    }

    private void hash(Object item) {
      int length;
      if (item instanceof Address address) {
        address.copyTo(hash, 0);
        length = Address.SIZE;
      } else {
        ((Hash32) item).copyTo(hash, 0);
        length = Hash32.SIZE;
      }
      Keccak256.hash(hash, 0, length, hash, 0, sponge);
    }

    private void set(int bit) {
      int place = SIZE - 1 - (bit >>> 3);
      if (filter[place] == 0) {
        places[placeCount++] = (byte) place;
      }
      filter[place] |= (byte) (1 << (bit & 7));
    }

    private LogsBloom take() {
      boolean isSparse = 2 * placeCount < SIZE;
      byte[] packed = isSparse ? new byte[2 * placeCount] : filter.clone();
      if (isSparse) {
        for (int i = 0; i < placeCount; i++) {
          packed[2 * i] = places[i];
          packed[2 * i + 1] = filter[places[i] & 0xFF];
        }
      }
      return new LogsBloom(packed);
    }
  }

  /** Some logs in a row. Anybody may make their filter, and if two do, it is the same. */
  private static final class Batch implements Runnable {
    private final List<Log> logs;
    private final Queue<Maker> makers;

    /** Set by whoever made it, or by the owner once nobody needs it. */
    private volatile @Nullable LogsBloom filter;

    private Batch(List<Log> logs, Queue<Maker> makers) {
      this.logs = logs;
      this.makers = makers;
    }

    /**
     * One of these.
     *
     * @param makers that nobody uses; who makes a batch takes one and puts it back
     */
    static Batch of(List<Log> all, int number, Queue<Maker> makers) {
      int from = number * Maker.LOGS_IN_BATCH;
      int end = Math.min(from + Maker.LOGS_IN_BATCH, all.size());
      return new Batch(List.copyOf(all.subList(from, end)), makers);
    }

    /** Whether it is of these very logs, rather than of some that were taken back. */
    @SuppressWarnings("ReferenceEquality") // equal logs of others would do, but be slow to compare
    boolean isOf(List<Log> all, int number) {
      int from = number * Maker.LOGS_IN_BATCH;
      boolean isSame = from + logs.size() <= all.size();
      for (int i = 0; isSame && i < logs.size(); i++) {
        isSame = logs.get(i) == all.get(from + i);
      }
      return isSame;
    }

    @Override
    public void run() {
      if (filter == null) {
        filter();
      }
    }

    LogsBloom filter() {
      LogsBloom made = filter;
      if (made == null) {
        Maker free = makers.poll();
        Maker by = free == null ? new Maker() : free;
        made = by.alone(logs);
        makers.add(by);
        filter = made;
      }
      return made;
    }

    void drop() {
      filter = EMPTY;
    }
  }
}
