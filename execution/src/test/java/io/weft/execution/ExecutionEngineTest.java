package io.weft.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.BlockTracer;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.commit.ChainVerifier;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Account;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExecutionEngineTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final U256 ETHER = U256.of(1_000_000_000_000_000_000L);

  private final KeyValueStore store = new InMemoryStore();

  private static Genesis genesis() {
    SortedMap<Address, GenesisAccount> alloc = new TreeMap<>();
    alloc.put(ALICE, GenesisAccount.ofBalance(ETHER));
    ChainSpec spec =
        ChainSpec.of(1337, ForkSchedule.fromGenesis(Fork.SHANGHAI))
            .withDev(new DevRules(false, true, false));
    return Genesis.of(spec, 1_000, 30_000_000, null, alloc);
  }

  private static Transaction transfer(long nonce, Address to, U256 value) {
    return new DynamicFeeTransaction(
        1337,
        nonce,
        U256.ZERO,
        U256.of(2_000_000_000),
        21_000,
        to,
        value,
        Bytes.EMPTY,
        List.of(),
        SenderRecovery.impersonating(ALICE));
  }

  private static ExecutedBlock propose(ExecutionEngine engine, Transaction... transactions) {
    ChainView head = engine.head();
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                head.header().timestamp() + 1,
                Address.ZERO,
                head.header().gasLimit(),
                Hash32.ZERO,
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    for (Transaction transaction : transactions) {
      assertThat(builder.add(transaction)).isInstanceOf(TransactionResult.Executed.class);
    }
    return (ExecutedBlock) builder.finish();
  }

  private static U256 balance(ChainView view, Address address) {
    Account account = view.account(address);
    return account == null ? U256.ZERO : account.balance();
  }

  @Test
  void proposedBlockIsValidForAnotherNodeAndBothReachTheSameState() {
    ExecutionEngine proposer = ExecutionEngine.open(store, genesis());
    ExecutedBlock proposed = propose(proposer, transfer(0, BOB, U256.of(7)));
    try (ExecutionEngine verifier = ExecutionEngine.open(new InMemoryStore(), genesis())) {
      ExecutedBlock verified = (ExecutedBlock) verifier.execute(proposed.block());
      ChainView one = proposer.commit(proposed);
      ChainView other = verifier.commit(verified);
      assertThat(one.hash()).isEqualTo(other.hash()).isEqualTo(proposed.block().hash());
      assertThat(one.stateRoot()).isEqualTo(proposed.header().stateRoot());
      assertThat(balance(other, BOB)).isEqualTo(U256.of(7));
    }
  }

  @Test
  void reopenedEngineIsAtTheLastCommittedBlock() {
    ExecutionEngine engine = ExecutionEngine.open(store, genesis());
    engine.commit(propose(engine, transfer(0, BOB, U256.of(7))));
    propose(engine, transfer(1, BOB, U256.of(7)));
    ExecutionEngine reopened = ExecutionEngine.open(store, genesis());
    assertThat(reopened.head().position()).isEqualTo(engine.head().position());
    assertThat(reopened.head().number()).isEqualTo(1);
    assertThat(balance(reopened.head(), BOB)).isEqualTo(U256.of(7));
  }

  @Test
  void storeRemembersTheGenesisItWasMadeWith() {
    assertThat(ExecutionEngine.storedGenesis(store)).isNull();
    ExecutionEngine.open(store, genesis());
    assertThat(ExecutionEngine.storedGenesis(store)).isEqualTo(genesis());
  }

  @Test
  void blockOnAnotherParentIsInvalid() {
    ExecutionEngine engine = ExecutionEngine.open(store, genesis());
    ExecutedBlock first = propose(engine, transfer(0, BOB, U256.ONE));
    engine.commit(first);
    assertThat(engine.execute(first.block())).isInstanceOf(InvalidBlock.class);
  }

  @Test
  void interventionShowsAtOnceAndInTheNextBlocksReplay() {
    ExecutionEngine engine = ExecutionEngine.open(store, genesis());
    ChainPosition before = engine.head().position();
    engine.commit(propose(engine, transfer(0, BOB, U256.of(1))));
    StateDiff gift = gift(engine.head(), 1000);
    U256 rich = Objects.requireNonNull(gift.accounts().getFirst().after()).balance();
    assertThat(balance(engine.intervene(gift), ALICE)).isEqualTo(rich);
    // More than she had before the gift.
    ExecutedBlock second = propose(engine, transfer(1, BOB, ETHER.multiply(5)));
    engine.commit(second);
    ExecutedBlock replayed = (ExecutedBlock) engine.replay(2, BlockTracer.NONE);
    assertThat(replayed).isNotNull();
    if (replayed != null) {
      assertThat(replayed.diff()).isEqualTo(second.diff());
      assertThat(replayed.receipts()).isEqualTo(second.receipts());
    }
    assertThat(engine.replay(0, BlockTracer.NONE)).isNull();
    assertThat(engine.replay(3, BlockTracer.NONE)).isNull();
    assertThat(balance(engine.unwind(before), ALICE)).isEqualTo(ETHER);
  }

  @Test
  void chainExecutedAgainEndsInTheSameState() {
    ExecutionEngine engine = ExecutionEngine.open(store, genesis());
    engine.commit(propose(engine, transfer(0, BOB, U256.of(1))));
    for (int i = 1; i < 4; i++) {
      engine.intervene(gift(engine.head(), i));
      engine.intervene(gift(engine.head(), 10 + i));
      engine.commit(propose(engine, transfer(i, BOB, U256.of(1))));
    }
    engine.intervene(gift(engine.head(), 99));
    ExecutionEngine scratch = ExecutionEngine.open(new InMemoryStore(), genesis());
    assertThat(Reexecution.run(engine, scratch, ChainVerifier.Progress.NONE)).isNull();
    assertThat(scratch.head().position()).isEqualTo(engine.head().position());
  }

  private static StateDiff gift(ChainView head, int ether) {
    Account alice = Objects.requireNonNull(head.account(ALICE));
    U256 balance = alice.balance().add(ETHER.multiply(ether));
    Account rich = new Account(alice.nonce(), balance, alice.codeHash());
    return new StateDiff(List.of(new AccountDiff(ALICE, alice, rich, false, List.of())), Map.of());
  }

  @Test
  void callsReadAnyBlockAndChangeNone() {
    ExecutionEngine engine = ExecutionEngine.open(store, genesis());
    ChainView start = engine.head();
    engine.commit(propose(engine, transfer(0, BOB, U256.of(9))));
    ChainView past = Objects.requireNonNull(engine.head().at(0));
    for (ChainView view : List.of(start, past, engine.head())) {
      TransactionResult result =
          engine.call(view, engine.environment(view), transfer(0, BOB, U256.ONE), ALICE, null);
      assertThat(result).isInstanceOf(TransactionResult.Executed.class);
    }
    assertThat(balance(start, BOB)).isEqualTo(U256.ZERO);
    assertThat(balance(past, BOB)).isEqualTo(U256.ZERO);
    assertThat(balance(engine.head(), BOB)).isEqualTo(U256.of(9));
  }
}
