package io.weft.execution.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.crypto.Signature;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.testing.TestState;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransactionProcessorTest {
  private static final Address SENDER = Address.of(0x5e4de2);
  private static final Address RECIPIENT = Address.of(0x2ec);
  private static final Address COINBASE = Address.of(0xc01);
  private static final long BALANCE = 1_000_000_000_000L;
  private static final U256 BASE_FEE = U256.of(10);
  private static final long GAS_LIMIT = 1_000_000;

  private final TestState state = new TestState().balance(SENDER, BALANCE);

  @Test
  void senderPaysValueAndGasAndOnlyTheTipIsNotBurnt() {
    JournaledState after = open(Fork.LONDON);
    Executed executed = (Executed) process(Fork.LONDON, after, transfer(0, 21_000, 5));
    assertThat(executed.isSuccess()).isTrue();
    assertThat(executed.gasUsed()).isEqualTo(21_000);
    assertThat(transfer(0, 21_000, 5).effectiveGasPrice(BASE_FEE)).isEqualTo(U256.of(12));
    assertThat(balance(after, SENDER)).isEqualTo(U256.of(BALANCE - 5 - 12 * 21_000));
    assertThat(balance(after, RECIPIENT)).isEqualTo(U256.of(5));
    assertThat(balance(after, COINBASE)).isEqualTo(U256.of(2 * 21_000));
  }

  @Test
  void unusedGasIsReturned() {
    JournaledState after = open(Fork.LONDON);
    process(Fork.LONDON, after, transfer(0, 100_000, 0));
    assertThat(balance(after, SENDER)).isEqualTo(U256.of(BALANCE - 12 * 21_000));
  }

  @Test
  void failedCodeIsPaidForAndLeavesOnlyThat() {
    state.contract(RECIPIENT, Bytes.fromHex("600160005560006000fd")); // store, then revert
    JournaledState after = open(Fork.LONDON);
    Executed executed = (Executed) process(Fork.LONDON, after, transfer(0, 100_000, 5));
    assertThat(executed.isSuccess()).isFalse();
    assertThat(executed.gasUsed()).isBetween(21_001L, 99_999L);
    assertThat(balance(after, RECIPIENT)).isEqualTo(U256.ZERO);
    assertThat(after.nonce(after.account(SENDER))).isEqualTo(1);
  }

  @Test
  void rejectedTransactionChangesNothing() {
    JournaledState after = open(Fork.OSAKA);
    assertThat(process(Fork.OSAKA, after, transfer(1, 21_000, 5))).isInstanceOf(Rejected.class);
    assertThat(after.toDiff().isEmpty()).isTrue();
  }

  @Test
  void nonceMustBeTheNextOne() {
    assertThat(rejection(Fork.OSAKA, transfer(1, 21_000, 0)))
        .isEqualTo(RejectionReason.NONCE_MISMATCH_TOO_HIGH);
    state.account(SENDER, 2, U256.of(BALANCE), Bytes.EMPTY);
    assertThat(rejection(Fork.OSAKA, transfer(1, 21_000, 0)))
        .isEqualTo(RejectionReason.NONCE_MISMATCH_TOO_LOW);
    assertThat(rejection(Fork.OSAKA, transfer(-1, 21_000, 0)))
        .isEqualTo(RejectionReason.NONCE_IS_MAX);
  }

  @Test
  void gasLimitIsHeldAgainstIntrinsicCostBlockAndCap() {
    assertThat(rejection(Fork.OSAKA, transfer(0, 20_999, 0)))
        .isEqualTo(RejectionReason.INTRINSIC_GAS_TOO_LOW);
    assertThat(rejection(Fork.PRAGUE, transfer(0, GAS_LIMIT + 1, 0)))
        .isEqualTo(RejectionReason.GAS_ALLOWANCE_EXCEEDED);
    assertThat(rejection(Fork.PRAGUE, transfer(0, -1, 0)))
        .isEqualTo(RejectionReason.GAS_ALLOWANCE_EXCEEDED);
    assertThat(rejection(Fork.OSAKA, transfer(0, (1 << 24) + 1, 0)))
        .isEqualTo(RejectionReason.GAS_LIMIT_EXCEEDS_MAXIMUM);
  }

  @Test
  void fundsMustCoverTheWorstCase() {
    state.balance(SENDER, 20 * 21_000 + 4);
    assertThat(rejection(Fork.OSAKA, transfer(0, 21_000, 5)))
        .isEqualTo(RejectionReason.INSUFFICIENT_ACCOUNT_FUNDS);
  }

  @Test
  void contractsCannotSendButDelegatingAccountsCan() {
    Bytes delegation = Bytes.fromHex("ef0100" + "00".repeat(19) + "77");
    state.account(SENDER, 0, U256.of(BALANCE), Bytes.of(0));
    assertThat(rejection(Fork.PRAGUE, transfer(0, 21_000, 0)))
        .isEqualTo(RejectionReason.SENDER_NOT_EOA);
    state.account(SENDER, 0, U256.of(BALANCE), delegation);
    assertThat(process(Fork.PRAGUE, open(Fork.PRAGUE), transfer(0, 21_000, 0)))
        .isInstanceOf(Executed.class);
    assertThat(rejection(Fork.CANCUN, transfer(0, 21_000, 0)))
        .isEqualTo(RejectionReason.SENDER_NOT_EOA);
  }

  @Test
  void typeBeforeItsForkIsRejected() {
    assertThat(rejection(Fork.BERLIN, transfer(0, 21_000, 0)))
        .isEqualTo(RejectionReason.TYPE_2_TX_PRE_FORK);
  }

  @Test
  void signatureWithoutSenderIsRejected() {
    TransactionResult result = process(Fork.OSAKA, open(Fork.OSAKA), transfer(0, 21_000, 0), null);
    assertThat(((Rejected) result).reason()).isEqualTo(RejectionReason.INVALID_SIGNATURE_VRS);
  }

  @Test
  void simulationAsksForFundsButNeitherNonceNorFees() {
    BlockEnvironment block = block(Fork.OSAKA);
    TransactionProcessor processor = new TransactionProcessor(spec(Fork.OSAKA));
    JournaledState open = open(Fork.OSAKA);
    assertThat(processor.simulate(block, transfer(9, 21_000, 5), SENDER, open, null))
        .isInstanceOf(Executed.class);
    assertThat(processor.simulate(block, transfer(9, 21_000, 5), RECIPIENT, open, null))
        .isInstanceOf(Rejected.class);
  }

  private RejectionReason rejection(Fork fork, Transaction transaction) {
    return ((Rejected) process(fork, open(fork), transaction)).reason();
  }

  private static TransactionResult process(
      Fork fork, JournaledState state, Transaction transaction) {
    return process(fork, state, transaction, SENDER);
  }

  private static TransactionResult process(
      Fork fork, JournaledState state, Transaction transaction, @Nullable Address sender) {
    return new TransactionProcessor(spec(fork))
        .process(block(fork), transaction, sender, GAS_LIMIT, 0, state, null);
  }

  private JournaledState open(Fork fork) {
    EmptyAccountRule rule = TransactionProcessor.emptyAccountRule(fork);
    return new JournaledState(state, rule);
  }

  private static U256 balance(JournaledState state, Address address) {
    return state.balance(state.account(address));
  }

  private static ChainSpec spec(Fork fork) {
    return ChainSpec.of(1, ForkSchedule.fromGenesis(fork));
  }

  private static BlockEnvironment block(Fork fork) {
    return new BlockEnvironment(
        fork,
        U256.ONE,
        1,
        1_000,
        COINBASE,
        GAS_LIMIT,
        BASE_FEE,
        U256.ZERO,
        U256.ONE,
        0,
        number -> Hash32.ZERO);
  }

  private static Transaction transfer(long nonce, long gasLimit, long value) {
    return new DynamicFeeTransaction(
        1,
        nonce,
        U256.of(2),
        U256.of(20),
        gasLimit,
        RECIPIENT,
        U256.of(value),
        Bytes.EMPTY,
        List.of(),
        Signature.NONE);
  }
}
