package io.weft.node.metrics;

import java.util.Locale;

/** What happens to a block on its way into the chain, in this order. */
public enum BlockStage {
  /** Bytes become a block; not for blocks made here. */
  DECODE,
  /** Who sent its transactions; the pool knows it of those it had. */
  RECOVER,
  /** Reads of what it will touch, ahead of its execution. */
  PREFETCH,
  /** Its transactions, and the checks that go before. */
  EXECUTE,
  /** Roots of receipts and state, and the header held against them. */
  ROOTS,
  /** One write batch, until it is as durable as the store makes it. */
  PERSIST,
  /** Whoever waits for the new head hears of it. */
  PUBLISH;

  /** The name in metrics and tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
