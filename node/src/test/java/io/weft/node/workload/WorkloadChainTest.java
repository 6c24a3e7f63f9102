package io.weft.node.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.chainspec.GenesisJsonWriter;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.node.workload.Workload.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadChainTest {
  private static final int TRANSACTIONS = 40;

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyTransactionOfEveryKindSucceeds(Kind kind) {
    for (ExecutedBlock block : make(workload(kind, 50), 2)) {
      assertThat(block.receipts()).hasSize(TRANSACTIONS).allMatch(Receipt::isSuccess);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sameSeedMakesTheSameChain(Kind kind) {
    Hash32 first = make(workload(kind, 50), 2).getLast().block().hash();
    Hash32 again = make(workload(kind, 50), 2).getLast().block().hash();
    assertThat(again).isEqualTo(first);
  }

  @Test
  void withoutConflictNoAccountIsInTwoTransfers() {
    ExecutedBlock block = make(workload(Kind.TRANSFERS, 0), 1).getFirst();
    Set<Address> receivers = new HashSet<>();
    block.block().transactions().forEach(transaction -> receivers.add(transaction.to()));
    assertThat(receivers).hasSize(TRANSACTIONS);
  }

  @Test
  void withFullConflictAllTransfersGoToTheHotOnes() {
    ExecutedBlock block = make(workload(Kind.TRANSFERS, 100), 1).getFirst();
    assertThat(block.block().transactions().stream().map(Transaction::to).distinct()).hasSize(3);
  }

  @Test
  void blockStopsAtItsGas() {
    Workload small = new Workload(Kind.TRANSFERS, 1_000, 200, 0, 1, 7, 1_000_000);
    ExecutedBlock block = make(small, 1).getFirst();
    assertThat(block.gasUsed()).isBetween(970_000L, 1_021_000L);
  }

  @Test
  void genesisFileGivesTheSameFirstBlock() throws IOException {
    Genesis genesis = new WorkloadChain(workload(Kind.HYBRID, 0)).genesis();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    GenesisJsonWriter.write(genesis, file);
    Genesis read = GenesisJson.read("written", file.toByteArray());
    assertThat(read.alloc()).isEqualTo(genesis.alloc());
    assertThat(firstBlock(read)).isEqualTo(firstBlock(genesis));
  }

  private static Hash32 firstBlock(Genesis genesis) {
    try (ExecutionEngine engine = ExecutionEngine.open(new InMemoryStore(), genesis)) {
      return engine.head().hash();
    }
  }

  @Test
  void shareOfConflictsIsFromNoneToAll() {
    assertThatThrownBy(() -> workload(Kind.ERC20, 101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("conflict: expected 0 to 100, got 101.0");
  }

  private static Workload workload(Kind kind, double conflict) {
    return new Workload(kind, TRANSACTIONS, 200, conflict, 3, 7, 200_000_000);
  }

  private static List<ExecutedBlock> make(Workload workload, int blocks) {
    List<ExecutedBlock> made = new ArrayList<>();
    new WorkloadChain(workload).make(blocks, new InMemoryStore(), made::add);
    return made;
  }
}
