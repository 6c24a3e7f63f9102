package io.weft.node.workload;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.DynamicFeeTransaction;
import java.util.List;
import java.util.function.Consumer;

/** The chain of a workload: its genesis, and as many blocks as one asks for. */
public final class WorkloadChain {
  /** What an account has: a thousand ether. */
  static final U256 WEALTH = U256.of(1_000_000_000_000_000_000L).multiply(1_000);

  private static final Address COINBASE =
      Address.fromHex("00000000000000000000000000000000c01bba5e");
  private static final U256 TIP = U256.of(1_000_000_000);
  private static final U256 MAX_FEE = U256.of(100_000_000_000L);
  private static final long SLOT_SECONDS = 12;
  private static final long START_SECONDS = 1_765_000_000;

  /** No transaction fits into less. */
  private static final long LEAST_GAS = 21_000;

  private final Workload workload;
  private final Accounts accounts;
  private final Scenario scenario;
  private final Genesis genesis;

  /** A chain by the rules of the last fork that is in use. */
  public WorkloadChain(Workload workload) {
    this(workload, Fork.OSAKA);
  }

  /** A chain by the rules of a fork since Osaka. */
  public WorkloadChain(Workload workload, Fork fork) {
    this.workload = workload;
    accounts = new Accounts(workload.accounts(), workload.seed());
    SetUp setUp = new SetUp(fork);
    for (int i = 0; i < accounts.count(); i++) {
      setUp.balance(accounts.address(i), WEALTH);
    }
    scenario = Scenarios.of(workload, accounts, setUp);
    genesis =
        Genesis.of(
            setUp.spec(),
            START_SECONDS,
            2 * workload.gasTarget(),
            U256.of(1_000_000_000),
            setUp.alloc());
  }

  public Genesis genesis() {
    return genesis;
  }

  /**
   * Makes the first blocks after genesis. To be called once.
   *
   * @param store to execute them in; ends as that chain's
   */
  public void make(int blocks, KeyValueStore store, Consumer<ExecutedBlock> consumer) {
    Turns turns = new Turns(workload);
    try (ExecutionEngine engine = ExecutionEngine.open(store, genesis)) {
      for (int i = 0; i < blocks; i++) {
        turns.beginBlock();
        ExecutedBlock block = make(engine, turns);
        engine.commit(block);
        consumer.accept(block);
      }
    }
  }

  private ExecutedBlock make(ExecutionEngine engine, Turns turns) {
    long number = engine.head().number() + 1;
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                START_SECONDS + number * SLOT_SECONDS,
                COINBASE,
                2 * workload.gasTarget(),
                Hash32.from(U256.of(number)),
                List.of(),
                Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    long gas = 0;
    for (int i = 0; i < workload.transactions() && gas + LEAST_GAS <= workload.gasTarget(); i++) {
      turns.advance();
      gas += add(builder, scenario.next(turns));
    }
    BlockResult result = builder.finish();
    if (result instanceof ExecutedBlock executed) {
      return executed;
    }
    throw new IllegalStateException("own block " + number + " is invalid: " + result);
  }

  /** Adds a transaction; returns the gas it used. */
  private long add(BlockBuilder builder, Call call) {
    DynamicFeeTransaction unsigned =
        new DynamicFeeTransaction(
            genesis.spec().chainId(),
            accounts.nonce(call.sender()),
            TIP,
            MAX_FEE,
            call.gasLimit(),
            call.to(),
            call.value(),
            call.data(),
            List.of(),
            new Signature(0, U256.ZERO, U256.ZERO));
    Signature signature = Secp256k1.sign(unsigned.signingHash(), accounts.key(call.sender()));
    TransactionResult result =
        builder.add(unsigned.withSignature(signature), accounts.address(call.sender()));
    if (result instanceof Executed executed && executed.isSuccess()) {
      accounts.sent(call.sender());
      return executed.gasUsed();
    }
    throw new IllegalStateException("call " + call + " failed: " + result);
  }
}
