package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends an execution from another thread, as when the client of a call no longer waits for it.
 *
 * <p>The interpreter reads the entry of each instruction from a table. An execution that can be
 * stopped reads a copy of its own; to stop it, every entry of that is made undefined, so that the
 * next instruction of each frame halts and the frames unwind. A loop at full speed pays nothing for
 * this, and whether it sees that an instruction or a million later makes no difference. But whoever
 * has seen it also sees that it was stopped, so that nobody takes such a halt for one of the code.
 * A precompiled contract that is running finishes first.
 */
public final class StopSignal {
  private final List<Instructions> tables = new CopyOnWriteArrayList<>();
  private volatile boolean isStopped;

  /** A fork's, as its executions read them. */
  private static final class Instructions {
    final Fork fork;
    final long[] table;

    Instructions(Fork fork) {
      this.fork = fork;
      table = InstructionTable.of(fork).clone();
    }

    void makeUndefined() {
      Arrays.fill(table, InstructionTable.UNDEFINED);
    }
  }

  /** Thrown by an execution that was stopped; its state is of no use. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("execution stopped", null, false, false);
    }
  }

  /** The instructions of an execution to be stopped by this. */
  long[] instructions(Fork fork) {
    for (Instructions known : tables) {
      if (known.fork == fork) {
        return known.table;
      }
    }
    Instructions more = new Instructions(fork);
    tables.add(more);
    if (isStopped) {
      more.makeUndefined();
    }
    return more.table;
  }

  /** Ends all executions with this signal, those to come too. */
  public void stop() {
    isStopped = true;
    VarHandle.fullFence();
    tables.forEach(Instructions::makeUndefined);
  }

  /** Whether executions are to end. */
  public boolean isStopped() {
    return isStopped;
  }

  /**
   * To be asked where an execution ends, or has nothing more to expect from going on.
   *
   * @throws StoppedException if it is to end
   */
  public void requireNotStopped() {
    VarHandle.loadLoadFence(); // after whatever was read from the table
    if (isStopped) {
      throw new StoppedException();
    }
  }
}
