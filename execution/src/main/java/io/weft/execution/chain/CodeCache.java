package io.weft.execution.chain;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.store.Column;
import io.weft.execution.store.StoreReader;
import org.jspecify.annotations.Nullable;

/** Recently used code. Guarded by its monitor; code never changes, so all views share it. */
final class CodeCache {
  private static final int LIMIT = 1024;

  private final RecentMap<Hash32, Bytes> codes = new RecentMap<>(LIMIT);

  Bytes code(Hash32 codeHash, StoreReader rows) {
    Bytes code = find(codeHash);
    if (code == null) {
      byte[] row = rows.get(Column.CODE, codeHash.toArray());
      if (row == null) {
        throw new IllegalStateException("no account has code " + codeHash);
      }
      code = Bytes.wrap(row);
      put(codeHash, code);
    }
    return code;
  }

  private synchronized @Nullable Bytes find(Hash32 codeHash) {
    return codes.get(codeHash);
  }

  private synchronized void put(Hash32 codeHash, Bytes code) {
    codes.put(codeHash, code);
  }
}
