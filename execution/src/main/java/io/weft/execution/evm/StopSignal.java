package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends an execution from another thread, as when the client of a call no longer waits for it.
 *
 * <p>The interpreter reads the entry of each instruction from a table. An execution that can be
 * stopped reads a copy of its own; to stop it, every entry of that is made undefined, so that the
 * next instruction of each frame halts and the frames unwind. A loop at full speed pays nothing for
 * this. The writes are not ordered with the reads, and need not be: an instruction or a million
 * later makes no difference. A precompiled contract that is running finishes first.
 */
public final class StopSignal {
  private final List<long[]> tables = new CopyOnWriteArrayList<>();
  private volatile boolean isStopped;

  /** Thrown by an execution that was stopped; its state is of no use. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("execution stopped", null, false, false);
    }
  }

  /** The instructions of an execution to be stopped by this. */
  long[] instructions(Fork fork) {
    long[] table = InstructionTable.of(fork).clone();
    tables.add(table);
    if (isStopped) {
      makeUndefined(table);
    }
    return table;
  }

  /** Ends all executions with this signal, those to come too. */
  public void stop() {
    isStopped = true;
    tables.forEach(StopSignal::makeUndefined);
  }

  private static void makeUndefined(long[] table) {
    Arrays.fill(table, InstructionTable.UNDEFINED);
  }

  void requireNotStopped() {
    if (isStopped) {
      throw new StoppedException();
    }
  }
}
