package io.weft.execution.parallel;

import io.weft.execution.block.Candidates;
import io.weft.execution.primitives.Address;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who sent the transactions of a block. To recover one takes long, so it is done once and by
 * whoever wants to know first, or by a worker that has nothing better to do.
 */
final class Senders {
  /** Written by whoever recovers one first; all who do, write the same. */
  private @Nullable Sender[] known = new @Nullable Sender[0];

  private final AtomicInteger next = new AtomicInteger();
  private @Nullable Candidates candidates;

  private record Sender(@Nullable Address address) {}

  /** Starts over with another block; no other thread is in here. */
  void open(Candidates of) {
    candidates = of;
    next.set(0);
    if (known.length < of.count()) {
      known = new @Nullable Sender[of.count()];
    } else {
      Arrays.fill(known, null);
    }
  }

  /** Lets go of the block. */
  void close() {
    candidates = null;
  }

  /** Who sent one of them, or null where the signature is not valid. */
  @Nullable Address of(int transaction) {
    Sender sender = known[transaction];
    if (sender == null) {
      sender = new Sender(candidates().sender(transaction));
      known[transaction] = sender;
    }
    return sender.address;
  }

  /** Recovers the next one behind the frontier's; false where nobody has to any more. */
  boolean recoverNext(int frontier) {
    int count = candidates().count();
    int transaction = next.get();
    if (transaction >= count) {
      return false;
    }
    int ahead = Math.max(transaction, frontier + 1);
    if (next.compareAndSet(transaction, ahead + 1) && ahead < count) {
      of(ahead);
    }
    return true;
  }

  private Candidates candidates() {
    Candidates open = candidates;
    if (open == null) {
      throw new IllegalStateException("no block is open");
    }
    return open;
  }
}
