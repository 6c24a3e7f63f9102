package io.weft.execution.chain;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.Receipt;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recently used blocks by hash, decoded, since clients ask for the newest again and again. Bounded
 * by their transactions. Guarded by its monitor; a block never changes, so all views share it.
 */
final class BlockCache {
  private static final int MAX_BLOCKS = 256;
  private static final int MAX_TRANSACTIONS = 60_000;

  /** A block and what its transactions left. */
  record Entry(Block block, List<Receipt> receipts) {}

  private final Map<Hash32, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private int transactions;

  synchronized @Nullable Entry get(Hash32 hash) {
    return entries.get(hash);
  }

  synchronized void put(Hash32 hash, Entry entry) {
    if (entries.putIfAbsent(hash, entry) != null) {
      return;
    }
    transactions += entry.block.transactions().size();
    Iterator<Entry> eldest = entries.values().iterator();
    while ((transactions > MAX_TRANSACTIONS || entries.size() > MAX_BLOCKS) && entries.size() > 1) {
      transactions -= eldest.next().block.transactions().size();
      eldest.remove();
    }
  }
}
