package io.weft.node.prefetch;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/** A transaction that calls code, as the words that slots may be derived from. */
record Call(Transaction transaction, Address sender, Address to) {
  /** Arguments that are looked at; arrays of a call lie among them. */
  static final int MAX_ARGUMENTS = 16;

  private static final int SELECTOR = 4;
  private static final int WORD = 32;

  boolean hasSelector() {
    return transaction.data().size() >= SELECTOR;
  }

  int selector() {
    Bytes data = transaction.data();
    return (data.get(0) & 0xFF) << 24
        | (data.get(1) & 0xFF) << 16
        | (data.get(2) & 0xFF) << 8
        | (data.get(3) & 0xFF);
  }

  /** A word of the call data after the selector, or null where it ends before. */
  @Nullable U256 argument(int index) {
    int offset = SELECTOR + index * WORD;
    Bytes data = transaction.data();
    return offset + WORD > data.size() ? null : U256.fromBytes(data.unsafeArray(), offset, WORD);
  }
}
