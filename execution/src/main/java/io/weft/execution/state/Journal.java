package io.weft.execution.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The undo log of a transaction: one stack of words, in which each entry ends with a header naming
 * its kind and its subject, so that it is read from the top down. Old values that are objects stand
 * on a second stack.
 */
final class Journal {
  static final int BALANCE = 0;
  static final int NONCE = 1;
  static final int CODE = 2;
  static final int STORAGE = 3;
  static final int TRANSIENT = 4;
  static final int WARM_ACCOUNT = 5;
  static final int WARM_SLOT = 6;
  static final int EXISTENCE = 7;
  static final int CREATION = 8;
  static final int DESTRUCTION = 9;
  static final int TOUCH = 10;

  /** The account is gone with the end of the transaction; nothing is undone after that. */
  static final int REMOVAL = 11;

  /** Words under the header, by kind. */
  private static final int[] WORDS = {4, 1, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0};

  private long[] words = new long[1024];
  private int top;
  private @Nullable Object[] objects = new @Nullable Object[16];
  private int objectTop;

  int size() {
    return top;
  }

  void clear() {
    top = 0;
    Arrays.fill(objects, 0, objectTop, null);
    objectTop = 0;
  }

  /** Records that a mark was set; undoing it needs no old value. */
  void mark(int kind, int subject) {
    ensure(1);
    words[top++] = header(kind, subject);
  }

  /** Records an old 64-bit value. */
  void word(int kind, int subject, long old) {
    ensure(2);
    words[top++] = old;
    words[top++] = header(kind, subject);
  }

  /** Records the four limbs from {@code old[at]}. */
  void limbs(int kind, int subject, long[] old, int at) {
    ensure(5);
    System.arraycopy(old, at, words, top, 4);
    words[top + 4] = header(kind, subject);
    top += 5;
  }

  /** Records two old objects; {@link #popObject} returns the second first. */
  void objects(int kind, int subject, Object first, @Nullable Object second) {
    if (objectTop + 2 > objects.length) {
      objects = Arrays.copyOf(objects, 2 * objects.length);
    }
    objects[objectTop++] = first;
    objects[objectTop++] = second;
    mark(kind, subject);
  }

  /** The header of the entry that ends below {@code height}. */
  long header(int height) {
    return words[height - 1];
  }

  /** The height below the entry with this header that ends below {@code height}. */
  static int below(int height, long header) {
    return height - 1 - WORDS[kind(header)];
  }

  long pop() {
    return words[--top];
  }

  void popLimbs(long[] target, int at) {
    top -= 4;
    System.arraycopy(words, top, target, at, 4);
  }

  @Nullable Object popObject() {
    Object popped = objects[--objectTop];
    objects[objectTop] = null;
    return popped;
  }

  static int kind(long header) {
    return (int) (header >>> 32);
  }

  static int subject(long header) {
    return (int) header;
  }

  private static long header(int kind, int subject) {
    return (long) kind << 32 | subject;
  }

  private void ensure(int more) {
    if (top + more > words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
  }
}
