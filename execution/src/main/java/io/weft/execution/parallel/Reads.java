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
 * <p>Accounts are noted as well, but not what of them was of interest: that another transaction has
 * paid or called one since, as happens all the time, seldom changes anything.
 *
 * <p>The worker writes the notes, then their number; others read the number, then the notes.
 */
final class Reads {
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  /** The number of notes, a cache line from where the array begins: it is written all the time. */
  private static final int COUNT = 8;

  private static final int NOTE_WORDS = 2;

  /** Above the number of a node. */
  private static final long IS_ACCOUNT = 1L << 63;

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
  void addSlot(int location, int node, long hash) {
    add((long) node << 32 | location, hash);
  }

  /**
   * The same.
   *
   * @param node the newest that there was
   */
  void addAccount(int location, int node) {
    add(IS_ACCOUNT | (long) node << 32 | location, 0);
  }

  private void add(long place, long hash) {
    int count = (int) notes[COUNT];
    int at = COUNT + 1 + NOTE_WORDS * count;
    if (at == notes.length) {
      notes = Arrays.copyOf(notes, 2 * notes.length - COUNT - 1);
    }
    notes[at] = place;
    notes[at + 1] = hash;
    LONGS.setRelease(notes, COUNT, count + 1L);
  }

  /** Whether a slot has another value now, as transactions before {@code version} left it. */
  boolean isStale(MultiVersionState versions, int version) {
    return isStale(versions, version, false);
  }

  /** Whether a slot has, or anything of an account. */
  boolean mayBeStale(MultiVersionState versions, int version) {
    return isStale(versions, version, true);
  }

  private boolean isStale(MultiVersionState versions, int version, boolean doAccountsCount) {
    long[] noted = notes;
    int end = COUNT + 1 + NOTE_WORDS * (int) (long) LONGS.getAcquire(noted, COUNT);
    for (int at = COUNT + 1; at < Math.min(end, noted.length); at += NOTE_WORDS) {
      long place = noted[at];
      boolean isChanged =
          place < 0
              ? doAccountsCount && versions.newest((int) place, version) != node(place)
              : isChanged(versions, version, (int) place, node(place), noted[at + 1]);
      if (isChanged) {
        return true;
      }
    }
    return false;
  }

  private static int node(long place) {
    return (int) ((place & ~IS_ACCOUNT) >>> 32);
  }

  private static boolean isChanged(
      MultiVersionState versions, int version, int slot, int node, long hash) {
    int now = versions.newest(slot, version);
    // Another node may hold the same, and the same node something else.
    return (now != node || node != 0) && versions.slotHash(slot, now) != hash;
  }
}
