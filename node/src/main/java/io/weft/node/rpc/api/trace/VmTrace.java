package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Every instruction with what it cost and what it wrote, the instructions of a call inside the one
 * that made it; as Parity and Besu tell it.
 *
 * <p>What a call wrote is known when its caller goes on. Until then its object stays open, and the
 * callee's instructions are written into it.
 */
final class VmTrace implements Trace, Tracer {
  private final TraceText text = new TraceText();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();

  /** The init code of a creation that found its address taken, until its instruction is told. */
  private @Nullable Bytes collided;

  private static final class Frame {
    final boolean isTransaction;

    /** Null before the first instruction. */
    @Nullable Bytes code;

    boolean hasInstructions;

    /** The instruction announced last: its gas, and what it is going to write. */
    long gasBefore;

    @Nullable Region written;
    @Nullable U256 slot;
    @Nullable U256 stored;

    /** The call that is open, or null. */
    @Nullable Call call;

    Frame(boolean isTransaction) {
      this.isTransaction = isTransaction;
    }
  }

  private static final class Call {
    final int opcode;
    boolean isTold;
    int returned;

    Call(int opcode) {
      this.opcode = opcode;
    }
  }

  /** A part of memory that an instruction names. */
  private record Region(U256 offset, U256 size) {
    /** The part as it is now, where it is not empty. */
    void writeTo(JsonGenerator out, Step step, long atMost) throws IOException {
      int length = (int) Math.min(size.toLongSaturated(), atMost);
      if (length == 0) {
        out.writeNullField("mem");
        return;
      }
      out.writeObjectFieldStart("mem");
      out.writeStringField("data", step.memory(offset.toLong(), length).toString());
      out.writeNumberField("off", offset.toLong());
      out.writeEndObject();
    }
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public void enter(int depth, Message message) {
    text.write(
        out -> {
          if (depth > 0) {
            out.writeFieldName("sub");
          }
          out.writeStartObject();
          out.writeArrayFieldStart("ops");
        });
    frames.addLast(new Frame(depth == 0));
  }

  @Override
  public void exit(int depth, MessageResult result) {
    Frame ended = frames.removeLast();
    Bytes code = ended.hasInstructions ? ended.code : null;
    text.write(out -> endCode(out, code == null ? Bytes.EMPTY : code));
    Frame caller = frames.peekLast();
    if (caller != null && caller.call != null) {
      caller.call.isTold = true;
      caller.call.returned = result.output().size();
    }
  }

  private static void endCode(JsonGenerator out, Bytes code) throws IOException {
    out.writeEndArray();
    out.writeStringField("code", code.toString());
    out.writeEndObject();
  }

  /** A creation whose address is taken has spent its gas, and is told without instructions. */
  @Override
  public void unstarted(int depth, Message message, Message.Obstacle obstacle) {
    if (obstacle == Message.Obstacle.ADDRESS_COLLISION) {
      collided = message.data();
    }
  }

  @Override
  public void step(Step step) {
    text.countStep();
    Frame frame = frames.getLast();
    if (frame.code == null) {
      frame.code = step.code();
    }
    Call call = frame.call;
    if (call != null) {
      text.write(out -> endCall(out, step, frame.written, call));
      frame.call = null;
    }
    frame.gasBefore = step.gasLeft();
    frame.written = written(step);
    boolean isStore = step.opcode() == Opcode.SSTORE && step.stackSize() >= 2;
    frame.slot = isStore ? step.stack(0) : null;
    frame.stored = isStore ? step.stack(1) : null;
  }

  /** The instruction after a call sees what the call left. */
  private static void endCall(JsonGenerator out, Step step, @Nullable Region written, Call call)
      throws IOException {
    if (!call.isTold) {
      out.writeNullField("sub");
    }
    out.writeObjectFieldStart("ex");
    writePushed(out, step, 1);
    if (written == null) {
      out.writeNullField("mem");
    } else {
      boolean isWhole = call.opcode == Opcode.CALL || call.opcode == Opcode.DELEGATECALL;
      written.writeTo(out, step, isWhole ? Integer.MAX_VALUE : call.returned);
    }
    out.writeNullField("store");
    out.writeNumberField("used", step.gasLeft());
    out.writeEndObject();
    out.writeEndObject();
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    Frame frame = frames.getLast();
    boolean isPastEnd = frame.code != null && step.pc() >= frame.code.size();
    boolean isTold =
        halt == null || halt == HaltReason.INVALID_JUMP || halt == HaltReason.OUT_OF_GAS;
    if (isPastEnd || !isTold) {
      return;
    }
    frame.hasInstructions = true;
    // Where not even the base price could be paid, memory was not asked for yet.
    boolean isUnpaid = halt == HaltReason.OUT_OF_GAS && gasCost > frame.gasBefore;
    long cost = isUnpaid ? gasCost + memoryCost(step) : gasCost;
    text.write(
        out -> {
          out.writeStartObject();
          out.writeNumberField("cost", cost);
          out.writeNumberField("pc", step.pc());
          if (halt == null && isCall(step.opcode())) {
            frame.call = new Call(step.opcode());
            tellCollision(out, frame.call);
            return;
          }
          out.writeNullField("sub");
          if (halt == HaltReason.OUT_OF_GAS && !frame.isTransaction) {
            out.writeNullField("ex");
          } else {
            writeEffects(out, step, frame, frame.gasBefore - cost, halt == null);
          }
          out.writeEndObject();
        });
  }

  private void tellCollision(JsonGenerator out, Call call) throws IOException {
    if (collided != null) {
      out.writeObjectFieldStart("sub");
      out.writeArrayFieldStart("ops");
      endCode(out, collided);
      call.isTold = true;
      collided = null;
    }
  }

  private static void writeEffects(
      JsonGenerator out, Step step, Frame frame, long gasLeft, boolean hasRun) throws IOException {
    out.writeObjectFieldStart("ex");
    writePushed(out, step, hasRun ? pushed(step.opcode()) : 0);
    if (frame.written != null && hasRun) {
      frame.written.writeTo(out, step, Integer.MAX_VALUE);
    } else {
      out.writeNullField("mem");
    }
    if (frame.slot != null && frame.stored != null && hasRun) {
      out.writeObjectFieldStart("store");
      out.writeStringField("key", frame.slot.toHex());
      out.writeStringField("val", frame.stored.toHex());
      out.writeEndObject();
    } else {
      out.writeNullField("store");
    }
    out.writeNumberField("used", gasLeft);
    out.writeEndObject();
  }

  /** The words an instruction left on the stack, the top last. */
  private static void writePushed(JsonGenerator out, Step step, int count) throws IOException {
    out.writeArrayFieldStart("push");
    for (int i = Math.min(count, step.stackSize()) - 1; i >= 0; i--) {
      out.writeString(step.stack(i).toHex());
    }
    out.writeEndArray();
  }

  /** How many; of a DUP or a SWAP all that it touched. */
  private static int pushed(int opcode) {
    if (opcode >= Opcode.DUP1 && opcode <= Opcode.DUP16) {
      return opcode - Opcode.DUP1 + 2;
    }
    if (opcode >= Opcode.SWAP1 && opcode <= Opcode.SWAP16) {
      return opcode - Opcode.SWAP1 + 2;
    }
    if (opcode >= Opcode.LOG0 && opcode <= Opcode.LOG4) {
      return 0;
    }
    return switch (opcode) {
      case Opcode.STOP,
          Opcode.CALLDATACOPY,
          Opcode.CODECOPY,
          Opcode.EXTCODECOPY,
          Opcode.RETURNDATACOPY,
          Opcode.POP,
          Opcode.MSTORE,
          Opcode.MSTORE8,
          Opcode.MCOPY,
          Opcode.SSTORE,
          Opcode.TSTORE,
          Opcode.JUMP,
          Opcode.JUMPI,
          Opcode.JUMPDEST,
          Opcode.RETURN,
          Opcode.REVERT,
          Opcode.SELFDESTRUCT ->
          0;
      default -> 1;
    };
  }

  private static boolean isCall(int opcode) {
    return switch (opcode) {
      case Opcode.CALL,
          Opcode.CALLCODE,
          Opcode.DELEGATECALL,
          Opcode.STATICCALL,
          Opcode.CREATE,
          Opcode.CREATE2 ->
          true;
      default -> false;
    };
  }

  /** The memory an instruction is about to write, or, of MLOAD, to read. */
  private static @Nullable Region written(Step step) {
    return switch (step.opcode()) {
      case Opcode.MLOAD, Opcode.MSTORE -> fixed(step, 32);
      case Opcode.MSTORE8 -> fixed(step, 1);
      case Opcode.CALLDATACOPY, Opcode.CODECOPY, Opcode.RETURNDATACOPY, Opcode.MCOPY ->
          named(step, 0, 2);
      case Opcode.EXTCODECOPY -> named(step, 1, 3);
      case Opcode.CALL, Opcode.CALLCODE -> named(step, 5, 6);
      case Opcode.DELEGATECALL, Opcode.STATICCALL -> named(step, 4, 5);
      default -> null;
    };
  }

  /** What the memory costs that an instruction, not a call, needs beyond what there is. */
  private static long memoryCost(Step step) {
    boolean isCreation = step.opcode() == Opcode.CREATE || step.opcode() == Opcode.CREATE2;
    Region region = isCreation ? named(step, 1, 2) : isCall(step.opcode()) ? null : written(step);
    if (region == null || region.size.isZero()) {
      return 0;
    }
    long end = region.offset.toLongSaturated() + region.size.toLongSaturated();
    if (end < 0 || end > Integer.MAX_VALUE) {
      return 0; // more than any gas limit can buy
    }
    long after = Math.max(end + 31, step.memorySize()) / 32;
    long before = step.memorySize() / 32;
    return 3 * (after - before) + (after * after / 512 - before * before / 512);
  }

  private static @Nullable Region fixed(Step step, int size) {
    return step.stackSize() == 0 ? null : new Region(step.stack(0), U256.of(size));
  }

  private static @Nullable Region named(Step step, int offsetAt, int sizeAt) {
    return step.stackSize() <= sizeAt ? null : new Region(step.stack(offsetAt), step.stack(sizeAt));
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    return new POJONode(text.close());
  }
}
