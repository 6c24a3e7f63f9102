package io.weft.node.simulator;

import io.weft.node.simulator.Execution.Run;
import io.weft.node.simulator.TransactionTrace.Read;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Block-STM as published (Gelashvili et al., arXiv 2203.06871), on accounts and slots as locations,
 * with the fee recipient's balance kept out of the way.
 *
 * <p>Two counters walk over the transactions, one to run them, one to validate them; a core takes
 * the task of the lower one. A read sees the newest version below it; where that is an estimate,
 * left by an aborted run, the run is broken off until its writer has run again. A validation that
 * finds another version than was read aborts the transaction, turns its writes into estimates and
 * sends the validation counter back.
 */
final class BlockStm implements Policy {
  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    return new Block(trace, cores, costs).project();
  }

  private enum Status {
    READY,
    EXECUTING,
    EXECUTED,
    /** Waits for the writer of an estimate. */
    BLOCKED
  }

  private static final class Transaction {
    Status status = Status.READY;
    int incarnation;
    boolean hasWritten;
    boolean isEstimate;
    @Nullable Run run;

    /** Writer and its incarnation, for each read of the last run. */
    final List<Seen> seen = new ArrayList<>();

    final List<Integer> waiting = new ArrayList<>();
  }

  private record Seen(int row, int writer, int incarnation) {}

  private static final class Block {
    private final BlockTrace trace;
    private final Costs costs;
    private final Versions versions;
    private final Timeline timeline = new Timeline();
    private final Execution execution;
    private final List<Transaction> transactions = new ArrayList<>();
    private int idleCores;
    private int executionIndex;
    private int validationIndex;

    Block(BlockTrace trace, int cores, Costs costs) {
      this.trace = trace;
      this.costs = costs.among(cores);
      versions = new Versions(trace);
      execution = new Execution(trace, timeline);
      for (int i = 0; i < trace.transactions().size(); i++) {
        transactions.add(new Transaction());
      }
      idleCores = cores;
    }

    Projection project() {
      dispatch();
      timeline.run();
      return execution.projection(timeline.now());
    }

    private void dispatch() {
      while (idleCores > 0) {
        skipWhatIsNotDue();
        int count = transactions.size();
        if (validationIndex < count && validationIndex < executionIndex) {
          idleCores--;
          validate(validationIndex++);
        } else if (executionIndex < count) {
          idleCores--;
          execute(executionIndex++);
        } else {
          return;
        }
      }
    }

    private void skipWhatIsNotDue() {
      int count = transactions.size();
      while (executionIndex < count && transactions.get(executionIndex).status != Status.READY) {
        executionIndex++;
      }
      while (validationIndex < count
          && validationIndex < executionIndex
          && transactions.get(validationIndex).status != Status.EXECUTED) {
        validationIndex++; // its run sends the counter back when it ends
      }
    }

    private void execute(int index) {
      Transaction transaction = transactions.get(index);
      transaction.status = Status.EXECUTING;
      transaction.seen.clear();
      transaction.run =
          execution.start(index, costs, read -> read(index, read), () -> executed(index));
    }

    private void read(int index, Read read) {
      if (versions.isFeePayment(read)) {
        return;
      }
      Transaction transaction = transactions.get(index);
      int row = versions.row(read.location());
      int writer = newest(row, index);
      if (writer == Versions.BEFORE_BLOCK) {
        transaction.seen.add(new Seen(row, writer, 0));
        return;
      }
      Transaction source = transactions.get(writer);
      if (source.isEstimate) {
        Run run = transaction.run;
        if (run != null) {
          run.stop();
        }
        transaction.status = Status.BLOCKED;
        source.waiting.add(index);
        idleCores++;
        // Not inside the run that is being stopped.
        timeline.after(0, this::dispatch);
        return;
      }
      transaction.seen.add(new Seen(row, writer, source.incarnation));
    }

    private int newest(int row, int reader) {
      return versions.newestOfRow(row, reader, writer -> transactions.get(writer).hasWritten);
    }

    private void executed(int index) {
      Transaction transaction = transactions.get(index);
      transaction.status = Status.EXECUTED;
      transaction.isEstimate = false;
      boolean isFirst = !transaction.hasWritten;
      transaction.hasWritten = true;
      for (int dependent : transaction.waiting) {
        transactions.get(dependent).status = Status.READY;
        executionIndex = Math.min(executionIndex, dependent);
      }
      transaction.waiting.clear();
      if (isFirst || validationIndex <= index) {
        validationIndex = Math.min(validationIndex, index);
        idleCores++;
      } else {
        validate(index); // the same core; those above were sent back by the abort
      }
      dispatch();
    }

    private void validate(int index) {
      int incarnation = transactions.get(index).incarnation;
      timeline.after(
          costs.commitNanos(trace.transactions().get(index)), () -> validated(index, incarnation));
    }

    private void validated(int index, int incarnation) {
      Transaction transaction = transactions.get(index);
      boolean isCurrent =
          transaction.status == Status.EXECUTED && transaction.incarnation == incarnation;
      if (isCurrent && !isValid(index)) {
        transaction.incarnation++;
        transaction.isEstimate = true;
        validationIndex = Math.min(validationIndex, index + 1);
        execute(index);
      } else {
        idleCores++;
      }
      dispatch();
    }

    private boolean isValid(int index) {
      for (Seen seen : transactions.get(index).seen) {
        int writer = newest(seen.row, index);
        if (writer != seen.writer) {
          return false;
        }
        if (writer != Versions.BEFORE_BLOCK) {
          Transaction source = transactions.get(writer);
          if (source.isEstimate || source.incarnation != seen.incarnation) {
            return false;
          }
        }
      }
      return true;
    }
  }
}
