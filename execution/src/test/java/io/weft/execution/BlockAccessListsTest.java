package io.weft.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.InvalidBlockReason;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.DevRules;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.chainspec.RequestContracts;
import io.weft.execution.commit.ChainVerifier;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A chain whose blocks have access lists, through the engine. */
class BlockAccessListsTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final Address COUNTER = Address.of(0xC0C0);
  private static final Address COINBASE = Address.of(0xC01BA5E);

  /** Adds one to slot 0 and reads slot 1. */
  private static final Bytes COUNTING =
      Bytes.fromHex("600154" + "50" + "600054" + "600101" + "600055" + "00");

  private final KeyValueStore store = new InMemoryStore();
  private final ExecutionEngine engine = ExecutionEngine.open(store, genesis());

  @AfterEach
  void close() {
    engine.close();
  }

  private static Genesis genesis() {
    TreeMap<Address, GenesisAccount> alloc = new TreeMap<>();
    alloc.put(ALICE, GenesisAccount.ofBalance(U256.of(Long.MAX_VALUE)));
    alloc.put(COUNTER, contract(COUNTING));
    for (Address contract :
        List.of(
            RequestContracts.MAINNET.withdrawals(), RequestContracts.MAINNET.consolidations())) {
      alloc.put(contract, contract(Bytes.of(0)));
    }
    ChainSpec spec =
        ChainSpec.of(1337, ForkSchedule.fromGenesis(Fork.AMSTERDAM))
            .withDev(new DevRules(true, true, false));
    return Genesis.of(spec, 1_000, 30_000_000, null, alloc);
  }

  private static GenesisAccount contract(Bytes code) {
    return new GenesisAccount(1, U256.ZERO, code, new TreeMap<>());
  }

  private static Transaction call(long nonce, Address to, long value) {
    return new DynamicFeeTransaction(
        1337,
        nonce,
        U256.ZERO,
        U256.ZERO,
        100_000,
        to,
        U256.of(value),
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
                COINBASE,
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

  private static BlockAccessList listOf(ExecutedBlock executed) {
    return Objects.requireNonNull(executed.accessList());
  }

  private static AccountChanges account(BlockAccessList list, Address address) {
    return list.accounts().stream()
        .filter(account -> account.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static BlockAccessList without(BlockAccessList list, Address address) {
    List<AccountChanges> accounts = new ArrayList<>(list.accounts());
    accounts.removeIf(account -> account.address().equals(address));
    return new BlockAccessList(accounts);
  }

  @Test
  void proposedBlockNamesWhatItsTransactionsDid() {
    ExecutedBlock block =
        propose(engine, call(0, COUNTER, 0), call(1, BOB, 5), call(2, COUNTER, 0));
    BlockAccessList list = listOf(block);
    assertThat(block.header().blockAccessListHash()).isEqualTo(list.hash());
    assertThat(account(list, COUNTER))
        .isEqualTo(
            new AccountChanges(
                COUNTER,
                List.of(
                    new SlotChanges(
                        U256.ZERO,
                        List.of(new Change<>(1, U256.ONE), new Change<>(3, U256.of(2))))),
                List.of(U256.ONE),
                List.of(),
                List.of(),
                List.of()));
    assertThat(account(list, BOB).balanceChanges()).containsExactly(new Change<>(2, U256.of(5)));
    assertThat(account(list, ALICE).nonceChanges())
        .containsExactly(new Change<>(1, 1L), new Change<>(2, 2L), new Change<>(3, 3L));
    assertThat(account(list, COINBASE).balanceChanges()).isEmpty();
  }

  @Test
  void rejectedTransactionLeavesNoTraceInTheList() {
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                2_000,
                COINBASE,
                30_000_000,
                Hash32.ZERO,
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    assertThat(builder.add(call(7, BOB, 1))).isInstanceOf(TransactionResult.Rejected.class);
    BlockAccessList list = listOf((ExecutedBlock) builder.finish());
    assertThat(list.accounts()).extracting(AccountChanges::address).doesNotContain(ALICE, BOB);
  }

  @Test
  void verifierComesToTheSameListWithAndWithoutOne() {
    ExecutedBlock proposed = propose(engine, call(0, COUNTER, 0));
    for (@Nullable BlockAccessList given : Arrays.asList(null, proposed.accessList())) {
      BlockResult result = engine.execute(proposed.block(), given);
      assertThat(result).isInstanceOf(ExecutedBlock.class);
      assertThat(((ExecutedBlock) result).accessList()).isEqualTo(proposed.accessList());
    }
  }

  @Test
  void listThatIsNotTheHeadersIsRefused() {
    ExecutedBlock proposed = propose(engine, call(0, COUNTER, 0));
    BlockResult result = engine.execute(proposed.block(), without(listOf(proposed), COUNTER));
    assertThat(((InvalidBlock) result).reason())
        .isEqualTo(InvalidBlockReason.INVALID_BLOCK_ACCESS_LIST);
  }

  @Test
  void committedListIsStoredServedAndUnwound() {
    ExecutedBlock proposed = propose(engine, call(0, COUNTER, 0));
    ChainView genesis = engine.head();
    ChainView view = engine.commit(proposed);
    assertThat(view.accessList(0)).isEqualTo(BlockAccessList.EMPTY);
    assertThat(view.accessList(1)).isEqualTo(proposed.accessList());
    assertThat(view.accessList(2)).isNull();
    assertThat(ChainVerifier.verify(store, ChainVerifier.Progress.NONE)).isEmpty();
    ChainView back = engine.unwind(genesis.position());
    assertThat(back.accessList(1)).isNull();
    assertThat(store.get(Column.ACCESS_LIST, new byte[] {0, 0, 0, 0, 0, 0, 0, 1})).isNull();
  }

  @Test
  void damagedListIsFound() {
    engine.commit(propose(engine, call(0, COUNTER, 0)));
    byte[] key = {0, 0, 0, 0, 0, 0, 0, 1};
    store.write(new WriteBatch().put(Column.ACCESS_LIST, key, new byte[] {(byte) 0xC0}));
    assertThat(ChainVerifier.verify(store, ChainVerifier.Progress.NONE))
        .containsExactly("block 1: access list differs from its hash");
  }
}
