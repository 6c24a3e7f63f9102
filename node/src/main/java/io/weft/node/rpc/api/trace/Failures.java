package io.weft.node.rpc.api.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.Map;

/** Why code failed, in geth's words. */
public final class Failures {
  private static final int STORE_SENTRY = 2300;

  /** {@code Error(string)}. */
  private static final Bytes ERROR = Bytes.fromHex("08c379a0");

  /** {@code Panic(uint256)}. */
  private static final Bytes PANIC = Bytes.fromHex("4e487b71");

  private static final Map<Long, String> PANICS =
      Map.of(
          0x00L, "generic panic",
          0x01L, "assert(false)",
          0x11L, "arithmetic underflow or overflow",
          0x12L, "division or modulo by zero",
          0x21L, "enum overflow",
          0x22L, "invalid encoded storage byte array accessed",
          0x31L, "out-of-bounds array access; popping on an empty array",
          0x32L, "out-of-bounds access of an array or bytesN",
          0x41L, "out of memory",
          0x51L, "uninitialized function");

  private Failures() {}

  public static String message(HaltReason halt) {
    return switch (halt) {
      case OUT_OF_GAS -> "out of gas";
      case STACK_UNDERFLOW -> "stack underflow";
      case STACK_OVERFLOW -> "stack limit reached 1024 (1023)";
      case INVALID_OPCODE -> "invalid opcode";
      case INVALID_JUMP -> "invalid jump destination";
      case WRITE_IN_STATIC_CONTEXT -> "write protection";
      case RETURN_DATA_OUT_OF_BOUNDS -> "return data out of bounds";
      case INVALID_CONTRACT_PREFIX -> "invalid code: must not begin with 0xef";
      case CODE_TOO_LARGE -> "max code size exceeded";
      case INIT_CODE_TOO_LARGE -> "max initcode size exceeded";
      case ADDRESS_COLLISION -> "contract address collision";
      case PRECOMPILE_FAILURE -> "precompile failed";
    };
  }

  /** Why an instruction ended its frame, told as far as it is known at that point. */
  public static String message(HaltReason halt, Tracer.Step step, Fork fork) {
    return switch (halt) {
      case STACK_UNDERFLOW ->
          "stack underflow (" + step.stackSize() + " <=> " + step.stackNeeded() + ")";
      case INVALID_OPCODE -> "invalid opcode: " + Opcode.name(step.opcode());
      case OUT_OF_GAS -> {
        // EIP-2200: what a call with value brings along is not enough to change storage.
        boolean isStipend =
            step.opcode() == Opcode.SSTORE
                && step.gasLeft() <= STORE_SENTRY
                && fork.isAtLeast(Fork.ISTANBUL);
        yield isStipend ? "out of gas: not enough gas for reentrancy sentry" : message(halt);
      }
      default -> message(halt);
    };
  }

  /** Why a message failed without an instruction that did. */
  static String message(HaltReason halt, Message message) {
    if (halt == HaltReason.OUT_OF_GAS && message.kind().isCreation()) {
      return "contract creation code storage out of gas";
    }
    return halt == HaltReason.PRECOMPILE_FAILURE ? precompileFailure(message) : message(halt);
  }

  /** What a precompiled contract has against its input, where its size tells. */
  private static String precompileFailure(Message message) {
    int size = message.data().size();
    Address contract = message.codeAddress();
    boolean isRightSize =
        switch ((int) contract.lo()) {
          case 0x08 -> size % 192 == 0;
          case 0x09 -> size == 213;
          case 0x0a -> size == 192;
          case 0x0b -> size == 256;
          case 0x0c -> size > 0 && size % 160 == 0;
          case 0x0d -> size == 512;
          case 0x0e -> size > 0 && size % 288 == 0;
          case 0x0f -> size > 0 && size % 384 == 0;
          case 0x10 -> size == 64;
          case 0x11 -> size == 128;
          default -> true;
        };
    if (isRightSize) {
      return contract.lo() == 0x09 ? "invalid final flag" : message(HaltReason.PRECOMPILE_FAILURE);
    }
    return contract.lo() == 0x08 ? "bad elliptic curve pairing size" : "invalid input length";
  }

  /** The same in the words of Parity's {@code trace_} methods. */
  static String parityMessage(HaltReason halt) {
    return switch (halt) {
      case OUT_OF_GAS -> "Out of gas";
      case STACK_UNDERFLOW -> "Stack underflow";
      case STACK_OVERFLOW -> "Out of stack";
      case INVALID_OPCODE -> "Bad instruction";
      case INVALID_JUMP -> "Bad jump destination";
      case WRITE_IN_STATIC_CONTEXT, ADDRESS_COLLISION -> "Illegal state change";
      case RETURN_DATA_OUT_OF_BOUNDS -> "Out of bounds";
      case INVALID_CONTRACT_PREFIX -> "Code is invalid";
      case CODE_TOO_LARGE, INIT_CODE_TOO_LARGE -> "Code is too large";
      case PRECOMPILE_FAILURE -> "Built-in failed";
    };
  }

  public static String message(Message.Obstacle obstacle) {
    return switch (obstacle) {
      case TOO_DEEP -> "max call depth exceeded";
      case TOO_POOR -> "insufficient balance for transfer";
      case NONCE_OVERFLOW -> "nonce uint64 overflow";
      case ADDRESS_COLLISION -> message(HaltReason.ADDRESS_COLLISION);
    };
  }

  /** {@code execution reverted}, with the reason where there is one to be read. */
  public static String revertMessage(Bytes output) {
    String reason = revertReason(output);
    return reason.isEmpty() ? "execution reverted" : "execution reverted: " + reason;
  }

  /** What Solidity wrote into revert data, empty where it is something else. */
  public static String revertReason(Bytes output) {
    if (output.size() < 36) {
      return "";
    }
    Bytes selector = output.slice(0, 4);
    if (selector.equals(PANIC)) {
      U256 code = U256.fromBytes(output.unsafeArray(), 4, 32);
      String known = code.isLong() ? PANICS.get(code.toLong()) : null;
      return known == null ? "unknown panic code: " + code.toHex() : known;
    }
    if (!selector.equals(ERROR) || output.size() < 68) {
      return "";
    }
    U256 offset = U256.fromBytes(output.unsafeArray(), 4, 32);
    U256 length = U256.fromBytes(output.unsafeArray(), 36, 32);
    if (!offset.equals(U256.of(32)) || length.toLongSaturated() > output.size() - 68) {
      return "";
    }
    return new String(output.unsafeArray(), 68, (int) length.toLong(), UTF_8);
  }
}
