package io.weft.execution.trie;

import java.util.Arrays;

/** Paths of half-bytes, one nibble a byte, and their hex-prefix form (appendix C). */
final class Nibbles {
  static final byte[] NONE = new byte[0];

  private Nibbles() {}

  /** Nibble {@code index} of a key. */
  static int at(byte[] key, int index) {
    int both = key[index >> 1];
    return (index & 1) == 0 ? (both >> 4) & 15 : both & 15;
  }

  /** The path a key takes from depth {@code from} on. */
  static byte[] suffix(byte[] key, int from) {
    byte[] path = new byte[2 * key.length - from];
    for (int i = 0; i < path.length; i++) {
      path[i] = (byte) at(key, from + i);
    }
    return path;
  }

  /** How many nibbles two keys have in common from depth {@code from} on. */
  static int common(byte[] a, byte[] b, int from) {
    int end = 2 * Math.min(a.length, b.length);
    int i = from;
    while (i < end && at(a, i) == at(b, i)) {
      i++;
    }
    return i - from;
  }

  /** How many nibbles of {@code path} a key follows from depth {@code from} on. */
  static int matching(byte[] path, byte[] key, int from) {
    int end = Math.min(path.length, 2 * key.length - from);
    int i = 0;
    while (i < end && path[i] == at(key, from + i)) {
      i++;
    }
    return i;
  }

  static byte[] slice(byte[] path, int from, int to) {
    return from == to ? NONE : Arrays.copyOfRange(path, from, to);
  }

  static byte[] concat(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  static byte[] prepend(int nibble, byte[] tail) {
    byte[] joined = new byte[tail.length + 1];
    joined[0] = (byte) nibble;
    System.arraycopy(tail, 0, joined, 1, tail.length);
    return joined;
  }

  /** The key whose first {@code depth} nibbles are those of {@code key}, then {@code path}. */
  static byte[] splice(byte[] key, int depth, byte[] path) {
    byte[] joined = new byte[(depth + path.length) / 2];
    for (int i = 0; i < depth + path.length; i++) {
      int nibble = i < depth ? at(key, i) : path[i - depth];
      joined[i >> 1] |= (byte) ((i & 1) == 0 ? nibble << 4 : nibble);
    }
    return joined;
  }

  static byte[] toHexPrefix(byte[] path, boolean isLeaf) {
    byte[] packed = new byte[path.length / 2 + 1];
    int flag = isLeaf ? 0x20 : 0;
    int odd = path.length & 1;
    packed[0] = (byte) (odd == 0 ? flag : flag | 0x10 | path[0]);
    for (int i = odd; i < path.length; i += 2) {
      packed[1 + i / 2] = (byte) (path[i] << 4 | path[i + 1]);
    }
    return packed;
  }

  static boolean isLeaf(byte[] hexPrefix) {
    return (hexPrefix[0] & 0x20) != 0;
  }

  static byte[] fromHexPrefix(byte[] packed) {
    return suffix(packed, (packed[0] & 0x10) != 0 ? 1 : 2);
  }
}
