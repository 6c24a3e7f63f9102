package io.weft.node.importer;

import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chain.ChainView;

/** The head after a change of the chain; immutable, and valid for as long as anybody holds it. */
public sealed interface ChainHead {
  ChainView view();

  /** A block was added to the head before. */
  record Extended(ChainView view, ExecutedBlock executed) implements ChainHead {}

  /** A developer changed the state by hand; the block is the same as before. */
  record Intervened(ChainView view) implements ChainHead {}

  /** Blocks were taken back. */
  record Rewound(ChainView view) implements ChainHead {}

  /** Hears of every new head, in order, on the consensus thread; must be quick and not throw. */
  @FunctionalInterface
  interface Listener {
    void changed(ChainHead head);
  }
}
