package io.weft.tests.benchmarks;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Account;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workload as {@code eth_call} would run it here: checks, fees and all, without the server. */
final class CallRun {
  private static final Fork FORK = Fork.PRAGUE;

  private final TransactionProcessor processor =
      new TransactionProcessor(ChainSpec.of(1, ForkSchedule.fromGenesis(FORK)));
  private final FixedState parent;
  private final JournaledState state;
  private final Transaction transaction;
  private long gasUsed;

  private final BlockEnvironment block =
      new BlockEnvironment(
          FORK,
          U256.ONE,
          1,
          1_700_000_000,
          Address.of(0xC0B),
          10 * CallWorkload.GAS,
          U256.ZERO,
          U256.ONE,
          U256.ONE,
          0,
          number -> Hash32.ZERO);

  CallRun(CallWorkload workload) {
    parent = new FixedState(workload);
    state = new JournaledState(parent, TransactionProcessor.emptyAccountRule(FORK));
    transaction =
        new LegacyTransaction(
            null,
            0,
            U256.ZERO,
            CallWorkload.GAS,
            workload.to(),
            U256.ZERO,
            workload.data(),
            Signature.NONE);
  }

  Bytes call() {
    state.reset(parent, TransactionProcessor.emptyAccountRule(FORK));
    TransactionResult result =
        processor.simulate(block, transaction, CallWorkload.CALLER, state, null);
    if (result instanceof Executed executed && executed.isSuccess()) {
      gasUsed = executed.gasUsed();
      return executed.output();
    }
    throw new IllegalStateException("the call failed: " + result);
  }

  long gasUsed() {
    return gasUsed;
  }

  /** The accounts of a workload. */
  private static final class FixedState implements StateView {
    private final Map<Address, Account> accounts = new HashMap<>();
    private final Map<Hash32, Bytes> codes = new HashMap<>();
    private final Map<Address, Map<U256, U256>> storage;

    FixedState(CallWorkload workload) {
      workload
          .codes()
          .forEach(
              (address, code) -> {
                Hash32 hash = Keccak256.hash32(code);
                codes.put(hash, code);
                accounts.put(address, new Account(1, U256.ZERO, hash));
              });
      storage = workload.storage();
    }

    @Override
    public @Nullable Account account(Address address) {
      return accounts.get(address);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      return storage.getOrDefault(address, Map.of()).getOrDefault(slot, U256.ZERO);
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      Bytes code = codes.get(codeHash);
      if (code == null) {
        throw new IllegalStateException("no such code: " + codeHash);
      }
      return code;
    }

    @Override
    public boolean hasStorage(Address address) {
      return storage.containsKey(address);
    }
  }
}
