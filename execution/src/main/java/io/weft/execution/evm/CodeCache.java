package io.weft.execution.evm;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Analysed code by hash, bounded by its bytes; what was used longest ago goes first. */
final class CodeCache {
  private static final int MAX_BYTES = 32 << 20;

  private final Map<Hash32, Code> codes = new LinkedHashMap<>(1024, 0.75f, true);
  private long bytes;

  @Nullable Code get(Hash32 hash) {
    return codes.get(hash);
  }

  Code put(Hash32 hash, Bytes source) {
    Code code = Code.of(source);
    codes.put(hash, code);
    bytes += code.size;
    Iterator<Code> eldest = codes.values().iterator();
    while (bytes > MAX_BYTES && eldest.hasNext()) {
      bytes -= eldest.next().size;
      eldest.remove();
    }
    return code;
  }
}
