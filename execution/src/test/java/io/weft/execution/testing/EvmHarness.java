package io.weft.execution.testing;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.ContractAddress;
import io.weft.execution.evm.Evm;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.PreparedCodes;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.TransactionEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs single messages on a {@link TestState}: one call is one transaction without fees. */
public final class EvmHarness {
  public static final Address SENDER = Address.of(0x5E4D);
  public static final Address CONTRACT = Address.of(0xC0DE);
  public static final Address OTHER = Address.of(0x07E4);
  public static final long GAS = 10_000_000;

  private final Evm evm;
  private final TestState parent;
  private final Fork fork;
  private final JournaledState state;

  public EvmHarness(Fork fork, TestState parent) {
    this(fork, parent, new PreparedCodes());
  }

  public EvmHarness(Fork fork, TestState parent, PreparedCodes codes) {
    evm = new Evm(codes);
    this.fork = fork;
    this.parent = parent;
    state =
        new JournaledState(
            parent,
            fork.isAtLeast(Fork.SPURIOUS_DRAGON) ? EmptyAccountRule.DELETE : EmptyAccountRule.KEEP);
  }

  /** A contract under test at {@link #CONTRACT}. */
  public static EvmHarness running(Fork fork, Bytes code) {
    return new EvmHarness(fork, new TestState().contract(CONTRACT, code));
  }

  public TestState parent() {
    return parent;
  }

  public JournaledState state() {
    return state;
  }

  public BlockEnvironment block() {
    return new BlockEnvironment(
        fork,
        U256.of(31337),
        1000,
        1_700_000_000,
        Address.of(0xC01B),
        30_000_000,
        U256.of(7),
        U256.of(0xD1FF),
        U256.of(3),
        77,
        number -> Hash32.from(U256.of(number)));
  }

  /** Calls {@link #CONTRACT} with the usual gas. */
  public MessageResult call() {
    return call(GAS, Bytes.EMPTY, null);
  }

  public MessageResult call(long gas, Bytes data, @Nullable Tracer tracer) {
    return execute(Message.Kind.CALL, CONTRACT, data, gas, tracer);
  }

  /** Creates a contract where the sender's nonce before was {@code nonce}. */
  public MessageResult create(long nonce, Bytes initCode, long gas) {
    return execute(Message.Kind.CREATE, ContractAddress.of(SENDER, nonce), initCode, gas, null);
  }

  /** Executes one message as a transaction of its own, with sender and callee warm. */
  private MessageResult execute(
      Message.Kind kind, Address target, Bytes data, long gas, @Nullable Tracer tracer) {
    state.beginTransaction();
    state.warmAccount(state.account(SENDER));
    state.warmAccount(state.account(target));
    MessageResult result =
        evm.execute(
            block(),
            new TransactionEnvironment(SENDER, U256.of(9), List.of()),
            state,
            kind,
            target,
            U256.ZERO,
            data,
            gas,
            tracer);
    // What asks about refunds and logs may still do so.
    state.finishTransaction();
    return result;
  }

  /** A storage slot of {@link #CONTRACT} as it is now. */
  public U256 storage(long slot) {
    return storage(CONTRACT, slot);
  }

  public U256 storage(Address address, long slot) {
    return state.storage(state.slot(state.account(address), U256.of(slot)));
  }

  public U256 balance(Address address) {
    return state.balance(state.account(address));
  }
}
