package io.weft.node.simulator;

import io.weft.node.simulator.Execution.Run;
import io.weft.node.simulator.TransactionTrace.Read;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cores run transactions in their order, ahead of a frontier that commits them in their order. What
 * a run saw is compared with the final state only at the frontier, value by value; a run that saw
 * something else is repeated right there, and that second run is final.
 *
 * <p>A core that finds the frontier's transaction finished, and nobody at the frontier, goes there
 * and stays as long as there is something to commit. Where runs see what finished, it also calls
 * off a run that has seen something stale and is still under way. Policies differ in what a read
 * sees and in how far ahead cores may go.
 */
final class OrderedCommit implements Policy {

  /** Whose writes a read sees, of those before it in the block. */
  enum Visibility {
    /** Of all that have finished a run, right or wrong. */
    FINISHED,
    /** Of those that are final. */
    COMMITTED,
    /** Of all, before they have run. */
    KNOWN
  }

  private final Visibility visibility;
  private final IntUnaryOperator window;

  /**
   * @param window transactions beyond the frontier that may run, by number of cores
   */
  OrderedCommit(Visibility visibility, IntUnaryOperator window) {
    this.visibility = visibility;
    this.window = window;
  }

  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    return new Block(trace, cores, costs).project();
  }

  private enum Status {
    WAITING,
    RUNNING,
    /** Finished, and what it saw is what is true. */
    RIGHT,
    /** Finished in vain. */
    STALE,
    COMMITTED
  }

  private final class Block {
    private final BlockTrace trace;
    private final Costs costs;
    private final Versions versions;
    private final Timeline timeline = new Timeline();
    private final Execution execution;
    private final Status[] status;
    private final boolean[] sawStale;
    private final @Nullable Run[] runs;
    private final long reach;
    private int idleCores;
    private int next;
    private int frontier;
    private boolean isCommitting;

    Block(BlockTrace trace, int cores, Costs costs) {
      this.trace = trace;
      this.costs = costs;
      versions = new Versions(trace);
      execution = new Execution(trace, costs, timeline);
      status = new Status[trace.transactions().size()];
      Arrays.fill(status, Status.WAITING);
      sawStale = new boolean[status.length];
      runs = new @Nullable Run[status.length];
      reach = window.applyAsInt(cores);
      idleCores = cores;
    }

    Projection project() {
      dispatch();
      timeline.run();
      return new Projection(timeline.now(), execution.count());
    }

    private void dispatch() {
      while (idleCores > 0) {
        if (!isCommitting && isDue()) {
          idleCores--;
          isCommitting = true;
          commit();
        } else if (next < status.length && next < frontier + reach) {
          idleCores--;
          run(next++);
        } else {
          return;
        }
      }
    }

    /** Whether there is something to do at the frontier. */
    private boolean isDue() {
      if (frontier == status.length) {
        return false;
      }
      return switch (status[frontier]) {
        case WAITING, COMMITTED -> false;
        case RUNNING -> visibility == Visibility.FINISHED && sawStale[frontier];
        case RIGHT, STALE -> true;
      };
    }

    private void run(int transaction) {
      status[transaction] = Status.RUNNING;
      runs[transaction] =
          execution.start(
              transaction,
              read -> sawStale[transaction] |= isStale(transaction, read),
              () -> {
                status[transaction] = sawStale[transaction] ? Status.STALE : Status.RIGHT;
                idleCores++;
                dispatch();
              });
    }

    private boolean isStale(int transaction, Read read) {
      if (visibility == Visibility.KNOWN || read.need() instanceof Need.Nothing) {
        return false;
      }
      int location = read.location();
      // What the fee recipient earns is added up at the frontier and shown to nobody before.
      int writer =
          location == trace.coinbase()
              ? Versions.BEFORE_BLOCK
              : versions.newest(location, transaction, this::isVisible);
      boolean isSpoilt =
          writer != Versions.BEFORE_BLOCK
              && status[writer] == Status.STALE
              && trace.locations().get(location).kind().isSpoiltByStaleRuns();
      return isSpoilt || !read.need().isMetBy(versions.value(location, writer));
    }

    private boolean isVisible(int writer) {
      return switch (status[writer]) {
        case WAITING, RUNNING -> false;
        case RIGHT, STALE -> visibility == Visibility.FINISHED;
        case COMMITTED -> true;
      };
    }

    private void commit() {
      Run run = runs[frontier];
      if (status[frontier] == Status.RUNNING && run != null) {
        run.stop();
        status[frontier] = Status.STALE;
        idleCores++;
      }
      TransactionTrace transaction = trace.transactions().get(frontier);
      timeline.after(costs.commitNanos(transaction), this::checked);
    }

    private void checked() {
      if (status[frontier] == Status.STALE) {
        execution.start(frontier, read -> {}, this::committed);
      } else {
        committed();
      }
    }

    private void committed() {
      status[frontier++] = Status.COMMITTED;
      if (isDue()) {
        commit();
      } else {
        isCommitting = false;
        idleCores++;
      }
      dispatch();
    }
  }
}
