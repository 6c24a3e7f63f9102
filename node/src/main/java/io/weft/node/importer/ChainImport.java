package io.weft.node.importer;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import org.jspecify.annotations.Nullable;

/**
 * Feeds blocks to an intake, passing over those that the chain has already, so that an import may
 * be stopped and begun again.
 */
public final class ChainImport {
  private final BlockIntake intake;
  private final boolean needsLists;
  private final ChainView head;
  private long last;
  private long skipped;

  /**
   * @param needsLists whether every block whose header names an access list must come with it
   */
  public ChainImport(ExecutionEngine engine, BlockIntake intake, boolean needsLists) {
    this.intake = intake;
    this.needsLists = needsLists;
    this.head = engine.head();
    this.last = head.number();
  }

  /**
   * Adds a block.
   *
   * @param accessList that came with it, encoded, or null
   * @return what is wrong with it, or null; whether it is valid shows later
   */
  public @Nullable ImportFailure add(
      String origin, long number, Hash32 hash, Bytes encoded, @Nullable Bytes accessList) {
    if (number <= head.number()) {
      Hash32 known = head.hash(number);
      skipped++;
      return hash.equals(known)
          ? null
          : new ImportFailure(
              origin,
              number,
              "block of another chain: expected hash " + known + ", got " + hash,
              null);
    }
    if (number != last + 1) {
      return new ImportFailure(
          origin, number, "expected block " + (last + 1) + " next, got block " + number, null);
    }
    last = number;
    Arrival block = new Arrival.Encoded(origin, number, encoded, accessList, needsLists);
    return intake.offer(block) ? null : intake.finish();
  }

  /** How many blocks the chain had already. */
  public long skipped() {
    return skipped;
  }
}
