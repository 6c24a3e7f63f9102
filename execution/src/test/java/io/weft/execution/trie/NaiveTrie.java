package io.weft.execution.trie;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trie root straight from its definition (Yellow Paper appendix D), over all keys each time.
 */
final class NaiveTrie {
  private NaiveTrie() {}

  static Hash32 root(Map<Bytes, Bytes> values) {
    if (values.isEmpty()) {
      return Trie.EMPTY_ROOT;
    }
    SortedMap<String, Bytes> byPath = new TreeMap<>();
    values.forEach((key, value) -> byPath.put(key.toString().substring(2), value));
    return Keccak256.hash32(node(byPath, 0));
  }

  private static byte[] node(SortedMap<String, Bytes> values, int depth) {
    RlpWriter out = new RlpWriter();
    int list = out.beginList();
    if (values.size() == 1) {
      String path = values.firstKey().substring(depth);
      out.write(hexPrefix(path, true)).write(values.firstEntry().getValue());
      return out.endList(list).toArray();
    }
    int shared = shared(values.firstKey(), values.lastKey());
    if (shared > depth) {
      String path = values.firstKey().substring(depth, shared);
      out.write(hexPrefix(path, false)).raw(reference(values, shared));
      return out.endList(list).toArray();
    }
    Bytes own = Bytes.EMPTY;
    for (char digit : "0123456789abcdef".toCharArray()) {
      SortedMap<String, Bytes> below = new TreeMap<>();
      for (Map.Entry<String, Bytes> entry : values.entrySet()) {
        String path = entry.getKey();
        if (path.length() == depth) {
          own = entry.getValue();
        } else if (path.charAt(depth) == digit) {
          below.put(path, entry.getValue());
        }
      }
      if (below.isEmpty()) {
        out.raw(0x80);
      } else {
        out.raw(reference(below, depth + 1));
      }
    }
    out.write(own);
    return out.endList(list).toArray();
  }

  private static byte[] reference(SortedMap<String, Bytes> values, int depth) {
    byte[] encoded = node(values, depth);
    return encoded.length < 32
        ? encoded
        : new RlpWriter().write(Keccak256.hash32(encoded)).toArray();
  }

  private static int shared(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  private static byte[] hexPrefix(String path, boolean isLeaf) {
    int flag = isLeaf ? 2 : 0;
    String text = path.length() % 2 == 0 ? flag + "0" + path : (flag + 1) + path;
    return Bytes.fromHex(text).toArray();
  }
}
