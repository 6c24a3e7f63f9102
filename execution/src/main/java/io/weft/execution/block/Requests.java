package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Words;
import io.weft.execution.types.Log;
import io.weft.execution.types.Receipt;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a block asks of the consensus layer (EIP-7685), and its deposits (EIP-6110). */
public final class Requests {
  static final int DEPOSIT = 0;
  static final int WITHDRAWAL = 1;
  static final int CONSOLIDATION = 2;

  /** The hash of a block without requests. */
  public static final Hash32 EMPTY_HASH = hash(List.of());

  private static final Hash32 DEPOSIT_EVENT =
      Hash32.fromHex("649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5");

  /** Where the five fields of a deposit event start, each preceded by its size in a word. */
  private static final int[] OFFSETS = {160, 256, 320, 384, 512};

  private static final int[] SIZES = {48, 32, 8, 96, 8};
  private static final int EVENT_SIZE = 576;

  private Requests() {}

  /** The hash in the header; requests are in the order of their types and none is empty. */
  public static Hash32 hash(List<Bytes> requests) {
    MessageDigest outer = sha256();
    for (Bytes request : requests) {
      outer.update(sha256().digest(request.unsafeArray()));
    }
    return Hash32.from(outer.digest());
  }

  /** The deposits the receipts tell of, one after the other, or null where one is malformed. */
  static @Nullable Bytes deposits(List<Receipt> receipts, Address depositContract) {
    ByteArrayOutputStream deposits = new ByteArrayOutputStream();
    for (Receipt receipt : receipts) {
      List<Log> logs = receipt.logs();
      for (int i = 0; i < logs.size(); i++) {
        Log log = logs.get(i);
        if (isDeposit(log, depositContract)) {
          byte[] data = log.data().unsafeArray();
          if (!isWellFormed(data)) {
            return null;
          }
          for (int field = 0; field < OFFSETS.length; field++) {
            deposits.write(data, OFFSETS[field] + 32, SIZES[field]);
          }
        }
      }
    }
    return Bytes.wrap(deposits.toByteArray());
  }

  /** A request with its type in front. */
  static Bytes of(int type, Bytes data) {
    return Bytes.of(type).concat(data);
  }

  private static boolean isDeposit(Log log, Address depositContract) {
    return log.address().equals(depositContract)
        && !log.topics().isEmpty()
        && log.topics().getFirst().equals(DEPOSIT_EVENT);
  }

  private static boolean isWellFormed(byte[] data) {
    if (data.length != EVENT_SIZE) {
      return false;
    }
    for (int i = 0; i < OFFSETS.length; i++) {
      if (!isWord(data, 32 * i, OFFSETS[i]) || !isWord(data, OFFSETS[i], SIZES[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(byte[] data, int offset, long expected) {
    return Words.getLong(data, offset) == 0
        && Words.getLong(data, offset + 8) == 0
        && Words.getLong(data, offset + 16) == 0
        && Words.getLong(data, offset + 24) == expected;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
