package io.weft.node.cli.evm;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.Evm;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.TransactionEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionProcessor;
import org.jspecify.annotations.Nullable;

/** One message that is executed over and over on the same state, in an invented block 1. */
final class CodeRun {
  private static final Address SENDER =
      Address.fromHex("0x00000000000000000000000000000000005e4de4");

  private final Evm evm = new Evm();
  private final WorldState pre;
  private final BlockEnvironment block;
  private final TransactionEnvironment transaction = new TransactionEnvironment(SENDER);
  private final Address to;
  private final Bytes input;
  private final long gas;
  private final EmptyAccountRule rule;
  private final JournaledState state;

  CodeRun(ChainSpec spec, WorldState pre, Address to, Bytes input, long gas) {
    this.pre = pre;
    this.to = to;
    this.input = input;
    this.gas = gas;
    Fork fork = spec.forkAt(1, 1);
    BlobParameters blobs = spec.blobParametersAt(1);
    block =
        new BlockEnvironment(
            fork,
            U256.of(spec.chainId()),
            1,
            1,
            Address.ZERO,
            gas,
            U256.ZERO,
            U256.ZERO,
            blobs == null ? U256.ZERO : blobs.baseFeePerBlobGas(0),
            0,
            _ -> Hash32.ZERO);
    rule = TransactionProcessor.emptyAccountRule(fork);
    state = new JournaledState(pre, rule);
  }

  /** Runs the message; every run finds the same state. */
  MessageResult execute(@Nullable Tracer tracer) {
    state.reset(pre, rule);
    state.beginTransaction();
    state.warmAccount(state.account(SENDER));
    state.warmAccount(state.account(to));
    state.warmAccount(state.account(block.coinbase()));
    MessageResult result =
        evm.execute(
            block, transaction, state, Message.Kind.CALL, to, U256.ZERO, input, gas, tracer);
    state.finishTransaction();
    return result;
  }

  /** The root of the state that the last run left. */
  Hash32 stateRoot() {
    return pre.apply(state.toDiff()).root();
  }
}
