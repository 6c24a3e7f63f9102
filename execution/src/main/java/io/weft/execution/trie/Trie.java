package io.weft.execution.trie;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.trie.Node.Branch;
import io.weft.execution.trie.Node.Extension;
import io.weft.execution.trie.Node.Leaf;
import io.weft.execution.trie.Node.Loaded;
import io.weft.execution.trie.Node.Stored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A persistent Merkle-Patricia trie.
 *
 * <p>{@link #update} walks the trie once with all changes in key order: at a branch the changes are
 * split by nibble, so each node on a changed path is copied once however many keys lie below it.
 * {@link #hash} encodes and hashes each new node once, children first, and hands those of 32 bytes
 * and more (and the root) to a sink. Nodes read from the source stay in memory with the trie that
 * read them and with its successors, until {@link #trimmed} lets go of them.
 *
 * <p>The shape is canonical whatever the order of changes: no branch has fewer than two ways, no
 * extension leads to anything but a branch. Safe to read from many threads; see {@link Node}.
 */
@SuppressWarnings("ReferenceEquality") // an unchanged subtree is recognised by identity
public final class Trie {
  /** The root of a trie without keys: the hash of the empty string's RLP. */
  public static final Hash32 EMPTY_ROOT = Keccak256.hash32(new byte[] {(byte) 0x80});

  private final NodeSource source;

  /** Volatile, since the first reader replaces a stored root by the loaded one. */
  private volatile @Nullable Node root;

  private Trie(NodeSource source, @Nullable Node root) {
    this.source = source;
    this.root = root;
  }

  /** The trie with this root, read from {@code source} as needed. */
  public static Trie at(Hash32 root, NodeSource source) {
    return new Trie(source, root.equals(EMPTY_ROOT) ? null : new Stored(root));
  }

  /** A trie without keys that lives in memory. */
  public static Trie empty() {
    return at(EMPTY_ROOT, NodeSource.NONE);
  }

  public boolean isEmpty() {
    return root == null;
  }

  // --- reading

  /** The value under {@code key}, or null. Not to be written to. */
  public byte @Nullable [] get(byte[] key) {
    Node node = top();
    int depth = 0;
    while (node != null) {
      switch (node) {
        case Stored stored -> node = load(stored);
        case Leaf leaf -> {
          return isWhole(leaf.path, key, depth) ? leaf.value : null;
        }
        case Extension extension -> {
          int length = extension.path.length;
          if (Nibbles.matching(extension.path, key, depth) < length) {
            return null;
          }
          depth += length;
          node = child(extension);
        }
        case Branch branch -> {
          if (depth == 2 * key.length) {
            return branch.value;
          }
          node = child(branch, Nibbles.at(key, depth));
          depth++;
        }
      }
    }
    return null;
  }

  /**
   * The nodes on the way to {@code key}, root first, as eth_getProof shows them (EIP-1186): nodes
   * embedded in their parent are not repeated. Where the key is absent, they prove that. The trie
   * must have been hashed.
   */
  public List<Bytes> proof(byte[] key) {
    List<Bytes> nodes = new ArrayList<>();
    Node node = top();
    int depth = 0;
    while (node != null) {
      Loaded loaded = loaded(node);
      if (nodes.isEmpty() || loaded.hash() != null) {
        nodes.add(Bytes.wrap(NodeCodec.encode(loaded)));
      }
      switch (loaded) {
        case Leaf _ -> node = null;
        case Extension extension -> {
          int length = extension.path.length;
          boolean follows = Nibbles.matching(extension.path, key, depth) == length;
          depth += length;
          node = follows ? child(extension) : null;
        }
        case Branch branch -> {
          node = depth == 2 * key.length ? null : child(branch, Nibbles.at(key, depth));
          depth++;
        }
      }
    }
    return nodes;
  }

  /** Visits every node that is stored under its own hash, parents first. */
  public void visit(NodeSink visitor) {
    visit(root, true, visitor);
  }

  private void visit(@Nullable Node node, boolean isRoot, NodeSink visitor) {
    if (node == null) {
      return;
    }
    Loaded loaded = loaded(node);
    Hash32 hash = node instanceof Stored stored ? stored.hash() : loaded.hash();
    if (hash != null) {
      visitor.accept(hash, NodeCodec.encode(loaded));
    } else if (isRoot) {
      byte[] encoded = NodeCodec.encode(loaded);
      visitor.accept(Keccak256.hash32(encoded), encoded);
    }
    switch (loaded) {
      case Leaf _ -> {}
      case Extension extension -> visit(extension.child(), false, visitor);
      case Branch branch -> {
        for (int i = 0; i < 16; i++) {
          visit(branch.child(i), false, visitor);
        }
      }
    }
  }

  private static boolean isWhole(byte[] path, byte[] key, int depth) {
    return path.length == 2 * key.length - depth
        && Nibbles.matching(path, key, depth) == path.length;
  }

  private @Nullable Node child(Branch branch, int nibble) {
    Node child = branch.child(nibble);
    if (child instanceof Stored stored) {
      Loaded loaded = load(stored);
      branch.fill(nibble, loaded);
      return loaded;
    }
    return child;
  }

  private Node child(Extension extension) {
    Node child = extension.child();
    if (child instanceof Stored stored) {
      Loaded loaded = load(stored);
      extension.fill(loaded);
      return loaded;
    }
    return child;
  }

  private @Nullable Node top() {
    Node node = root;
    if (node instanceof Stored stored) {
      node = load(stored);
      root = node;
    }
    return node;
  }

  private Loaded loaded(Node node) {
    return switch (node) {
      case Stored stored -> load(stored);
      case Loaded loaded -> loaded;
    };
  }

  private Loaded load(Stored stored) {
    Loaded node = NodeCodec.decode(source.load(stored.hash()));
    node.remember(Node.referenceTo(stored.hash()));
    return node;
  }

  // --- changing

  /**
   * The trie after {@code changes}.
   *
   * @param changes ascending by key, each key once
   */
  public Trie update(List<Change> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    Change[] sorted = changes.toArray(new Change[0]);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i - 1].compareTo(sorted[i]) >= 0) {
        throw new IllegalArgumentException("changes out of order at " + i);
      }
    }
    Node before = top();
    Node changed = update(before, 0, sorted, 0, sorted.length);
    return changed == before ? this : new Trie(source, changed);
  }

  /** The subtree at {@code depth} after changes {@code from} to {@code to}, which all lie in it. */
  private @Nullable Node update(
      @Nullable Node node, int depth, Change[] changes, int from, int to) {
    return switch (node) {
      case null -> build(depth, changes, from, to);
      case Stored stored -> {
        Loaded loaded = load(stored);
        Node changed = update(loaded, depth, changes, from, to);
        yield changed == loaded ? stored : changed;
      }
      case Leaf leaf -> updateLeaf(leaf, depth, changes, from, to);
      case Extension extension -> updateExtension(extension, depth, changes, from, to);
      case Branch branch -> updateBranch(branch, depth, changes, from, to);
    };
  }

  private @Nullable Node updateLeaf(Leaf leaf, int depth, Change[] changes, int from, int to) {
    if (to - from == 1 && isWhole(leaf.path, changes[from].keyArray(), depth)) {
      byte[] value = changes[from].valueArray();
      if (value == null) {
        return null;
      }
      return Arrays.equals(value, leaf.value) ? leaf : new Leaf(leaf.path, value);
    }
    // The leaf joins the changes, unless one of them is about its key, and they start afresh.
    Change own =
        new Change(
            Bytes.wrap(Nibbles.splice(changes[from].keyArray(), depth, leaf.path)),
            Bytes.wrap(leaf.value));
    int at = Arrays.binarySearch(changes, from, to, own);
    if (at >= 0) {
      return build(depth, changes, from, to);
    }
    int before = -(at + 1) - from;
    Change[] merged = new Change[to - from + 1];
    System.arraycopy(changes, from, merged, 0, before);
    merged[before] = own;
    System.arraycopy(changes, from + before, merged, before + 1, to - from - before);
    return build(depth, merged, 0, merged.length);
  }

  private @Nullable Node updateExtension(
      Extension extension, int depth, Change[] changes, int from, int to) {
    byte[] path = extension.path;
    // Keys are sorted, so those that leave the path earliest are at one end.
    int shared =
        Math.min(
            Nibbles.matching(path, changes[from].keyArray(), depth),
            Nibbles.matching(path, changes[to - 1].keyArray(), depth));
    if (shared == path.length) {
      Node changed = update(extension.child(), depth + shared, changes, from, to);
      return changed == extension.child() ? extension : prefixed(path, changed);
    }
    @Nullable Node[] children = new @Nullable Node[16];
    // What an extension leads to is a branch, so there is nothing to merge with.
    children[path[shared]] =
        shared + 1 == path.length
            ? extension.child()
            : new Extension(Nibbles.slice(path, shared + 1, path.length), extension.child());
    Branch fork = new Branch(children, null);
    Node changed = updateBranch(fork, depth + shared, changes, from, to);
    return changed == fork ? extension : prefixed(Nibbles.slice(path, 0, shared), changed);
  }

  private @Nullable Node updateBranch(
      Branch branch, int depth, Change[] changes, int from, int to) {
    @Nullable Node[] children = null;
    byte[] value = branch.value;
    int at = from;
    if (changes[at].keyArray().length * 2 == depth) {
      value = changes[at++].valueArray();
    }
    while (at < to) {
      int nibble = Nibbles.at(changes[at].keyArray(), depth);
      int end = endOfGroup(nibble, depth, changes, at, to);
      Node child = branch.child(nibble);
      Node changed = update(child, depth + 1, changes, at, end);
      if (changed != child) {
        if (children == null) {
          children = branch.copyOfChildren();
        }
        children[nibble] = changed;
      }
      at = end;
    }
    if (children == null && Arrays.equals(value, branch.value)) {
      return branch;
    }
    return compact(children == null ? branch.copyOfChildren() : children, value);
  }

  /** A subtree of the values in {@code changes} alone. */
  private static @Nullable Node build(int depth, Change[] changes, int from, int to) {
    int first = nextValue(changes, from, to);
    if (first == to) {
      return null;
    }
    int last = to - 1;
    byte[] lastValue = changes[last].valueArray();
    while (lastValue == null) {
      lastValue = changes[--last].valueArray();
    }
    if (first == last) {
      return new Leaf(Nibbles.suffix(changes[first].keyArray(), depth), lastValue);
    }
    int shared = Nibbles.common(changes[first].keyArray(), changes[last].keyArray(), depth);
    int fork = depth + shared;
    @Nullable Node[] children = new @Nullable Node[16];
    byte[] value = null;
    int at = first;
    if (changes[at].keyArray().length * 2 == fork) {
      value = changes[at++].valueArray();
    }
    while (at <= last) {
      int nibble = Nibbles.at(changes[at].keyArray(), fork);
      int end = endOfGroup(nibble, fork, changes, at, last + 1);
      children[nibble] = build(fork + 1, changes, at, end);
      at = end;
    }
    Branch branch = new Branch(children, value);
    return shared == 0
        ? branch
        : new Extension(
            Nibbles.slice(Nibbles.suffix(changes[first].keyArray(), depth), 0, shared), branch);
  }

  private static int nextValue(Change[] changes, int from, int to) {
    int at = from;
    while (at < to && changes[at].valueArray() == null) {
      at++;
    }
    return at;
  }

  private static int endOfGroup(int nibble, int depth, Change[] changes, int from, int to) {
    int end = from + 1;
    while (end < to && Nibbles.at(changes[end].keyArray(), depth) == nibble) {
      end++;
    }
    return end;
  }

  /** A branch, or what is left of one that lost its ways. */
  private @Nullable Node compact(@Nullable Node[] children, byte @Nullable [] value) {
    int ways = 0;
    int only = 0;
    for (int i = 0; i < 16; i++) {
      if (children[i] != null) {
        ways++;
        only = i;
      }
    }
    if (ways == 0) {
      return value == null ? null : new Leaf(Nibbles.NONE, value);
    }
    if (ways > 1 || value != null) {
      return new Branch(children, value);
    }
    return prefixed(new byte[] {(byte) only}, children[only]);
  }

  /** The subtree that {@code path} leads to, merged with a leaf or extension at its end. */
  private @Nullable Node prefixed(byte[] path, @Nullable Node end) {
    if (end == null || path.length == 0) {
      return end;
    }
    return switch (loaded(end)) {
      case Leaf leaf -> new Leaf(Nibbles.concat(path, leaf.path), leaf.value);
      case Extension extension ->
          new Extension(Nibbles.concat(path, extension.path), extension.child());
      case Branch branch -> new Extension(path, branch);
    };
  }

  // --- hashing

  /** The root hash, computed where needed; {@code sink} takes the nodes that were new. */
  public Hash32 hash(NodeSink sink) {
    Node top = root;
    return switch (top) {
      case null -> EMPTY_ROOT;
      case Stored stored -> stored.hash();
      case Loaded loaded -> {
        boolean isNew = loaded.reference() == null;
        byte[] reference = refer(loaded, sink, new long[Keccak256.LANES]);
        if (reference.length == 33) {
          yield Hash32.from(reference, 1);
        }
        Hash32 hash = Keccak256.hash32(reference);
        if (isNew) {
          sink.accept(hash, reference);
        }
        yield hash;
      }
    };
  }

  public Hash32 hash() {
    return hash(NodeSink.NONE);
  }

  private static byte[] refer(Loaded node, NodeSink sink, long[] scratch) {
    byte[] known = node.reference();
    if (known != null) {
      return known;
    }
    switch (node) {
      case Leaf _ -> {}
      case Extension extension -> {
        if (extension.child() instanceof Loaded child) {
          refer(child, sink, scratch);
        }
      }
      case Branch branch -> {
        for (int i = 0; i < 16; i++) {
          if (branch.child(i) instanceof Loaded loaded) {
            refer(loaded, sink, scratch);
          }
        }
      }
    }
    byte[] encoded = NodeCodec.encode(node);
    byte[] reference = Node.referenceOf(encoded, scratch);
    if (encoded.length >= Hash32.SIZE) {
      sink.accept(Hash32.from(reference, 1), encoded);
    }
    node.remember(reference);
    return reference;
  }

  /** How many of its nodes are in memory. */
  public int nodesInMemory() {
    return nodesInMemory(root);
  }

  private static int nodesInMemory(@Nullable Node node) {
    return switch (node) {
      case null -> 0;
      case Stored _ -> 0;
      case Leaf _ -> 1;
      case Extension extension -> 1 + nodesInMemory(extension.child());
      case Branch branch -> {
        int count = 1;
        for (int i = 0; i < 16; i++) {
          count += nodesInMemory(branch.child(i));
        }
        yield count;
      }
    };
  }

  /**
   * The same trie that keeps in memory only nodes above {@code depth}, counted in nodes from the
   * root. The trie must have been hashed and its nodes stored.
   */
  public Trie trimmed(int depth) {
    Node top = root;
    return new Trie(source, top == null ? null : trimmed(top, depth));
  }

  private static Node trimmed(Node node, int depth) {
    if (!(node instanceof Loaded loaded) || loaded.hash() == null) {
      return node;
    }
    if (depth == 0) {
      return new Stored(loaded.hash());
    }
    Loaded copy =
        switch (loaded) {
          case Leaf leaf -> leaf;
          case Extension extension ->
              new Extension(extension.path, trimmed(extension.child(), depth - 1));
          case Branch branch -> {
            @Nullable Node[] children = branch.copyOfChildren();
            for (int i = 0; i < 16; i++) {
              Node child = children[i];
              children[i] = child == null ? null : trimmed(child, depth - 1);
            }
            yield new Branch(children, branch.value);
          }
        };
    byte[] reference = loaded.reference();
    if (reference != null) {
      copy.remember(reference);
    }
    return copy;
  }
}
