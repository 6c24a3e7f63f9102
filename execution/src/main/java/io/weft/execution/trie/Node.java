package io.weft.execution.trie;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Hash32;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A node of a trie. Its content never changes, but two things are filled in later: the reference a
 * parent embeds, by the thread that hashes the trie before others see it, and a child read from the
 * source in place of its {@link Stored} stand-in, by any reader. The latter is published with
 * release and read with acquire, so whoever sees the child sees all of it; two readers may both
 * load it, with equal results.
 */
sealed interface Node {

  /** A node known by its hash only. */
  record Stored(Hash32 hash) implements Node {}

  /** A node whose content is in memory. */
  abstract sealed class Loaded implements Node {
    /** What the parent embeds: the hash as RLP string, or the node itself below 32 bytes. */
    private byte @Nullable [] reference;

    final byte @Nullable [] reference() {
      return reference;
    }

    final void remember(byte[] computed) {
      reference = computed;
    }

    /** The hash this node is stored under, or null where it is embedded or not yet hashed. */
    final @Nullable Hash32 hash() {
      byte[] known = reference;
      return known != null && known.length == 33 ? Hash32.from(known, 1) : null;
    }
  }

  /** The end of a path, with its value. */
  final class Leaf extends Loaded {
    final byte[] path;
    final byte[] value;

    Leaf(byte[] path, byte[] value) {
      this.path = path;
      this.value = value;
    }
  }

  /** A stretch of path without a fork. */
  final class Extension extends Loaded {
    final byte[] path;
    private volatile Node child;

    Extension(byte[] path, Node child) {
      this.path = path;
      this.child = child;
    }

    Node child() {
      return child;
    }

    void fill(Loaded loaded) {
      child = loaded;
    }
  }

  /** A fork in sixteen, with the value of the key that ends here. */
  final class Branch extends Loaded {
    private static final VarHandle CHILD = MethodHandles.arrayElementVarHandle(Node[].class);

    private final @Nullable Node[] children;
    final byte @Nullable [] value;

    Branch(@Nullable Node[] children, byte @Nullable [] value) {
      this.children = children;
      this.value = value;
    }

    @Nullable Node child(int nibble) {
      return (Node) CHILD.getAcquire(children, nibble);
    }

    void fill(int nibble, Loaded loaded) {
      CHILD.setRelease(children, nibble, loaded);
    }

    @Nullable Node[] copyOfChildren() {
      @Nullable Node[] copy = new @Nullable Node[16];
      for (int i = 0; i < 16; i++) {
        copy[i] = child(i);
      }
      return copy;
    }
  }

  /** The reference of a node by hash. */
  static byte[] referenceTo(Hash32 hash) {
    byte[] reference = new byte[33];
    reference[0] = (byte) 0xA0;
    hash.copyTo(reference, 1);
    return reference;
  }

  /**
   * The reference of a node with this encoding.
   *
   * @param scratch for {@link Keccak256#hash(byte[], int, int, byte[], int, long[])}
   */
  static byte[] referenceOf(byte[] encoded, long[] scratch) {
    if (encoded.length < Hash32.SIZE) {
      return encoded;
    }
    byte[] reference = new byte[33];
    reference[0] = (byte) 0xA0;
    Keccak256.hash(encoded, 0, encoded.length, reference, 1, scratch);
    return reference;
  }
}
