package io.weft.node.rpc;

import io.weft.execution.primitives.Hash32;
import java.util.Locale;

/** How a request names a block: by number, by hash (EIP-1898) or by tag. */
public sealed interface BlockId {

  record ByNumber(long number) implements BlockId {}

  /** A block of this hash; where {@code requireCanonical}, one of the canonical chain only. */
  record ByHash(Hash32 hash, boolean requireCanonical) implements BlockId {}

  /** A place in the chain rather than a certain block. */
  enum Tag implements BlockId {
    EARLIEST,
    FINALIZED,
    SAFE,
    LATEST,
    PENDING
  }

  static BlockId read(Param param) {
    if (param.isObject()) {
      return readObject(param);
    }
    if (!param.isText()) {
      return new ByNumber(param.number());
    }
    String text = param.text();
    for (Tag tag : Tag.values()) {
      if (text.equals(tag.name().toLowerCase(Locale.ROOT))) {
        return tag;
      }
    }
    boolean isHash = text.length() == 2 + 2 * Hash32.SIZE;
    return isHash ? new ByHash(param.hash(), false) : new ByNumber(param.number());
  }

  private static BlockId readObject(Param param) {
    Param number = param.field("blockNumber");
    Param hash = param.field("blockHash");
    if (number != null && hash != null) {
      throw param.invalid("cannot specify both blockHash and blockNumber, choose one or the other");
    }
    if (number != null) {
      return read(number);
    }
    if (hash == null) {
      throw param.invalid("expected blockNumber or blockHash");
    }
    Param canonical = param.field("requireCanonical");
    return new ByHash(hash.hash(), canonical != null && canonical.bool());
  }
}
