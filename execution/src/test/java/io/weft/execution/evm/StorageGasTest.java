package io.weft.execution.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** SSTORE's gas and refund through the forks, with the tables of EIP-2200 and EIP-3529. */
class StorageGasTest {
  private static final long COLD_SLOT = 2100;

  /** Code that writes slot 0 and the value the slot starts from. */
  private record Case(
      String code,
      long original,
      long istanbulGas,
      long istanbulRefund,
      long berlinGas,
      long berlinRefund,
      long londonGas,
      long londonRefund) {}

  private static final List<Case> CASES =
      List.of(
          new Case("0x60006000556000600055", 0, 1612, 0, 212, 0, 212, 0),
          new Case("0x60006000556001600055", 0, 20812, 0, 20112, 0, 20112, 0),
          new Case("0x60016000556000600055", 0, 20812, 19200, 20112, 19900, 20112, 19900),
          new Case("0x60016000556002600055", 0, 20812, 0, 20112, 0, 20112, 0),
          new Case("0x60016000556001600055", 0, 20812, 0, 20112, 0, 20112, 0),
          new Case("0x60006000556000600055", 1, 5812, 15000, 3012, 15000, 3012, 4800),
          new Case("0x60006000556001600055", 1, 5812, 4200, 3012, 2800, 3012, 2800),
          new Case("0x60006000556002600055", 1, 5812, 0, 3012, 0, 3012, 0),
          new Case("0x60026000556000600055", 1, 5812, 15000, 3012, 15000, 3012, 4800),
          new Case("0x60026000556003600055", 1, 5812, 0, 3012, 0, 3012, 0),
          new Case("0x60026000556001600055", 1, 5812, 4200, 3012, 2800, 3012, 2800),
          new Case("0x60026000556002600055", 1, 5812, 0, 3012, 0, 3012, 0),
          new Case("0x60016000556000600055", 1, 5812, 15000, 3012, 15000, 3012, 4800),
          new Case("0x60016000556002600055", 1, 5812, 0, 3012, 0, 3012, 0),
          new Case("0x60016000556001600055", 1, 1612, 0, 212, 0, 212, 0),
          new Case("0x600160005560006000556001600055", 0, 40818, 19200, 40118, 19900, 40118, 19900),
          new Case("0x600060005560016000556000600055", 1, 10818, 19200, 5918, 17800, 5918, 7600));

  @TestFactory
  List<DynamicTest> tablesOfTheProposalsHold() {
    return CASES.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.code + " from " + c.original,
                    () -> {
                      check(Fork.ISTANBUL, c, c.istanbulGas, c.istanbulRefund);
                      check(Fork.BERLIN, c, c.berlinGas + COLD_SLOT, c.berlinRefund);
                      check(Fork.LONDON, c, c.londonGas + COLD_SLOT, c.londonRefund);
                    }))
        .toList();
  }

  private static void check(Fork fork, Case c, long gas, long refund) {
    EvmHarness harness = harness(fork, Bytes.fromHex(c.code), c.original);
    MessageResult result = harness.call();
    assertThat(result.isSuccess()).isTrue();
    assertThat(EvmHarness.GAS - result.gasLeft()).as("gas, %s", fork).isEqualTo(gas);
    assertThat(harness.state().refundCounter()).as("refund, %s", fork).isEqualTo(refund);
  }

  private static EvmHarness harness(Fork fork, Bytes code, long original) {
    return new EvmHarness(
        fork,
        new TestState()
            .contract(EvmHarness.CONTRACT, code)
            .storage(EvmHarness.CONTRACT, 0, original));
  }

  @Test
  void beforeNetMeteringOnlyTheCurrentValueCounts() {
    for (Fork fork : List.of(Fork.FRONTIER, Fork.BYZANTIUM, Fork.PETERSBURG)) {
      EvmHarness harness =
          harness(fork, new Bytecode().sstore(0, 1).sstore(0, 0).sstore(0, 0).build(), 0);
      MessageResult result = harness.call();
      assertThat(EvmHarness.GAS - result.gasLeft()).isEqualTo(20000 + 5000 + 5000 + 6 * 3);
      assertThat(harness.state().refundCounter()).isEqualTo(15000);
    }
  }

  @Test
  void constantinopleMetersNetForOneFork() {
    EvmHarness harness =
        harness(Fork.CONSTANTINOPLE, new Bytecode().sstore(0, 1).sstore(0, 0).build(), 0);
    MessageResult result = harness.call();
    assertThat(EvmHarness.GAS - result.gasLeft()).isEqualTo(20000 + 200 + 4 * 3);
    assertThat(harness.state().refundCounter()).isEqualTo(19800);
  }

  @Test
  void aStipendPaysForNoWriteSinceIstanbul() {
    Bytes code = new Bytecode().sstore(0, 5).build();
    long justEnough = 6 + 2300;
    MessageResult refused = harness(Fork.ISTANBUL, code, 5).call(justEnough, Bytes.EMPTY, null);
    assertThat(refused).isEqualTo(new MessageResult.Halt(HaltReason.OUT_OF_GAS));
    assertThat(harness(Fork.ISTANBUL, code, 5).call(justEnough + 1, Bytes.EMPTY, null).isSuccess())
        .isTrue();
    assertThat(harness(Fork.CONSTANTINOPLE, code, 5).call(206, Bytes.EMPTY, null).isSuccess())
        .isTrue();
  }
}
