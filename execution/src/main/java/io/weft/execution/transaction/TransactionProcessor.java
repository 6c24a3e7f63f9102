package io.weft.execution.transaction;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Hands;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.ContractAddress;
import io.weft.execution.evm.Evm;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.PreparedCodes;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.TransactionEnvironment;
import io.weft.execution.evm.TransferLog;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.Log;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks, executes and charges transactions (execution-specs {@code process_transaction}).
 *
 * <p>The state is one that may already hold the changes of earlier transactions of the block; the
 * processor brackets its own with {@link JournaledState#beginTransaction} and {@link
 * JournaledState#finishTransaction}. One thread owns a processor and uses it for any number of
 * transactions.
 */
public final class TransactionProcessor {
  private final ChainSpec spec;
  private final Evm evm;

  // Each turned to the transaction under way.
  private final Fees fees = new Fees();
  private final TransactionEnvironment environment = new TransactionEnvironment(Address.ZERO);

  /** A processor whose machine shares prepared code with others. */
  public TransactionProcessor(ChainSpec spec, PreparedCodes codes) {
    this(spec, new Evm(codes));
  }

  /** With a machine that differs from a block's, for calls. */
  public TransactionProcessor(ChainSpec spec, Evm evm) {
    this.spec = spec;
    this.evm = evm;
  }

  public TransactionProcessor(ChainSpec spec) {
    this(spec, new PreparedCodes());
  }

  /**
   * One for another thread, whose machine shares prepared code with this one's.
   *
   * @param hands do its long computations
   */
  public TransactionProcessor another(Hands hands) {
    return new TransactionProcessor(spec, new Evm(evm.codes(), hands));
  }

  /** The machine it runs, for calls by the block itself. */
  public Evm evm() {
    return evm;
  }

  /** What becomes of touched empty accounts: the rule a state of this fork is opened with. */
  public static EmptyAccountRule emptyAccountRule(Fork fork) {
    return TransactionRules.of(fork).emptyAccounts();
  }

  /** The least gas limit of a transaction of this fork, and where it goes. */
  public static IntrinsicGas intrinsicGas(Fork fork, Transaction transaction) {
    return IntrinsicGas.of(transaction, TransactionRules.of(fork));
  }

  /**
   * The rules that need neither state nor block, for pools: type, chain, gas limit against the
   * intrinsic cost, size of init code.
   *
   * @return null where none is broken
   */
  public static @Nullable Rejected checkStatic(ChainSpec spec, Fork fork, Transaction transaction) {
    TransactionRules rules = TransactionRules.of(fork);
    Rejected rejected = TransactionCheck.checkKind(spec, rules, transaction);
    if (rejected != null) {
      return rejected;
    }
    IntrinsicGas intrinsic = IntrinsicGas.of(transaction, rules);
    return TransactionCheck.checkSignedGasLimit(
        rules, transaction, intrinsic.gas(), intrinsic.floor());
  }

  /**
   * Executes a transaction of a block.
   *
   * @param sender as {@link SenderRecovery} gives it: null where the signature is not valid
   * @param gasAvailable what the block has left
   * @param blobGasAvailable what the block has left
   * @param tracer watches, or null to run at full speed
   */
  public TransactionResult process(
      BlockEnvironment block,
      Transaction transaction,
      @Nullable Address sender,
      long gasAvailable,
      long blobGasAvailable,
      JournaledState state,
      @Nullable Tracer tracer) {
    TransactionRules rules = TransactionRules.of(block.fork());
    Rejected rejected = TransactionCheck.checkKind(spec, rules, transaction);
    if (rejected != null) {
      return rejected;
    }
    if (sender == null) {
      return TransactionCheck.invalidSignature();
    }
    long blobGas = transaction.blobGas();
    if (blobGas > blobGasAvailable) {
      return TransactionCheck.atMost(
          RejectionReason.TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED,
          "blob gas",
          blobGasAvailable,
          blobGas);
    }
    long nonZero = IntrinsicGas.nonZeroBytes(transaction.data());
    long intrinsic = IntrinsicGas.gas(transaction, nonZero, rules);
    long floor = IntrinsicGas.floor(transaction, nonZero, rules);
    rejected = TransactionCheck.checkFees(rules, block, transaction);
    if (rejected == null) {
      rejected = TransactionCheck.checkSignedGasLimit(rules, transaction, intrinsic, floor);
    }
    if (rejected != null) {
      return rejected;
    }
    if (Long.compareUnsigned(transaction.gasLimit(), gasAvailable) > 0) {
      return TransactionCheck.atMost(
          RejectionReason.GAS_ALLOWANCE_EXCEEDED,
          "gas limit",
          gasAvailable,
          Long.toUnsignedString(transaction.gasLimit()));
    }
    rejected =
        TransactionCheck.checkSender(
            spec, block.fork(), fees, state, state.account(sender), transaction);
    if (rejected != null) {
      return rejected;
    }
    return execute(block, rules, intrinsic, floor, transaction, sender, state, tracer);
  }

  /**
   * Executes a call that nobody signed, as {@code eth_call} does: nonce, fee caps and the kind of
   * the sender are not looked at, funds and gas limit are.
   */
  public TransactionResult simulate(
      BlockEnvironment block,
      Transaction transaction,
      Address sender,
      JournaledState state,
      @Nullable Tracer tracer) {
    TransactionRules rules = TransactionRules.of(block.fork());
    long nonZero = IntrinsicGas.nonZeroBytes(transaction.data());
    long intrinsic = IntrinsicGas.gas(transaction, nonZero, rules);
    long floor = IntrinsicGas.floor(transaction, nonZero, rules);
    Rejected rejected = TransactionCheck.checkGasLimit(rules, transaction, intrinsic, floor);
    if (rejected == null) {
      rejected = TransactionCheck.checkFunds(fees, state, state.account(sender), transaction);
    }
    return rejected != null
        ? rejected
        : execute(block, rules, intrinsic, floor, transaction, sender, state, tracer);
  }

  /** As {@link #simulate}, held to the fees of the block and the nonce of its sender. */
  public TransactionResult simulateStrictly(
      BlockEnvironment block,
      Transaction transaction,
      Address sender,
      JournaledState state,
      @Nullable Tracer tracer) {
    Rejected rejected = TransactionCheck.checkNonce(state, state.account(sender), transaction);
    if (rejected == null) {
      rejected = TransactionCheck.checkFees(TransactionRules.of(block.fork()), block, transaction);
    }
    return rejected != null ? rejected : simulate(block, transaction, sender, state, tracer);
  }

  private Executed execute(
      BlockEnvironment block,
      TransactionRules rules,
      long intrinsic,
      long floor,
      Transaction transaction,
      Address sender,
      JournaledState state,
      @Nullable Tracer tracer) {
    state.beginTransaction();
    fees.open(block, rules, transaction);
    int senderAccount = state.account(sender);
    long nonce = state.nonce(senderAccount);
    fees.charge(block, transaction, state, senderAccount);
    state.setNonce(senderAccount, nonce + 1);

    Address to = transaction.to();
    Address target = to == null ? ContractAddress.of(sender, nonce) : to;
    if (rules.hasWarmAccess()) {
      warm(block, rules, transaction, senderAccount, target, state);
    }
    Authorizations.apply(transaction.authorizations(), block.chainId(), state);

    environment.become(sender, fees.price(), transaction.blobVersionedHashes());
    MessageResult outcome =
        evm.execute(
            block,
            environment,
            state,
            to == null ? Message.Kind.CREATE : Message.Kind.CALL,
            target,
            transaction.value(),
            transaction.data(),
            transaction.gasLimit() - intrinsic,
            tracer);

    long gasSpent = transaction.gasLimit() - outcome.gasLeft();
    long refund = Math.min(gasSpent / rules.maxRefundQuotient(), state.refundCounter());
    long gasUsed = Math.max(gasSpent - refund, floor);
    long gasBeforeRefund = Math.max(gasSpent, floor);
    fees.settle(block, transaction, gasUsed, state, senderAccount);
    if (rules.logsBurns()) {
      logBurns(state);
    }
    state.finishTransaction();
    List<Log> logs = state.logs();
    return new Executed(
        outcome,
        gasUsed,
        rules.refundsFreeBlockGas() ? gasUsed : gasBeforeRefund,
        gasBeforeRefund,
        logs,
        evm.logsBloom(logs),
        to == null ? target : null);
  }

  /** Logs what accounts received after they were marked to disappear (EIP-7708). */
  private static void logBurns(JournaledState state) {
    List<Address> destroyed = state.destroyedAccounts();
    for (int i = 0; i < destroyed.size(); i++) {
      Address address = destroyed.get(i);
      U256 balance = state.balance(state.account(address));
      if (!balance.isZero()) {
        state.addLog(TransferLog.burn(address, balance));
      }
    }
  }

  private static void warm(
      BlockEnvironment block,
      TransactionRules rules,
      Transaction transaction,
      int sender,
      Address target,
      JournaledState state) {
    state.warmAccount(sender);
    state.warmAccount(state.account(target));
    if (rules.hasWarmCoinbase()) {
      state.warmAccount(state.account(block.coinbase()));
    }
    List<AccessListEntry> accessList = transaction.accessList();
    for (int i = 0; i < accessList.size(); i++) {
      AccessListEntry entry = accessList.get(i);
      int account = state.account(entry.address());
      state.warmAccount(account);
      List<Hash32> keys = entry.storageKeys();
      for (int k = 0; k < keys.size(); k++) {
        state.warmSlot(state.slot(account, keys.get(k).toU256()));
      }
    }
  }
}
