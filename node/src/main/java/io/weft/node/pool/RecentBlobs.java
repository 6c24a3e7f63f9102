package io.weft.node.pool;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.BlobSidecar;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sidecars that left the pool last, for those who ask after the block; no block carries them.
 * Guarded by the pool's monitor.
 */
final class RecentBlobs {
  private static final long MAX_BYTES = 32 << 20;

  private final Map<Hash32, BlobSidecar> byTransaction = new LinkedHashMap<>();
  private long bytes;

  void add(PooledTransaction transaction) {
    BlobSidecar sidecar = transaction.sidecar();
    if (sidecar == null || byTransaction.put(transaction.hash(), sidecar) != null) {
      return;
    }
    bytes += sidecar.size();
    Iterator<BlobSidecar> oldest = byTransaction.values().iterator();
    while (bytes > MAX_BYTES) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }

  @Nullable BlobSidecar get(Hash32 transactionHash) {
    return byTransaction.get(transactionHash);
  }

  Collection<BlobSidecar> all() {
    return byTransaction.values();
  }
}
