package io.weft.node.prefetch;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes calls for nothing but to see what they read. Its monitor guards the one machine it has. */
final class Sampler {
  private final TransactionProcessor processor;

  Sampler(ChainSpec spec) {
    processor = new TransactionProcessor(spec);
  }

  /** The slots a call reads, in order. Its effects are lost, and so is whether it succeeds. */
  synchronized List<SlotRead> reads(Call call, BlockEnvironment environment, StateView state) {
    Log log = new Log(state);
    JournaledState journal =
        new JournaledState(log, TransactionProcessor.emptyAccountRule(environment.fork()));
    processor.simulate(environment, call.transaction(), call.sender(), journal, null);
    return log.reads;
  }

  /** A state that remembers what it was asked; a journal asks for each slot once. */
  private record Log(StateView state, List<SlotRead> reads) implements StateView {
    Log(StateView state) {
      this(state, new ArrayList<>());
    }

    @Override
    public @Nullable Account account(Address address) {
      return state.account(address);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      U256 value = state.storage(address, slot);
      reads.add(new SlotRead(address, slot, value));
      return value;
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return state.code(codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      return state.hasStorage(address);
    }
  }
}
