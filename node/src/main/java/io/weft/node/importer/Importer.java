package io.weft.node.importer;

import io.weft.consensus.FinalizedBlockSink;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Block;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Makes agreed blocks the head. A block this node proposed itself was executed when it was built;
 * {@link #remember} keeps that result, so that it is not executed twice. The agreed block is known
 * by its hash, whether or not it is the same object.
 */
public final class Importer implements FinalizedBlockSink {
  private final ExecutionEngine engine;
  private final List<ChainHead.Listener> listeners = new CopyOnWriteArrayList<>();
  // Owned by the consensus thread.
  private @Nullable ExecutedBlock candidate;

  public Importer(ExecutionEngine engine) {
    this.engine = engine;
  }

  /** Adds a listener; listeners are told in the order in which they were added. */
  public void onHead(ChainHead.Listener listener) {
    listeners.add(listener);
  }

  /** Keeps what the proposer executed until its block is agreed on, or the next one is proposed. */
  public void remember(ExecutedBlock proposed) {
    candidate = proposed;
  }

  @Override
  public void accept(Block block) {
    ExecutedBlock executed = candidate;
    candidate = null;
    if (executed == null || !executed.block().hash().equals(block.hash())) {
      executed = execute(block);
    }
    ChainView view = engine.commit(executed);
    publish(new ChainHead.Extended(view, executed));
  }

  /** Changes the state by hand before the next block. */
  public void intervene(StateDiff diff) {
    publish(new ChainHead.Intervened(engine.intervene(diff)));
  }

  /** Takes the chain back to a block it had. */
  public void rewind(ChainPosition target) {
    publish(new ChainHead.Rewound(engine.unwind(target)));
  }

  private ExecutedBlock execute(Block block) {
    BlockResult result = engine.execute(block);
    return switch (result) {
      case ExecutedBlock executed -> executed;
      case InvalidBlock invalid ->
          throw new IllegalStateException(
              "agreed block " + block.number() + " is invalid: " + invalid);
    };
  }

  private void publish(ChainHead head) {
    for (ChainHead.Listener listener : listeners) {
      listener.changed(head);
    }
  }
}
