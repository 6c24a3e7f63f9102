package io.weft.node.importer;

import io.weft.consensus.FinalizedBlockSink;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Block;
import io.weft.node.metrics.StageTimers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Makes agreed blocks the head, through the stages of {@link BlockStages}. A block this node
 * proposed itself was executed when it was built; {@link #remember} keeps that result, so that it
 * is not executed twice. The agreed block is known by its hash, whether or not it is the same
 * object.
 *
 * <p>Blocks go through one by one: {@link #accept} returns once the block is durable and everybody
 * has heard of it. Overlap has little to offer here. Consensus may vote for the next block only
 * once this one is kept, whoever sent a transaction may be told of its receipt only then, and the
 * next proposal is chosen from a pool that has heard of this block. What could overlap is the wait
 * for the disk while the next block is already chosen and executed: some 3 % of the time where a
 * node under load seals every second, for a second view of the pool ahead of the head.
 */
public final class Importer implements FinalizedBlockSink {
  private final ExecutionEngine engine;
  private final BlockIntake.OneByOne intake;
  private final List<ChainHead.Listener> listeners = new CopyOnWriteArrayList<>();
  // Owned by the consensus thread.
  private @Nullable ExecutedBlock candidate;

  public Importer(ExecutionEngine engine, StageTimers timers) {
    this.engine = engine;
    this.intake = BlockIntake.oneByOne(engine, timers, this::publish);
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
    Arrival arrival =
        executed != null && executed.block().hash().equals(block.hash())
            ? new Arrival.Built(executed)
            : new Arrival.Received("consensus", block, null);
    if (!intake.offer(arrival)) {
      throw failure(intake.finish());
    }
  }

  private static RuntimeException failure(@Nullable ImportFailure failure) {
    RuntimeException cause = failure == null ? null : failure.cause();
    return cause != null
        ? cause
        : new IllegalStateException("agreed block cannot be the head: " + failure);
  }

  /** Changes the state by hand before the next block. */
  public void intervene(StateDiff diff) {
    ChainView view = engine.intervene(diff);
    intake.restart();
    publish(new ChainHead.Intervened(view));
  }

  /** Takes the chain back to a block it had. */
  public void rewind(ChainPosition target) {
    ChainView view = engine.unwind(target);
    intake.restart();
    publish(new ChainHead.Rewound(view));
  }

  private void publish(ChainHead head) {
    for (ChainHead.Listener listener : listeners) {
      listener.changed(head);
    }
  }
}
