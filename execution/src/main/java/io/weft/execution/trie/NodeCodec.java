package io.weft.execution.trie;

import io.weft.execution.primitives.Bytes;
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
        RlpWriter out = new RlpWriter(leaf.path.length / 2 + leaf.value.length + 12);
        int list = out.beginList();
        out.write(Nibbles.toHexPrefix(leaf.path, true)).write(leaf.value);
        yield out.endList(list).toArray();
      }
      case Extension extension -> {
        RlpWriter out = new RlpWriter(extension.path.length / 2 + 48);
        int list = out.beginList();
        out.write(Nibbles.toHexPrefix(extension.path, false)).raw(reference(extension.child()));
        yield out.endList(list).toArray();
      }
      case Branch branch -> {
        RlpWriter out = new RlpWriter(540);
        int list = out.beginList();
        for (int i = 0; i < 16; i++) {
          Node child = branch.child(i);
          if (child == null) {
            out.raw(EMPTY_STRING);
          } else {
            out.raw(reference(child));
          }
        }
        if (branch.value == null) {
          out.raw(EMPTY_STRING);
        } else {
          out.write(branch.value);
        }
        yield out.endList(list).toArray();
      }
    };
  }

  private static byte[] reference(Node node) {
    return switch (node) {
      case Stored stored -> Node.referenceTo(stored.hash());
      case Loaded loaded -> {
        byte[] known = loaded.reference();
        if (known == null) {
          throw new IllegalStateException("child encoded after its parent");
        }
        yield known;
      }
    };
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
