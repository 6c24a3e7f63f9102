package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.testing.EvmHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The two-operand instructions by geth's vectors, in both loops of the interpreter. */
class OpcodeVectorsTest {
  private static final Map<String, Integer> OPCODES =
      Map.ofEntries(
          Map.entry("add", Opcode.ADD),
          Map.entry("and", Opcode.AND),
          Map.entry("byte", Opcode.BYTE),
          Map.entry("div", Opcode.DIV),
          Map.entry("eq", Opcode.EQ),
          Map.entry("exp", Opcode.EXP),
          Map.entry("gt", Opcode.GT),
          Map.entry("lt", Opcode.LT),
          Map.entry("mod", Opcode.MOD),
          Map.entry("mul", Opcode.MUL),
          Map.entry("or", Opcode.OR),
          Map.entry("sar", Opcode.SAR),
          Map.entry("sdiv", Opcode.SDIV),
          Map.entry("sgt", Opcode.SGT),
          Map.entry("shl", Opcode.SHL),
          Map.entry("shr", Opcode.SHR),
          Map.entry("signext", Opcode.SIGNEXTEND),
          Map.entry("slt", Opcode.SLT),
          Map.entry("smod", Opcode.SMOD),
          Map.entry("sub", Opcode.SUB),
          Map.entry("xor", Opcode.XOR));

  private final Tracer watching = new Tracer() {};

  @Test
  void everyVectorHolds() {
    List<String> wrong = new ArrayList<>();
    Map<String, JsonNode> files = FixtureFiles.read("crypto", "precompiles-geth/testcases_");
    int cases = 0;
    for (Map.Entry<String, JsonNode> file : files.entrySet()) {
      String name = file.getKey().replace(".json", "");
      int opcode = Objects.requireNonNull(OPCODES.get(name), name);
      EvmHarness evm = EvmHarness.running(Fork.OSAKA, code(opcode));
      for (JsonNode vector : file.getValue()) {
        cases++;
        Bytes operands = Bytes.fromHex(vector.get("X").asText() + vector.get("Y").asText());
        Bytes expected = Bytes.fromHex(vector.get("Expected").asText());
        MessageResult fast = evm.call(EvmHarness.GAS, operands, null);
        MessageResult traced = evm.call(EvmHarness.GAS, operands, watching);
        if (!fast.output().equals(expected) || !traced.output().equals(expected)) {
          wrong.add(name + " " + vector + ", got " + fast.output() + ", " + traced.output());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(files.keySet()).hasSameSizeAs(OPCODES.keySet());
    assertThat(cases).isEqualTo(861);
  }

  /** Loads both words of the input, the second on top, and returns what the instruction makes. */
  private static Bytes code(int opcode) {
    return Bytes.of(
        Opcode.PUSH0,
        Opcode.CALLDATALOAD,
        Opcode.PUSH1,
        32,
        Opcode.CALLDATALOAD,
        opcode,
        Opcode.PUSH0,
        Opcode.MSTORE,
        Opcode.PUSH1,
        32,
        Opcode.PUSH0,
        Opcode.RETURN);
  }
}
