package io.weft.node.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.Opcode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import io.weft.node.simulator.BlockTrace.Kind;
import io.weft.node.simulator.TransactionTrace.Read;
import io.weft.node.simulator.TransactionTrace.Stretch;
import io.weft.node.simulator.TransactionTrace.Write;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceRecorderTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final Address CAROL = Address.of(0xCA401);
  private static final Address COUNTER = Address.of(0xC0DE);
  private static final Address LOGGER = Address.of(0x109);
  private static final long RICH = 1_000_000_000_000L;

  private final TestState state =
      new TestState()
          .balance(ALICE, RICH)
          .balance(BOB, RICH)
          .contract(
              COUNTER,
              new Bytecode().sload(0).push(1).op(Opcode.ADD).push(0).op(Opcode.SSTORE).build())
          .storage(COUNTER, 0, 6);

  private static BlockTrace record(TestBlock test) {
    ParentBlock parent = test.parent();
    Block block = new Block(parent.header(), new BlockBody(test.transactions(), List.of(), null));
    // Unsigned, they may be equal and of different senders.
    IdentityHashMap<Transaction, Address> senders = new IdentityHashMap<>();
    for (int i = 0; i < test.transactions().size(); i++) {
      senders.put(test.transactions().get(i), test.sender(i));
    }
    TraceRecorder recorder =
        new TraceRecorder(test.spec(), (transaction, fork) -> senders.get(transaction), 1, 3);
    return recorder.record("a block", parent, block);
  }

  private static List<Need> needs(BlockTrace trace, int transaction, Kind kind) {
    return trace.transactions().get(transaction).reads().stream()
        .filter(read -> trace.locations().get(read.location()).kind() == kind)
        .map(Read::need)
        .toList();
  }

  @Test
  void slotsAreReadByValueAndWrittenWithWhatIsLeft() {
    BlockTrace trace =
        record(TestBlock.of(Fork.SHANGHAI, state).call(ALICE, COUNTER).call(BOB, COUNTER));

    assertThat(needs(trace, 0, Kind.SLOT)).containsExactly(new Need.Exactly(U256.of(6)));
    assertThat(needs(trace, 1, Kind.SLOT)).containsExactly(new Need.Exactly(U256.of(7)));
    assertThat(trace.transactions().get(1).writes())
        .filteredOn(write -> trace.locations().get(write.location()).kind() == Kind.SLOT)
        .extracting(Write::value)
        .containsExactly(U256.of(8));
  }

  @Test
  void aRecipientIsOnlyPaidInto() {
    BlockTrace trace =
        record(
            TestBlock.of(Fork.SHANGHAI, state)
                .call(ALICE, CAROL, 5, 1, Bytes.EMPTY)
                .call(BOB, CAROL, 5, 1, Bytes.EMPTY));

    // The sender's balance had to suffice; recipient and fee recipient could have had any.
    assertThat(needs(trace, 1, Kind.BALANCE))
        .contains(new Need.Nothing())
        .noneMatch(need -> need instanceof Need.Exactly);
    assertThat(PolicyKind.OPTIMISTIC.policy().project(trace, 2, Costs.NONE).executions())
        .isEqualTo(2);
  }

  @Test
  void transactionsOfOneSenderDoNotWaitForItsNonce() {
    BlockTrace trace =
        record(
            TestBlock.of(Fork.SHANGHAI, state)
                .call(ALICE, CAROL, 5, 1, Bytes.EMPTY)
                .call(ALICE, BOB, 5, 1, Bytes.EMPTY));

    assertThat(needs(trace, 1, Kind.NONCE)).contains(new Need.Nothing());
  }

  @Test
  void whatComesInPartsIsNotedAsAStretch() {
    Bytecode code = new Bytecode();
    for (int i = 0; i < LogsBloom.Maker.MANY_LOGS; i++) {
      code.push(0).push(0).op(Opcode.LOG0);
    }
    TransactionTrace transaction =
        record(
                TestBlock.of(Fork.SHANGHAI, state.contract(LOGGER, code.build()))
                    .call(ALICE, LOGGER))
            .transactions()
            .getFirst();

    assertThat(transaction.stretches()).hasSize(1);
    Stretch stretch = transaction.stretches().getFirst();
    assertThat(stretch.parts()).isGreaterThan(1);
    assertThat(stretch.nanos()).isPositive();
    assertThat(stretch.offsetNanos() + stretch.nanos()).isLessThanOrEqualTo(transaction.nanos());
  }

  @Test
  void readsAscendWithinTheTimeOfTheTransaction() {
    BlockTrace trace = record(TestBlock.of(Fork.SHANGHAI, state).call(ALICE, COUNTER));
    TransactionTrace transaction = trace.transactions().getFirst();

    assertThat(transaction.reads()).extracting(Read::offsetNanos).isSorted();
    assertThat(transaction.reads().getLast().offsetNanos())
        .isLessThanOrEqualTo(transaction.nanos());
    assertThat(trace.restNanos()).isPositive();
  }
}
