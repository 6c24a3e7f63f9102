package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import org.jspecify.annotations.Nullable;

/**
 * Watches an execution, instruction by instruction. With one given, the interpreter takes its
 * second, slower loop; without one nothing of this costs anything.
 *
 * <p>The order is: {@link #enter}, then {@link #step} and {@link #stepDone} for each instruction,
 * {@link #exit}. The frame of a call is entered after its {@code stepDone}. Calls of precompiled
 * contracts and transfers to accounts without code are entered and exited without a step; a call
 * that could not start is not entered but {@link #unstarted}, before its {@code stepDone}.
 */
public interface Tracer {
  /** A message starts. {@code depth} is 0 for the transaction's own. */
  default void enter(int depth, Message message) {}

  /**
   * A message that the running instruction asked for does not start.
   *
   * @param depth where it would have run
   * @param message of a creation without the address
   */
  default void unstarted(int depth, Message message, Message.Obstacle obstacle) {}

  /** An instruction is about to run; nothing is charged yet. */
  default void step(Step step) {}

  /**
   * The instruction announced last has run.
   *
   * @param gasCost what it took, of a call including the gas handed to the callee; of one that
   *     there was not the gas for, at least what it would have taken
   * @param halt why the frame ends here, or null if the instruction went well
   */
  default void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {}

  /** SELFDESTRUCT moved {@code balance}. */
  default void selfDestruct(Address contract, Address beneficiary, U256 balance) {}

  /** A log was added; it is lost if its frame fails. */
  default void log(Log log) {}

  /** The message at {@code depth} ended. */
  default void exit(int depth, MessageResult result) {}

  /** The frame at an instruction. Valid only during the call it is passed to. */
  interface Step {
    int pc();

    int opcode();

    long gasLeft();

    /** The refund counter of the transaction. */
    long refundCounter();

    /** 0 for the transaction's own frame. */
    int depth();

    /** The account the code works on. */
    Address target();

    /** Where the code is; see {@link Message#codeAddress}. */
    Address codeAddress();

    int stackSize();

    /** How many words the instruction needs there; 0 for what is no instruction. */
    int stackNeeded();

    /** The stack word {@code depth} below the top, 0 for the top. */
    U256 stack(int depth);

    int memorySize();

    /** A copy of a range of memory; what lies beyond its end reads as zero. */
    Bytes memory(long offset, int length);

    /** What RETURNDATACOPY would read. */
    Bytes returnData();

    /** A copy of the code that runs; past its end the instructions read as STOP. */
    Bytes code();
  }
}
