package io.weft.execution.chain;

/** What the views of one chain remember together. */
public final class ChainCaches {
  /** Entries of accounts, and as many of slots; about 200 bytes each. */
  private static final int STATE_ENTRIES = 100_000;

  private final StateCache state = new StateCache(STATE_ENTRIES);
  private final CodeCache codes = new CodeCache();
  private final BlockCache blocks = new BlockCache();

  public StateCache state() {
    return state;
  }

  CodeCache codes() {
    return codes;
  }

  BlockCache blocks() {
    return blocks;
  }
}
