package io.weft.execution.parallel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The slots that a speculation has read, and what it found there unless they were empty because
 * their account had been removed: enough to see, while it runs or once it is done, whether it would
 * find something else by now. That is a guess before its turn; what counts is what the frontier
 * compares.
 *
 * <p>The worker writes the notes, then their number; others read the number, then the notes.
 */
final class SlotReads {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  /** The number of notes, a cache line from where the array begins: it is written all the time. */
  private static final int COUNT = 8;

  private static final int NOTE_WORDS = 2;

  /** The number, then of each read the location with the node above it, and what that held. */
  private long[] notes = new long[COUNT + 1 + NOTE_WORDS * 24];

  /** Forgets all; the worker's. */
  void clear() {
    LONGS.setRelease(notes, COUNT, 0L);
  }

  /**
   * Notes a read; the worker's.
   *
   * @param node that was read, 0 if what was before the block
   * @param hash of the value
   */
  void add(int location, int node, long hash) {
    int count = (int) notes[COUNT];
    int at = COUNT + 1 + NOTE_WORDS * count;
    if (at == notes.length) {
      notes = Arrays.copyOf(notes, 2 * notes.length - COUNT - 1);
    }
    notes[at] = (long) node << 32 | location;
    notes[at + 1] = hash;
    LONGS.setRelease(notes, COUNT, count + 1L);
  }

  /** Whether one of them has another value now, as transactions before {@code version} left it. */
  boolean isStale(MultiVersionState versions, int version) {
    long[] noted = notes;
    int end = COUNT + 1 + NOTE_WORDS * (int) (long) LONGS.getAcquire(noted, COUNT);
    for (int at = COUNT + 1; at < Math.min(end, noted.length); at += NOTE_WORDS) {
      int location = (int) noted[at];
      int node = (int) (noted[at] >>> 32);
      int now = versions.newest(location, version);
      // Another node may hold the same, and the same node something else.
      if ((now != node || node != 0) && versions.slotHash(location, now) != noted[at + 1]) {
        return true;
      }
    }
    return false;
  }
}
