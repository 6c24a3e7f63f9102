package io.weft.execution.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.testing.Fixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Decoders take any bytes: they answer with an {@link RlpException} or with a value whose encoding
 * is those very bytes. Inputs are the blocks of a real chain, and changes of them that know where
 * RLP keeps its lengths.
 *
 * <p>{@code -Dweft.fuzz.seconds=N} spends so long on each decoder instead of two seconds; the seed
 * is printed, {@code -Dweft.fuzz.seed=N} starts from it.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class DecoderFuzzTest {
  private static final long SECONDS = Long.getLong("weft.fuzz.seconds", 2);
  private static final long SEED = Long.getLong("weft.fuzz.seed", System.nanoTime());

  private static final List<Bytes> BLOCKS = new ArrayList<>();
  private static final List<Bytes> HEADERS = new ArrayList<>();
  private static final List<Bytes> TRANSACTIONS = new ArrayList<>();

  @BeforeAll
  static void readChain() {
    Fixtures.forEach(
        "rpc-compat", "rpc-compat/tests/chain.rlp"::equals, (name, chain) -> addBlocks(chain));
    System.out.printf("decoders: seed %d, %d seconds each%n", SEED, SECONDS);
  }

  private static void addBlocks(byte[] chain) {
    RlpReader in = new RlpReader(chain);
    while (in.hasNext()) {
      Bytes encoded = in.raw();
      Block block = Block.decode(encoded);
      BLOCKS.add(encoded);
      HEADERS.add(block.header().encoded());
      block.transactions().forEach(transaction -> TRANSACTIONS.add(transaction.encoded()));
    }
  }

  @Test
  void anyBytesAreABlockOrRefused() {
    fuzz("block", BLOCKS, bytes -> anew(Block.decode(bytes)).encoded());
  }

  /** The same block without the bytes it was decoded from. */
  private static Block anew(Block block) {
    BlockBody body = block.body();
    return new Block(
        block.header(), new BlockBody(body.transactions(), body.ommers(), body.withdrawals()));
  }

  @Test
  void anyBytesAreAHeaderOrRefused() {
    fuzz("header", HEADERS, bytes -> BlockHeader.decode(bytes).encoded());
  }

  @Test
  void anyBytesAreATransactionOrRefused() {
    fuzz("transaction", TRANSACTIONS, bytes -> Transaction.decode(bytes).encoded());
  }

  @Test
  void anyBytesAreRlpOrRefused() {
    fuzz("rlp", TRANSACTIONS, DecoderFuzzTest::copyItems);
  }

  private static Bytes copyItems(Bytes bytes) {
    RlpWriter out = new RlpWriter(bytes.size());
    copy(new RlpReader(bytes), out);
    return out.toBytes();
  }

  private static void copy(RlpReader in, RlpWriter out) {
    while (in.hasNext()) {
      if (in.nextIsList()) {
        int list = out.beginList();
        copy(in.list(), out);
        out.endList(list);
      } else {
        out.write(in.bytes());
      }
    }
  }

  private static void fuzz(String name, List<Bytes> seeds, UnaryOperator<Bytes> roundTrip) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Bytes> corpus = new ArrayList<>(seeds);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    long tried = 0;
    long decoded = 0;
    while (tried < seeds.size() || (tried & 0xFF) != 0 || System.nanoTime() < end) {
      Bytes input =
          tried < seeds.size()
              ? seeds.get((int) tried)
              : changed(corpus.get(random.nextInt(corpus.size())), corpus, random);
      tried++;
      Bytes again;
      try {
        again = roundTrip.apply(input);
      } catch (RlpException e) {
        continue;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError(name + ": " + e + " for " + input, e);
      }
      assertThat(again).as(name).isEqualTo(input);
      decoded++;
      if (corpus.size() < 4 * seeds.size() && tried > seeds.size()) {
        corpus.add(input);
      }
    }
    System.out.printf("decoders: %s, %d inputs, %d of them decoded%n", name, tried, decoded);
    assertThat(decoded).as("inputs that decode").isGreaterThan(seeds.size());
  }

  private static Bytes changed(Bytes seed, List<Bytes> corpus, SplittableRandom random) {
    byte[] bytes = seed.toArray();
    for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(10)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = (byte) (bytes[at] + (random.nextBoolean() ? 1 : -1)); // a length
        case 3 -> bytes[at] = EDGES[random.nextInt(EDGES.length)];
        case 4 -> bytes = Arrays.copyOf(bytes, at);
        case 5 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
        case 6 -> bytes = without(bytes, at, 1 + random.nextInt(8));
        case 7 -> bytes = with(bytes, at, corpus.get(random.nextInt(corpus.size())), random);
        case 8 -> fillWithLength(bytes, at, random);
        default -> {
          // a value byte in the second half, where items are long: most of these still decode
          bytes[bytes.length / 2 + random.nextInt(bytes.length - bytes.length / 2)]++;
        }
      }
    }
    return Bytes.wrap(bytes);
  }

  /** The first bytes of items: empty, one-byte and longest of each kind. */
  private static final byte[] EDGES = {
    0,
    1,
    0x7F,
    (byte) 0x80,
    (byte) 0x81,
    (byte) 0xB7,
    (byte) 0xB8,
    (byte) 0xBB,
    (byte) 0xBF,
    (byte) 0xC0,
    (byte) 0xC1,
    (byte) 0xF7,
    (byte) 0xF8,
    (byte) 0xFB,
    (byte) 0xFF
  };

  private static byte[] without(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
    System.arraycopy(bytes, end, shorter, at, bytes.length - end);
    return shorter;
  }

  private static byte[] with(byte[] bytes, int at, Bytes other, SplittableRandom random) {
    int from = random.nextInt(other.size() + 1);
    int count = Math.min(other.size() - from, random.nextInt(40));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
    System.arraycopy(other.unsafeArray(), from, longer, at, count);
    System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
    return longer;
  }

  /** Claims that up to 2^64 bytes follow. */
  private static void fillWithLength(byte[] bytes, int at, SplittableRandom random) {
    int size = 1 + random.nextInt(8);
    bytes[at] = (byte) ((random.nextBoolean() ? 0xB7 : 0xF7) + size);
    byte[] length = new byte[size];
    random.nextBytes(length);
    System.arraycopy(length, 0, bytes, at + 1, Math.min(size, bytes.length - at - 1));
  }
}
