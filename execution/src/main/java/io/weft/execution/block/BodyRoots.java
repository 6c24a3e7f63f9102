package io.weft.execution.block;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.trie.OrderedTrie;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.List;

/** The roots by which a header commits to lists. */
public final class BodyRoots {
  private BodyRoots() {}

  public static Hash32 transactions(BlockBody body) {
    return OrderedTrie.root(body.encodedTransactions());
  }

  public static Hash32 receipts(List<Receipt> receipts) {
    List<Bytes> items = new ArrayList<>(receipts.size());
    for (Receipt receipt : receipts) {
      items.add(receipt.encoded());
    }
    return OrderedTrie.root(items);
  }

  public static Hash32 withdrawals(List<Withdrawal> withdrawals) {
    List<Bytes> items = new ArrayList<>(withdrawals.size());
    for (Withdrawal withdrawal : withdrawals) {
      RlpWriter out = new RlpWriter(64);
      withdrawal.writeTo(out);
      items.add(out.toBytes());
    }
    return OrderedTrie.root(items);
  }

  public static Hash32 ommers(List<BlockHeader> ommers) {
    if (ommers.isEmpty()) {
      return BlockHeader.EMPTY_OMMERS_HASH;
    }
    RlpWriter out = new RlpWriter(600 * ommers.size());
    int list = out.beginList();
    for (BlockHeader ommer : ommers) {
      ommer.writeTo(out);
    }
    return Keccak256.hash32(out.endList(list).toArray());
  }
}
