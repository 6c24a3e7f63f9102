package io.weft.execution.chain;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.primitives.Words;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys of rows, and the values that are not a type's own encoding. */
public final class Rows {
  /** The rows of {@code META}. */
  public static final byte[] SCHEMA = name("schema");

  public static final byte[] CHAIN_ID = name("chain-id");
  public static final byte[] GENESIS = name("genesis");
  public static final byte[] GENESIS_SPEC = name("genesis-spec");

  /** There while a genesis is written in parts. */
  public static final byte[] UNFINISHED_GENESIS = name("genesis-unfinished");

  public static final byte[] HEAD = name("head");

  /** The work of all blocks up to the head. */
  public static final byte[] WORK = name("work");

  private Rows() {}

  private static byte[] name(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** The work of all blocks up to the one with this number. */
  public static byte[] work(long number, U256 work) {
    byte[] row = new byte[Long.BYTES + 32];
    Words.putLong(row, 0, number);
    work.copyTo(row, Long.BYTES);
    return row;
  }

  /** The work in {@code row}; null unless it is that of the blocks up to {@code number}. */
  public static @Nullable U256 work(byte @Nullable [] row, long number) {
    return row != null && Words.getLong(row, 0) == number
        ? U256.fromBytes(row, Long.BYTES, 32)
        : null;
  }

  /** Eight bytes, big-endian, so that rows sort by number. */
  public static byte[] number(long number) {
    byte[] key = new byte[8];
    Words.putLong(key, 0, number);
    return key;
  }

  /** A block number and a step within it. */
  public static byte[] step(long number, int step) {
    byte[] key = new byte[12];
    Words.putLong(key, 0, number);
    Words.putInt(key, 8, step);
    return key;
  }

  public static Hash32 accountHash(Address address) {
    return Keccak256.hash32(address.toArray());
  }

  public static Hash32 slotHash(U256 slot) {
    return Keccak256.hash32(slot.toBytes32());
  }

  public static byte[] slotKey(Hash32 accountHash, Hash32 slotHash) {
    byte[] key = new byte[64];
    accountHash.copyTo(key, 0);
    slotHash.copyTo(key, 32);
    return key;
  }

  public static byte[] location(TransactionLocation location) {
    return step(location.blockNumber(), location.index());
  }

  static TransactionLocation location(byte[] row) {
    return new TransactionLocation(Words.getLong(row, 0), Words.getInt(row, 8));
  }

  // --- the log index: 8 bytes of hash and the block number

  public static byte[] logKey(Bytes term, long number) {
    byte[] key = new byte[16];
    System.arraycopy(term.unsafeArray(), 0, key, 0, 8);
    Words.putLong(key, 8, number);
    return key;
  }

  /** What the index knows a log's address by. */
  static Bytes addressTerm(Address address) {
    byte[] input = new byte[21];
    address.copyTo(input, 1);
    return Bytes.copyOf(Keccak256.hash(input), 0, 8);
  }

  /** What the index knows a topic at a position by. */
  static Bytes topicTerm(int position, Hash32 topic) {
    byte[] input = new byte[33];
    input[0] = (byte) (1 + position);
    topic.copyTo(input, 1);
    return Bytes.copyOf(Keccak256.hash(input), 0, 8);
  }

  /** All that the index must know of a block, each once. */
  public static Set<Bytes> logTerms(List<Receipt> receipts) {
    Set<Address> addresses = new LinkedHashSet<>();
    List<Set<Hash32>> topics = new ArrayList<>();
    for (Receipt receipt : receipts) {
      for (Log log : receipt.logs()) {
        addresses.add(log.address());
        for (int i = 0; i < log.topics().size(); i++) {
          if (topics.size() == i) {
            topics.add(new LinkedHashSet<>());
          }
          topics.get(i).add(log.topics().get(i));
        }
      }
    }
    Set<Bytes> terms = new LinkedHashSet<>();
    for (Address address : addresses) {
      terms.add(addressTerm(address));
    }
    for (int i = 0; i < topics.size(); i++) {
      for (Hash32 topic : topics.get(i)) {
        terms.add(topicTerm(i, topic));
      }
    }
    return terms;
  }

  // --- receipts, without their blooms, which follow from the logs

  public static byte[] receipts(List<Receipt> receipts) {
    RlpWriter out = new RlpWriter(64 + 200 * receipts.size());
    int list = out.beginList();
    for (Receipt receipt : receipts) {
      int fields = out.beginList();
      out.write(receipt.type());
      Hash32 postState = receipt.postState();
      if (postState != null) {
        out.write(postState);
      } else {
        out.write(receipt.isSuccess() ? 1 : 0);
      }
      out.write(receipt.cumulativeGasUsed());
      for (Log log : receipt.logs()) {
        log.writeTo(out);
      }
      out.endList(fields);
    }
    return out.endList(list).toArray();
  }

  static List<Receipt> receipts(byte[] row) {
    RlpReader list = RlpReader.ofList(Bytes.wrap(row));
    LogsBloom.Maker blooms = new LogsBloom.Maker();
    List<Receipt> receipts = new ArrayList<>();
    while (list.hasNext()) {
      RlpReader fields = list.list();
      int type = (int) fields.uint64();
      Bytes status = fields.bytes();
      boolean isRoot = status.size() == Hash32.SIZE;
      long cumulativeGasUsed = fields.uint64();
      List<Log> logs = new ArrayList<>();
      while (fields.hasNext()) {
        logs.add(Log.readFrom(fields));
      }
      receipts.add(
          new Receipt(
              type,
              isRoot ? Hash32.from(status) : null,
              !isRoot && !status.isEmpty(),
              cumulativeGasUsed,
              blooms.of(logs),
              List.copyOf(logs)));
    }
    return List.copyOf(receipts);
  }
}
