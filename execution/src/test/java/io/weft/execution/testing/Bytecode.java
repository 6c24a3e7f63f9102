package io.weft.execution.testing;

import io.weft.execution.evm.Opcode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes EVM code as it is read: {@code new Bytecode().push(1).push(2).op(ADD).returnTop()}.
 * Operands of calls are given in the order in which the Yellow Paper lists them.
 */
public final class Bytecode {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<Integer, String> references = new HashMap<>();

  /** Appends instructions without immediates. */
  public Bytecode op(int... opcodes) {
    for (int opcode : opcodes) {
      out.write(opcode);
    }
    return this;
  }

  /** Appends bytes as they are. */
  public Bytecode raw(Bytes bytes) {
    out.writeBytes(bytes.unsafeArray());
    return this;
  }

  /** The shortest PUSH of a number; PUSH1 for zero, which every fork has. */
  public Bytecode push(U256 value) {
    byte[] bytes = value.isZero() ? new byte[1] : value.toMinimalBytes();
    out.write(Opcode.PUSH0 + bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** As {@link #push(U256)}, unsigned. */
  public Bytecode push(long value) {
    return push(U256.of(value));
  }

  public Bytecode push(Address address) {
    out.write(Opcode.PUSH20);
    out.writeBytes(address.toArray());
    return this;
  }

  /** Pushes operands so that the first ends on top. */
  public Bytecode operands(Object... operands) {
    for (int i = operands.length - 1; i >= 0; i--) {
      switch (operands[i]) {
        case U256 word -> push(word);
        case Address address -> push(address);
        case Number number -> push(number.longValue());
        default -> throw new IllegalArgumentException("no operand: " + operands[i]);
      }
    }
    return this;
  }

  public Bytecode sstore(long slot, long value) {
    return operands(slot, value).op(Opcode.SSTORE);
  }

  public Bytecode sload(long slot) {
    return push(slot).op(Opcode.SLOAD);
  }

  public Bytecode mstore(long offset, U256 value) {
    return operands(offset, value).op(Opcode.MSTORE);
  }

  /** CALL without input and output. */
  public Bytecode call(long gas, Address callee, long value) {
    return operands(gas, callee, value, 0, 0, 0, 0).op(Opcode.CALL);
  }

  /** DELEGATECALL without input and output. */
  public Bytecode delegateCall(long gas, Address callee) {
    return operands(gas, callee, 0, 0, 0, 0).op(Opcode.DELEGATECALL);
  }

  /** STATICCALL without input and output. */
  public Bytecode staticCall(long gas, Address callee) {
    return operands(gas, callee, 0, 0, 0, 0).op(Opcode.STATICCALL);
  }

  /** Writes bytes to memory from offset 0, in words. */
  public Bytecode store(Bytes bytes) {
    for (int at = 0; at < bytes.size(); at += 32) {
      byte[] word = new byte[32];
      System.arraycopy(bytes.unsafeArray(), at, word, 0, Math.min(32, bytes.size() - at));
      mstore(at, U256.fromBytes(word));
    }
    return this;
  }

  /** CREATE of code given literally; memory from offset 0 is overwritten. */
  public Bytecode create(long value, Bytes initCode) {
    return store(initCode).operands(value, 0, initCode.size()).op(Opcode.CREATE);
  }

  /** CREATE2 of code given literally; memory from offset 0 is overwritten. */
  public Bytecode create2(long value, Bytes initCode, long salt) {
    return store(initCode).operands(value, 0, initCode.size(), salt).op(Opcode.CREATE2);
  }

  /** Returns the word on top of the stack. */
  public Bytecode returnTop() {
    return push(0).op(Opcode.MSTORE).operands(0, 32).op(Opcode.RETURN);
  }

  /** Reverts with the word on top of the stack. */
  public Bytecode revertTop() {
    return push(0).op(Opcode.MSTORE).operands(0, 32).op(Opcode.REVERT);
  }

  /** A jump destination with a name. */
  public Bytecode label(String name) {
    labels.put(name, out.size());
    return op(Opcode.JUMPDEST);
  }

  /** Pushes the position of a label, which may come later. */
  public Bytecode pushLabel(String name) {
    out.write(Opcode.PUSH2);
    references.put(out.size(), name);
    return op(0, 0);
  }

  public Bytecode jump(String label) {
    return pushLabel(label).op(Opcode.JUMP);
  }

  public Bytecode jumpIf(String label) {
    return pushLabel(label).op(Opcode.JUMPI);
  }

  /** The bytes so far. */
  public int size() {
    return out.size();
  }

  public Bytes build() {
    byte[] code = out.toByteArray();
    references.forEach(
        (at, name) -> {
          Integer target = labels.get(name);
          if (target == null) {
            throw new IllegalStateException("no such label: " + name);
          }
          code[at] = (byte) (target >>> 8);
          code[at + 1] = (byte) (int) target;
        });
    return Bytes.wrap(code);
  }

  /** Init code that deploys this code. */
  public Bytes deployer() {
    return deployerOf(build());
  }

  /** Init code that deploys {@code code}. */
  public static Bytes deployerOf(Bytes code) {
    Bytes prefix = Bytes.EMPTY;
    // The prefix holds its own length, which settles in two rounds.
    for (int round = 0; round < 2; round++) {
      prefix =
          new Bytecode()
              .operands(0, Math.max(prefix.size(), 1), Math.max(code.size(), 1))
              .op(Opcode.CODECOPY)
              .operands(0, code.size())
              .op(Opcode.RETURN)
              .build();
    }
    return prefix.concat(code);
  }
}
