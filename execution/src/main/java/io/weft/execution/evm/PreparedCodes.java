package io.weft.execution.evm;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Code made ready to run, by hash, bounded by its bytes: machines that share one prepare what they
 * all run once, from block to block. Safe to use from any thread.
 *
 * <p>Two generations: what is used goes to the young one; when that is full it becomes the old one,
 * and what nobody asked for since the last time is gone. So a hit takes no lock.
 */
public final class PreparedCodes {
  private static final long GENERATION_BYTES = 64 << 20;

  // What a byte of code takes with its program, about.
  private static final int FACTOR = 6;

  // Translating costs about what a run does.
  private static final int RUNS_BEFORE_TRANSLATION = 2;

  private final int runsBeforeTranslation;

  // Replaced under the lock; both maps may be read and filled at any time.
  private volatile Map<Hash32, Code> young = new ConcurrentHashMap<>();
  private volatile Map<Hash32, Code> old = Map.of();
  private long youngBytes;

  /** Translates code when it has run a few times. */
  public PreparedCodes() {
    this(RUNS_BEFORE_TRANSLATION);
  }

  /**
   * @param runsBeforeTranslation how often code runs one instruction at a time before it is
   *     translated: 0 translates all code at once, {@link Integer#MAX_VALUE} none
   */
  public PreparedCodes(int runsBeforeTranslation) {
    this.runsBeforeTranslation = runsBeforeTranslation;
  }

  int runsBeforeTranslation() {
    return runsBeforeTranslation;
  }

  @Nullable Code get(Hash32 hash) {
    Code code = young.get(hash);
    if (code == null) {
      code = old.get(hash);
      if (code != null) {
        keep(hash, code);
      }
    }
    return code;
  }

  Code put(Hash32 hash, Bytes source) {
    Code code = Code.of(source);
    keep(hash, code);
    return code;
  }

  private synchronized void keep(Hash32 hash, Code code) {
    if (young.put(hash, code) != null) {
      return;
    }
    youngBytes += (long) FACTOR * code.size;
    if (youngBytes > GENERATION_BYTES) {
      old = young;
      young = new ConcurrentHashMap<>();
      youngBytes = 0;
    }
  }
}
