package io.weft.execution.block;

import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.RequestContracts;
import io.weft.execution.crypto.Hands;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.Evm;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.Footprint;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block while it is executed: {@link #begin}, {@link #add} for each transaction, {@link #finish}.
 * Everything that changes state goes through here, for verifier and proposer alike.
 */
public final class BlockExecution {
  private final ChainSpec spec;
  private final ParentBlock parent;
  private final BlockEnvironment environment;
  private final TransactionProcessor processor;
  private final Evm evm;
  private final JournaledState state;
  private final long blobGasLimit;

  /** Whether what the block accesses is listed. */
  private final boolean hasAccessList;

  /** Where the transactions were executed by the block's access list, what that says. */
  private @Nullable ListedBlock listed;

  /** And what the block had accessed before them. */
  private BlockAccessList accessedBefore = BlockAccessList.EMPTY;

  private final ArrayList<Receipt> receipts = new ArrayList<>();
  private final ArrayList<Executed> results = new ArrayList<>();
  private List<Bytes> requests = List.of();
  private long gasUsed;
  private long cumulativeGasUsed;
  private long blobGasUsed;

  /**
   * @param processor of this thread
   * @param state of this thread; what it held is forgotten
   */
  public BlockExecution(
      ChainSpec spec,
      ParentBlock parent,
      BlockEnvironment environment,
      TransactionProcessor processor,
      JournaledState state) {
    this(spec, parent, environment, processor, state, environment.fork().isAtLeast(Fork.AMSTERDAM));
  }

  /**
   * The same with a choice.
   *
   * @param hasAccessList whether to list what the block accesses; since Amsterdam it must be
   */
  public BlockExecution(
      ChainSpec spec,
      ParentBlock parent,
      BlockEnvironment environment,
      TransactionProcessor processor,
      JournaledState state,
      boolean hasAccessList) {
    this.spec = spec;
    this.parent = parent;
    this.environment = environment;
    this.processor = processor;
    this.evm = processor.evm();
    this.state = state;
    BlobParameters blobs = spec.blobParametersAt(environment.timestampSeconds());
    blobGasLimit = blobs == null ? 0 : blobs.maxGas();
    state.reset(parent.state(), TransactionProcessor.emptyAccountRule(environment.fork()));
    state.trackAccesses(hasAccessList);
    this.hasAccessList = hasAccessList;
  }

  /** What code sees of a block with this header. */
  public static BlockEnvironment environment(
      ChainSpec spec, BlockHeader header, ParentBlock parent) {
    Fork fork = spec.forkOf(header);
    U256 baseFee = header.baseFeePerGas();
    Long slot = header.slotNumber();
    boolean isProofOfStake = fork.isAtLeast(Fork.PARIS);
    return new BlockEnvironment(
        fork,
        U256.of(spec.chainId()),
        header.number(),
        header.timestamp(),
        header.coinbase(),
        header.gasLimit(),
        baseFee == null ? U256.ZERO : baseFee,
        isProofOfStake ? header.mixHash().toU256() : header.difficulty(),
        new HeaderRules(spec).blobBaseFee(header.timestamp(), header.excessBlobGas()),
        slot == null ? 0 : slot,
        parent.hashes());
  }

  /** Makes room for so many transactions, which there may be less of or more. */
  public void expect(int transactions) {
    receipts.ensureCapacity(transactions);
    results.ensureCapacity(transactions);
  }

  /** What happens before the first transaction. */
  public void begin(@Nullable Hash32 parentBeaconBlockRoot) {
    Fork fork = environment.fork();
    if (spec.hasDaoFork() && environment.number() == spec.forks().start(Fork.DAO_FORK)) {
      DaoRefund.apply(state);
    }
    if (fork.isAtLeast(Fork.CANCUN) && parentBeaconBlockRoot != null) {
      callIgnoringFailure(SystemContracts.BEACON_ROOTS, parentBeaconBlockRoot);
    }
    if (fork.isAtLeast(Fork.PRAGUE)) {
      callIgnoringFailure(SystemContracts.HISTORY, parent.hashes().hash(environment.number() - 1));
    }
  }

  private void callIgnoringFailure(Address contract, Hash32 input) {
    SystemContracts.call(evm, environment, state, contract, input.toBytes());
    recordAccesses(0);
  }

  private void recordAccesses(int index) {
    if (hasAccessList) {
      state.accesses().note(index);
    }
  }

  /** Executes the next transaction; one that is rejected leaves everything as it was. */
  public TransactionResult add(
      Transaction transaction, @Nullable Address sender, @Nullable Tracer tracer) {
    return add(transaction, sender, tracer, processor);
  }

  /** The same, by the processor of whichever thread has the block now. */
  public TransactionResult add(
      Transaction transaction,
      @Nullable Address sender,
      @Nullable Tracer tracer,
      TransactionProcessor by) {
    return keep(
        transaction,
        by.process(environment, transaction, sender, gasLeft(), blobGasLeft(), state, tracer));
  }

  /**
   * Executes a call as the next transaction, though nobody signed it.
   *
   * @param isStrict whether fees and nonce must be those of a valid transaction
   */
  public TransactionResult simulate(
      Transaction call, Address sender, boolean isStrict, @Nullable Tracer tracer) {
    TransactionResult result =
        isStrict
            ? processor.simulateStrictly(environment, call, sender, state, tracer)
            : processor.simulate(environment, call, sender, state, tracer);
    return keep(call, result);
  }

  /** The nonce of an account after the transactions so far. */
  public long nonce(Address address) {
    return state.nonce(state.account(address));
  }

  private TransactionResult keep(Transaction transaction, TransactionResult result) {
    if (result instanceof Executed executed) {
      include(transaction.type(), transaction.blobGas(), executed);
      recordAccesses(results.size());
    }
    return result;
  }

  /** Whether the block has the gas left that a transaction may need. */
  public boolean hasRoomFor(long gasLimit, long blobGas) {
    return Long.compareUnsigned(gasLimit, gasLeft()) <= 0 && blobGas <= blobGasLeft();
  }

  /**
   * Takes over the next transaction, executed before on a guess of this block's state. The
   * transaction itself is not asked for: here it may be far from this processor.
   *
   * @param type of the transaction
   * @param blobGas of it
   * @param footprint of it; none of its reads is stale, and the block has room for it
   */
  public void adopt(int type, long blobGas, Executed executed, Footprint footprint) {
    footprint.applyTo(state);
    include(type, blobGas, executed);
    if (hasAccessList) {
      footprint.noteAccesses(state, results.size());
    }
  }

  /**
   * Takes over all transactions, each executed on the state that the block's access list says it
   * finds, and goes on from the one that it says the last of them leaves. What comes of the block
   * counts only if in the end {@link #isListRight}.
   *
   * @param transactions for all of which the block has room; none came before them
   */
  public void adoptListed(AdoptedTransactions transactions, ListedBlock by) {
    results.addAll(transactions.results());
    receipts.addAll(transactions.receipts());
    gasUsed += transactions.gasUsed();
    cumulativeGasUsed += transactions.cumulativeGasUsed();
    blobGasUsed += transactions.blobGasUsed();
    listed = by;
    accessedBefore = accessedSoFar();
    state.reset(
        by.stateAfter(results.size()), TransactionProcessor.emptyAccountRule(environment.fork()));
  }

  private void include(int type, long blobGas, Executed executed) {
    gasUsed += executed.blockGasUsed();
    cumulativeGasUsed += executed.gasUsed();
    blobGasUsed += blobGas;
    results.add(executed);
    receipts.add(receipt(type, executed));
  }

  private Receipt receipt(int type, Executed executed) {
    boolean hasStatus = environment.fork().isAtLeast(Fork.BYZANTIUM);
    return receipt(
        type,
        executed,
        hasStatus ? null : parent.roots().rootAfter(state.toDiff()),
        cumulativeGasUsed);
  }

  /**
   * What a transaction of this type leaves in its block.
   *
   * @param postState the state root after it, only before Byzantium
   * @param cumulativeGasUsed up to and with it
   */
  public static Receipt receipt(
      int type, Executed executed, @Nullable Hash32 postState, long cumulativeGasUsed) {
    return new Receipt(
        type,
        postState,
        executed.isSuccess(),
        cumulativeGasUsed,
        executed.logsBloom(),
        executed.logs());
  }

  /**
   * What happens after the last transaction: withdrawals, rewards and requests.
   *
   * @return null, or why the block cannot be valid
   */
  public @Nullable InvalidBlock finish(
      BlockHeader header, List<BlockHeader> ommers, @Nullable List<Withdrawal> withdrawals) {
    return finish(BlockReward.of(environment.fork(), header, ommers), withdrawals);
  }

  /** The same with rewards that someone else decided on. */
  public @Nullable InvalidBlock finish(
      List<BlockReward> rewards, @Nullable List<Withdrawal> withdrawals) {
    state.beginTransaction();
    if (withdrawals != null) {
      for (Withdrawal withdrawal : withdrawals) {
        state.addBalance(state.account(withdrawal.address()), withdrawal.amountWei());
      }
    }
    for (BlockReward reward : rewards) {
      state.addBalance(state.account(reward.to()), reward.amount());
    }
    state.finishTransaction();
    recordAccesses(results.size() + 1);
    return environment.fork().isAtLeast(Fork.PRAGUE) ? collectRequests() : null;
  }

  private @Nullable InvalidBlock collectRequests() {
    List<Bytes> found = new ArrayList<>(3);
    RequestContracts contracts = spec.requestContracts();
    Bytes deposits = Requests.deposits(receipts, contracts.deposits());
    if (deposits == null) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_DEPOSIT_EVENT_LAYOUT,
          "deposit event of " + contracts.deposits() + ": expected the layout of EIP-6110");
    }
    addRequest(found, Requests.DEPOSIT, deposits);
    InvalidBlock invalid = callForRequests(found, Requests.WITHDRAWAL, contracts.withdrawals());
    if (invalid == null) {
      invalid = callForRequests(found, Requests.CONSOLIDATION, contracts.consolidations());
    }
    requests = List.copyOf(found);
    return invalid;
  }

  private @Nullable InvalidBlock callForRequests(List<Bytes> found, int type, Address contract) {
    MessageResult result = SystemContracts.call(evm, environment, state, contract, Bytes.EMPTY);
    recordAccesses(results.size() + 1);
    if (result == null) {
      return InvalidBlock.of(
          InvalidBlockReason.SYSTEM_CONTRACT_EMPTY, "system contract " + contract, "code", "none");
    }
    if (!result.isSuccess()) {
      return InvalidBlock.of(
          InvalidBlockReason.SYSTEM_CONTRACT_CALL_FAILED,
          "system contract " + contract,
          "success",
          result);
    }
    addRequest(found, type, result.output());
    return null;
  }

  private static void addRequest(List<Bytes> requests, int type, Bytes data) {
    if (!data.isEmpty()) {
      requests.add(Requests.of(type, data));
    }
  }

  /**
   * A processor for another thread that helps with the block.
   *
   * @param hands do its long computations
   */
  public TransactionProcessor anotherProcessor(Hands hands) {
    return processor.another(hands);
  }

  /** What code sees of the block. */
  public BlockEnvironment environment() {
    return environment;
  }

  /** What the block builds on. */
  public ParentBlock parent() {
    return parent;
  }

  /** What the block accessed so far, or null where it is not listed. */
  public @Nullable BlockAccessList accessList() {
    if (!hasAccessList) {
      return null;
    }
    return listed == null ? accessedSoFar() : listed.list();
  }

  /** What was accessed since the state was laid over its parent. */
  private BlockAccessList accessedSoFar() {
    return hasAccessList ? state.accesses().list() : BlockAccessList.EMPTY;
  }

  /** Whether the access list that transactions were executed by, if they were, is this block's. */
  public boolean isListRight() {
    return listed == null || listed.isRight(List.of(accessedBefore, accessedSoFar()));
  }

  /** The state before the block. */
  public StateView parentState() {
    return parent.state();
  }

  /** The state after everything so far; it belongs to the thread that executes the block. */
  public JournaledState state() {
    return state;
  }

  /** How many transactions it has so far. */
  public int transactionCount() {
    return results.size();
  }

  public long gasLeft() {
    return environment.gasLimit() - gasUsed;
  }

  public long blobGasLeft() {
    return blobGasLimit - blobGasUsed;
  }

  /** What the header says; since Amsterdam more than the sum of what senders paid for. */
  public long gasUsed() {
    return gasUsed;
  }

  public long blobGasUsed() {
    return blobGasUsed;
  }

  /** What the finished block asks of the consensus layer. */
  public List<Bytes> requests() {
    return requests;
  }

  /** The finished block with all that came of it. */
  public ExecutedBlock executed(Block block) {
    return new ExecutedBlock(
        block,
        List.copyOf(receipts),
        List.copyOf(results),
        requests,
        accessList(),
        diff(),
        gasUsed);
  }

  /** All changes so far. */
  public StateDiff diff() {
    return listed == null ? state.toDiff() : listed.diff();
  }
}
