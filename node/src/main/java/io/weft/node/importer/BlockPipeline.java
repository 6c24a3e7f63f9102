package io.weft.node.importer;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.weft.node.importer.BlockStages.Slot;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stages on threads of their own, around a ring of slots, so that while block n is stored, n+1
 * has its roots computed, n+2 is executed and those after are decoded and have their senders
 * recovered.
 *
 * <pre>
 *            .-> prepare 0 -.
 * offer -> ring -> ...       +-> execute -> complete -> store
 *            '-> prepare k -'
 * </pre>
 *
 * <p>Each preparing thread takes every k-th block; the other stages have one thread each and take
 * all in order. The ring hands a slot from stage to stage, which orders their reads and writes of
 * it; a slot is free again once its block is stored, so the ring's size bounds what is on its way.
 */
final class BlockPipeline implements BlockIntake {
  /** Blocks on their way; more would only cost memory, since the slowest stage sets the pace. */
  private static final int SLOTS = 16;

  /**
   * How long an idle thread sleeps before it looks again: little beside any stage's work, and long
   * enough that looking costs nothing beside it.
   */
  private static final long POLL_NANOS = 500_000;

  private final BlockStages stages;
  private final Disruptor<Slot> disruptor;
  private final RingBuffer<Slot> ring;

  BlockPipeline(BlockStages stages, int recoverers) {
    this.stages = stages;
    this.disruptor =
        new Disruptor<>(
            Slot::new,
            SLOTS,
            threads(recoverers),
            ProducerType.SINGLE,
            // The blocking strategy spins while it waits for another stage, on a core that the
            // other stage may need.
            new SleepingWaitStrategy(0, POLL_NANOS));
    Stage[] prepare = new Stage[recoverers];
    for (int i = 0; i < recoverers; i++) {
      prepare[i] = new Stage(stages::prepare, i, recoverers);
    }
    disruptor
        .handleEventsWith(prepare)
        .then(new Stage(stages::execute, 0, 1))
        .then(new Stage(stages::complete, 0, 1))
        .then(new Stage(stages::store, 0, 1));
    this.ring = disruptor.start();
  }

  /**
   * Does its share of the slots. It tells after each that it is done: left to itself, the library
   * tells after a batch of them, and the next stage would idle meanwhile.
   */
  private static final class Stage implements EventHandler<Slot> {
    private final Consumer<Slot> work;
    private final int share;
    private final int shares;
    private @Nullable Sequence done;

    Stage(Consumer<Slot> work, int share, int shares) {
      this.work = work;
      this.share = share;
      this.shares = shares;
    }

    @Override
    public void setSequenceCallback(Sequence callback) {
      done = callback;
    }

    @Override
    public void onEvent(Slot slot, long sequence, boolean isLastOfBatch) {
      if (sequence % shares == share) {
        work.accept(slot);
      }
      if (done != null) {
        done.set(sequence);
      }
    }
  }

  /** Threads come in the order of the stages. */
  private static ThreadFactory threads(int recoverers) {
    AtomicInteger count = new AtomicInteger();
    String[] names = {"execute", "complete", "store"};
    return task -> {
      int index = count.getAndIncrement();
      String name = index < recoverers ? "prepare-" + index : names[index - recoverers];
      return Thread.ofPlatform().name("block-" + name).daemon().unstarted(task);
    };
  }

  @Override
  public boolean offer(Arrival block) {
    if (stages.failure() != null) {
      return false;
    }
    while (!ring.hasAvailableCapacity(1)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    long sequence = ring.next();
    ring.get(sequence).fill(block);
    ring.publish(sequence);
    return true;
  }

  @Override
  public @Nullable ImportFailure finish() {
    shutDown();
    return stages.failure();
  }

  /** Waits for all slots to come through; the library's own way to wait keeps a core busy. */
  private void shutDown() {
    while (ring.getMinimumGatingSequence() < ring.getCursor()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    disruptor.halt();
  }

  @Override
  public void close() {
    shutDown();
    stages.close();
  }
}
