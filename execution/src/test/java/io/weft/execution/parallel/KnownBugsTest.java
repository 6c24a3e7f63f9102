package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Account;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What parallel executors of other projects got wrong, each as a block that would show it. Every
 * block is executed under many schedules and compared with the sequential executor.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KnownBugsTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final Address OTHER = Address.of(0x07E4);
  private static final Address FEE_RECIPIENT = Address.of(0xC01);
  private static final long RICH = 1_000_000_000_000_000L;

  private final TestState state = new TestState().balance(ALICE, RICH).balance(BOB, RICH);

  /** cosmos-sdk 26583: a moment in which nobody seemed to be at work ended the block. */
  @Test
  void noUpdateIsLost() {
    state.contract(CONTRACT, new Bytecode().sload(0).push(1).op(ADD).push(0).op(SSTORE).build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 100; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, CONTRACT);
    }
    Outcome outcome = check(block);
    assertThat(slot(outcome, CONTRACT, 0)).isEqualTo(U256.of(100));
  }

  /** pevm 408 and Aptos 18820: an invalid transaction left a gap at which everything waited. */
  @Test
  void transactionAfterNonceGapIsRejectedWhereItStands() {
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 20; i++) {
      block.call(ALICE, OTHER, 1, 1, Bytes.EMPTY);
    }
    block.add(
        BOB,
        new LegacyTransaction(
            null, 7, U256.ONE, 21_000, OTHER, U256.ONE, Bytes.EMPTY, Signature.NONE));
    block.call(ALICE, OTHER, 1, 1, Bytes.EMPTY);
    Outcome outcome = check(block);
    assertThat(outcome.results()).hasSize(21);
    assertThat(outcome.results().getLast()).isInstanceOf(Rejected.class);
  }

  /** Erigon 23020, 21573: a contract made and destroyed again and again never settled. */
  @Test
  void contractMadeAndDestroyedByTurnsSettles() {
    Bytes child = new Bytecode().sstore(1, 5).push(OTHER).op(SELFDESTRUCT).build();
    Bytecode factory = new Bytecode().create2(1, Bytecode.deployerOf(child), 9).op(DUP1);
    factory.operands(0, 0, 0, 0, 0).op(DUP6).push(200_000).op(CALL).op(POP, POP);
    state.account(CONTRACT, 1, U256.of(1000), factory.push(0).op(SSTORE).build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 12; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, CONTRACT);
    }
    check(block);
  }

  /** Besu 10978: destroyed and made again with the same slots, storage was not wiped in between. */
  @Test
  void contractMadeAgainWithTheSameSlotsHasOnlyThose() {
    Bytes code = new Bytecode().push(OTHER).op(SELFDESTRUCT).build();
    Bytes init =
        new Bytecode().sstore(1, 5).store(code).operands(0, code.size()).op(RETURN).build();
    Bytes factory = new Bytecode().create2(0, init, 1).push(0).op(SSTORE).build();
    state.contract(CONTRACT, factory);
    Outcome first =
        Outcome.of(
            TestBlock.of(Fork.SHANGHAI, state).call(ALICE, CONTRACT),
            SequentialTransactions.UNWATCHED,
            false);
    Address child = created(first);
    state.apply(first.executed().diff());
    state.storage(child, U256.of(2), U256.of(6));
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    block.call(BOB, child).call(BOB, CONTRACT).call(BOB, OTHER);
    Outcome outcome = check(block);
    StateDiff.AccountDiff diff = account(outcome, child);
    assertThat(diff.storageCleared()).isTrue();
    assertThat(diff.slots()).containsExactly(diffOfSlot(1, 5, 5));
  }

  private static StateDiff.SlotDiff diffOfSlot(long slot, long before, long after) {
    return new StateDiff.SlotDiff(U256.of(slot), U256.of(before), U256.of(after));
  }

  /** Besu 8353: a fee of zero touched nobody, and an empty account stayed. */
  @Test
  void feeOfZeroTouchesTheRecipient() {
    state.balance(FEE_RECIPIENT, 0);
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 8; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, OTHER, 1, 0, Bytes.EMPTY);
    }
    assertThat(account(check(block), FEE_RECIPIENT).after()).isNull();
  }

  /** bor 1382: a contract created where there was money already had the wrong balance. */
  @Test
  void contractKeepsWhatItsAddressHadBefore() {
    Bytes child = new Bytecode().op(STOP).build();
    Bytes factory =
        new Bytecode().create2(3, Bytecode.deployerOf(child), 4).push(0).op(SSTORE).build();
    state.account(CONTRACT, 1, U256.of(10), factory);
    Outcome alone =
        Outcome.of(
            TestBlock.of(Fork.SHANGHAI, state).call(ALICE, CONTRACT),
            SequentialTransactions.UNWATCHED,
            false);
    Address address = created(alone);
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    block.call(BOB, address, 7, 1, Bytes.EMPTY).call(ALICE, CONTRACT).call(BOB, address);
    Account after = Objects.requireNonNull(account(check(block), address).after());
    assertThat(after.balance()).isEqualTo(U256.of(10));
  }

  /** grevm 103: a second delegation was not seen by those who called the account. */
  @Test
  void secondDelegationIsSeen() {
    byte[] key = new byte[32];
    key[31] = 7;
    Address authority = Secp256k1.addressOfPrivateKey(key);
    state.balance(authority, RICH);
    state.contract(CONTRACT, new Bytecode().sstore(0, 1).build());
    state.contract(OTHER, new Bytecode().sstore(0, 2).build());
    TestBlock block = TestBlock.of(Fork.PRAGUE, state);
    block.add(ALICE, delegation(0, authority, CONTRACT, 0, key)).call(BOB, authority);
    block.add(ALICE, delegation(1, authority, OTHER, 1, key)).call(BOB, authority);
    assertThat(slot(check(block), authority, 0)).isEqualTo(U256.of(2));
  }

  private static SetCodeTransaction delegation(
      long nonce, Address to, Address target, long authorityNonce, byte[] key) {
    U256 chain = U256.of(TestBlock.CHAIN_ID);
    Authorization unsigned =
        new Authorization(chain, target, authorityNonce, 0, U256.ZERO, U256.ZERO);
    Signature signature = Secp256k1.sign(unsigned.signingHash(), key);
    Authorization signed =
        new Authorization(
            chain, target, authorityNonce, signature.yParity(), signature.r(), signature.s());
    return new SetCodeTransaction(
        TestBlock.CHAIN_ID,
        nonce,
        U256.ONE,
        U256.ONE,
        500_000,
        to,
        U256.ZERO,
        Bytes.EMPTY,
        List.of(),
        List.of(signed),
        Signature.NONE);
  }

  /** geth 35441: what BLOCKHASH remembers was shared between threads. */
  @Test
  void manyMayAskForBlockHashesAtOnce() {
    Bytes code = new Bytecode().push(1).op(NUMBER, SUB, BLOCKHASH).op(CALLER, SSTORE).build();
    state.contract(CONTRACT, code);
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 40; i++) {
      Address caller = Address.of(0x5000 + i);
      state.balance(caller, RICH);
      block.call(caller, CONTRACT);
    }
    check(block);
  }

  /** The fee recipient's balance, which fees change without conflict, read and written. */
  @Test
  void balanceOfTheFeeRecipientIsTheOneOfItsTurn() {
    Bytes reader = new Bytecode().op(COINBASE, BALANCE, NUMBER, GAS, ADD, SSTORE).build();
    state.contract(CONTRACT, reader);
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 20; i++) {
      block.call(ALICE, OTHER, 1, 3, Bytes.EMPTY).call(BOB, CONTRACT);
    }
    check(block);
  }

  /** geth 35443: what a precompiled contract remembers was not attached where threads shared it. */
  @Test
  void manyMayCallPrecompiledContractsAtOnce() {
    Bytecode code = new Bytecode().op(CALLER).push(0).op(MSTORE);
    for (int contract = 1; contract <= 4; contract++) {
      code.operands(32, 64, 32, 0).push(contract).push(50_000).op(STATICCALL);
      code.push(64).op(MLOAD, ADD).push(contract).op(SSTORE);
    }
    state.contract(CONTRACT, code.build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 40; i++) {
      Address caller = Address.of(0x5000 + i % 20);
      state.balance(caller, RICH);
      block.call(caller, CONTRACT);
    }
    check(block);
  }

  /** Erigon 23967: whether an account lives was answered for one transaction too late. */
  @Test
  void accountThatTheTransactionBeforeDestroyedIsGone() {
    state.contract(CONTRACT, new Bytecode().push(OTHER).op(SELFDESTRUCT).build());
    Address witness = Address.of(0x317);
    Bytecode code = new Bytecode().push(CONTRACT).op(EXTCODEHASH, NUMBER, GAS, ADD, SSTORE);
    state.contract(witness, code.push(CONTRACT).op(BALANCE, CALLER, SSTORE).build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 10; i++) {
      block.call(ALICE, CONTRACT, i, 1, Bytes.EMPTY).call(BOB, witness);
    }
    block.call(ALICE, CONTRACT, 1, 1, Bytes.EMPTY); // revived, with a balance alone
    Account after = Objects.requireNonNull(account(check(block), CONTRACT).after());
    assertThat(after.hasCode()).isFalse();
  }

  /** Nethermind 9803: a worker went on with a transaction that had been taken from it. */
  @Test
  void workerThatLostItsTransactionShowsNothingOfIt() {
    Bytecode code = new Bytecode().sload(0).push(1).op(ADD).push(0).op(SSTORE);
    for (int slot = 1; slot < 40; slot++) {
      code.sload(slot).op(POP); // places to be told that it is in vain
    }
    state.contract(CONTRACT, code.sload(0).push(41).op(SSTORE).build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 60; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, CONTRACT);
    }
    assertThat(slot(check(block), CONTRACT, 41)).isEqualTo(U256.of(60));
  }

  /** Nethermind 8550: a thread that spun for another left it no processor. */
  @Test
  void moreWorkersThanProcessorsComeToAnEnd() {
    state.contract(CONTRACT, new Bytecode().sload(0).push(1).op(ADD).push(0).op(SSTORE).build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 200; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, CONTRACT);
    }
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    try (WorkerPool pool = WorkerPool.start(16 * Runtime.getRuntime().availableProcessors())) {
      OptimisticTransactions executor = new OptimisticTransactions(pool, settings(64, true));
      assertThat(Outcome.of(block, executor, false)).isEqualTo(expected);
    }
  }

  /** Aptos, rayon: executors that waited for each other's threads never ended. */
  @Test
  void executorsThatShareThreadsDoNotWaitForEachOther() throws InterruptedException {
    state.contract(CONTRACT, new Bytecode().sload(0).push(1).op(ADD).push(0).op(SSTORE).build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 60; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, CONTRACT);
    }
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    Outcome[] outcomes = new Outcome[4];
    try (WorkerPool pool = WorkerPool.start(2)) {
      Thread[] threads = new Thread[outcomes.length];
      for (int t = 0; t < threads.length; t++) {
        int index = t;
        threads[t] =
            new Thread(
                () -> {
                  OptimisticTransactions executor =
                      new OptimisticTransactions(pool, settings(8, false));
                  for (int i = 0; i < 20; i++) {
                    outcomes[index] = Outcome.of(block, executor, false);
                  }
                });
        threads[t].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(outcomes).containsOnly(expected);
  }

  /** Runs the block under many schedules; what it came to. */
  private static Outcome check(TestBlock block) {
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    int[] windows = {1, 2, 3, 8, 1000};
    for (int workers = 1; workers <= 4; workers++) {
      try (WorkerPool pool = WorkerPool.start(workers)) {
        for (int window : windows) {
          for (boolean always : new boolean[] {true, false}) {
            FrontierRuns runs = new FrontierRuns(block.transactions().size());
            OptimisticTransactions executor =
                new OptimisticTransactions(pool, settings(window, always, runs));
            for (int i = 0; i < 10; i++) {
              assertThat(Outcome.of(block, executor, false))
                  .as("%d workers, window %d", workers, window)
                  .isEqualTo(expected);
              runs.check(i, null);
              runs.checkShown();
              runs.reset();
            }
          }
        }
        checkByList(block, pool);
      }
    }
    return expected;
  }

  /** The same by the access list of what is valid in the block. */
  private static void checkByList(TestBlock block, WorkerPool pool) {
    if (!ByList.isFollowed(block)) {
      return;
    }
    BlockAccessList list = ByList.right(EveryWay.valid(block));
    Outcome expected = Outcome.withAccessList(block);
    ListDrivenTransactions engine = new ListDrivenTransactions(pool, settings(1, false));
    for (int i = 0; i < 10; i++) {
      ByList.of(block, engine, list, List.of())
          .check(block, expected, pool.workers() + " workers, by list");
    }
  }

  private static ParallelSettings settings(int window, boolean speculatesOnAll) {
    return settings(window, speculatesOnAll, ScheduleHook.NONE);
  }

  private static ParallelSettings settings(int window, boolean speculatesOnAll, ScheduleHook hook) {
    return new ParallelSettings(
        5,
        speculatesOnAll ? Eagerness.EVERY_TRANSACTION : Eagerness.EVERY_BLOCK,
        window,
        true,
        hook,
        System::nanoTime,
        report -> {});
  }

  private static StateDiff.AccountDiff account(Outcome outcome, Address address) {
    for (StateDiff.AccountDiff diff : outcome.executed().diff().accounts()) {
      if (diff.address().equals(address)) {
        return diff;
      }
    }
    throw new AssertionError("unchanged: " + address);
  }

  /** The address that {@link #CONTRACT} keeps in its first slot. */
  private static Address created(Outcome outcome) {
    return Address.from(Objects.requireNonNull(slot(outcome, CONTRACT, 0)));
  }

  private static @Nullable U256 slot(Outcome outcome, Address address, long slot) {
    for (StateDiff.SlotDiff diff : account(outcome, address).slots()) {
      if (diff.slot().equals(U256.of(slot))) {
        return diff.after();
      }
    }
    return null;
  }
}
