package io.weft.execution.trie;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.trie.Node.Branch;
import io.weft.execution.trie.Node.Extension;
import io.weft.execution.trie.Node.Leaf;
import io.weft.execution.trie.Node.Loaded;
import io.weft.execution.trie.Node.Stored;
import org.jspecify.annotations.Nullable;

/** Nodes to RLP and back. */
final class NodeCodec {
  private static final int EMPTY_STRING = 0x80;

  private NodeCodec() {}

  /** The encoding of a node whose children have their references. */
  static byte[] encode(Loaded node) {
    return switch (node) {
      case Leaf leaf -> {
        byte[] path = Nibbles.toHexPrefix(leaf.path, true);
        int payload = RlpWriter.sizeOf(path) + RlpWriter.sizeOf(leaf.value);
        yield list(payload).write(path).write(leaf.value).toArray();
      }
      case Extension extension -> {
        byte[] path = Nibbles.toHexPrefix(extension.path, false);
        Node child = extension.child();
        RlpWriter out = list(RlpWriter.sizeOf(path) + referenceSize(child)).write(path);
        writeReference(out, child);
        yield out.toArray();
      }
      case Branch branch -> encode(branch);
    };
  }

  private static byte[] encode(Branch branch) {
    byte[] value = branch.value;
    int payload = value == null ? 1 : RlpWriter.sizeOf(value);
    for (int i = 0; i < 16; i++) {
      Node child = branch.child(i);
      payload += child == null ? 1 : referenceSize(child);
    }
    RlpWriter out = list(payload);
    for (int i = 0; i < 16; i++) {
      Node child = branch.child(i);
      if (child == null) {
        out.raw(EMPTY_STRING);
      } else {
        writeReference(out, child);
      }
    }
    return (value == null ? out.raw(EMPTY_STRING) : out.write(value)).toArray();
  }

  /** A writer of just what a list with this payload takes. */
  private static RlpWriter list(int payload) {
    return new RlpWriter(RlpWriter.sizeOfList(payload)).beginList(payload);
  }

  private static int referenceSize(Node node) {
    return switch (node) {
      case Stored _ -> 1 + Hash32.SIZE;
      case Loaded loaded -> reference(loaded).length;
    };
  }

  private static void writeReference(RlpWriter out, Node node) {
    switch (node) {
      case Stored stored -> out.write(stored.hash());
      case Loaded loaded -> out.raw(reference(loaded));
    }
  }

  private static byte[] reference(Loaded node) {
    byte[] known = node.reference();
    if (known == null) {
      throw new IllegalStateException("child encoded after its parent");
    }
    return known;
  }

  /** Decodes a node; the caller tells it its reference. */
  static Loaded decode(byte[] encoded) {
    RlpReader outer = new RlpReader(encoded);
    RlpReader items = outer.list();
    outer.end();
    int count = items.count();
    Loaded node =
        switch (count) {
          case 2 -> decodeShort(items);
          case 17 -> decodeBranch(items);
          default -> throw new RlpException("trie node: expected 2 or 17 items, got " + count);
        };
    return node;
  }

  private static Loaded decodeShort(RlpReader items) {
    byte[] prefix = items.bytes().unsafeArray();
    if (prefix.length == 0) {
      throw new RlpException("trie node without a path");
    }
    byte[] path = Nibbles.fromHexPrefix(prefix);
    if (Nibbles.isLeaf(prefix)) {
      return new Leaf(path, items.bytes().unsafeArray());
    }
    Node child = decodeChild(items);
    if (child == null) {
      throw new RlpException("trie extension without a child");
    }
    return new Extension(path, child);
  }

  private static Loaded decodeBranch(RlpReader items) {
    @Nullable Node[] children = new @Nullable Node[16];
    for (int i = 0; i < 16; i++) {
      children[i] = decodeChild(items);
    }
    Bytes value = items.bytes();
    return new Branch(children, value.isEmpty() ? null : value.unsafeArray());
  }

  private static @Nullable Node decodeChild(RlpReader items) {
    if (items.nextIsList()) {
      byte[] embedded = items.raw().unsafeArray();
      Loaded node = decode(embedded);
      node.remember(embedded);
      return node;
    }
    if (items.nextIsEmptyString()) {
      items.skip();
      return null;
    }
    return new Stored(items.hash32());
  }
}
