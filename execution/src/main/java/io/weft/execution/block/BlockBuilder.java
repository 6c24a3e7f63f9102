package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.PreparedCodes;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.RejectionReason;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the block after a parent: {@link #add} executes transactions one by one and keeps those
 * that are valid, {@link #finish} completes the header. One thread, one block.
 */
public final class BlockBuilder {
  /** Room for header, ommers, withdrawals and list headers under the limit of EIP-7934. */
  private static final int SIZE_MARGIN = 16 << 10;

  /** The least gas a transaction can need. */
  private static final long LEAST_GAS = 21_000;

  private final ParentBlock parent;
  private final SenderRecovery senders;
  private final BlockHeader draft;
  private final Fork fork;
  private final BlockExecution execution;
  private final List<Transaction> transactions = new ArrayList<>();

  /** Each as it is encoded, since its size, the block's root and its row all ask for that. */
  private final List<Bytes> encodedTransactions = new ArrayList<>();

  private final @Nullable List<Withdrawal> withdrawals;
  private int sizeLeft;

  /** The transaction that is being tried, and as it is encoded. */
  private @Nullable Transaction tried;

  private Bytes triedEncoded = Bytes.EMPTY;

  /**
   * @throws IllegalArgumentException if the attributes break a rule of headers
   */
  public BlockBuilder(
      ChainSpec spec,
      SenderRecovery senders,
      PreparedCodes codes,
      ParentBlock parent,
      BlockAttributes attributes) {
    this.parent = parent;
    this.senders = senders;
    draft = draft(spec, parent.header(), attributes);
    fork = spec.forkOf(draft);
    InvalidBlock invalid =
        new HeaderRules(spec).check(parent.header(), parent.totalDifficulty(), draft);
    if (invalid != null) {
      throw new IllegalArgumentException("block attributes: " + invalid.detail());
    }
    withdrawals = fork.isAtLeast(Fork.SHANGHAI) ? attributes.withdrawals() : null;
    sizeLeft = BlockRules.MAX_BLOCK_SIZE - SIZE_MARGIN - 64 * attributes.withdrawals().size();
    execution =
        new BlockExecution(
            spec,
            parent,
            BlockExecution.environment(spec, draft, parent),
            new TransactionProcessor(spec, codes),
            new JournaledState(parent.state(), EmptyAccountRule.DELETE));
    execution.begin(draft.parentBeaconBlockRoot());
  }

  private static BlockHeader draft(ChainSpec spec, BlockHeader parent, BlockAttributes attributes) {
    long number = parent.number() + 1;
    long timestamp = attributes.timestamp();
    Fork fork = spec.forkAt(number, timestamp);
    HeaderRules rules = new HeaderRules(spec);
    boolean hasWithdrawals = fork.isAtLeast(Fork.SHANGHAI);
    boolean hasBlobs = fork.isAtLeast(Fork.CANCUN);
    boolean hasAccessList = fork.isAtLeast(Fork.AMSTERDAM);
    return new BlockHeader(
        parent.hash(),
        BlockHeader.EMPTY_OMMERS_HASH,
        attributes.coinbase(),
        parent.stateRoot(),
        Trie.EMPTY_ROOT,
        Trie.EMPTY_ROOT,
        LogsBloom.EMPTY.toBytes(),
        rules.difficulty(fork, number, timestamp, parent),
        number,
        attributes.gasLimit(),
        0,
        timestamp,
        attributes.extraData(),
        fork.isAtLeast(Fork.PARIS) ? attributes.prevRandao() : Hash32.ZERO,
        0,
        attributes.baseFeePerGas() != null
            ? attributes.baseFeePerGas()
            : rules.baseFeePerGas(fork, parent),
        hasWithdrawals ? BodyRoots.withdrawals(attributes.withdrawals()) : null,
        hasBlobs ? (Long) 0L : null,
        rules.excessBlobGas(fork, timestamp, parent),
        hasBlobs ? attributes.parentBeaconBlockRoot() : null,
        fork.isAtLeast(Fork.PRAGUE) ? Requests.EMPTY_HASH : null,
        hasAccessList ? Hash32.ZERO : null,
        hasAccessList ? (Long) attributes.slotNumber() : null);
  }

  /** The header so far, without what execution will fill in. */
  public BlockHeader draft() {
    return draft;
  }

  /** What code sees in this block. */
  public BlockEnvironment environment() {
    return execution.environment();
  }

  /** Executes a transaction and keeps it if it is valid here. */
  public TransactionResult add(Transaction transaction) {
    return add(transaction, senders.recover(transaction, fork));
  }

  /** The same where the sender was recovered before. */
  public TransactionResult add(Transaction transaction, @Nullable Address sender) {
    Rejected tooLarge = checkSize(transaction);
    if (tooLarge != null) {
      return tooLarge;
    }
    TransactionResult result = execution.add(transaction, sender, null);
    keep(transaction, result);
    return result;
  }

  /**
   * Executes candidates as if they were {@linkplain #add added} one by one, keeps those that are
   * valid here, and ends where the block is full.
   */
  public void addAll(Candidates candidates, TransactionExecutor executor) {
    executor.execute(execution, new Fitting(candidates));
  }

  private @Nullable Rejected checkSize(Transaction transaction) {
    int size = size(transaction);
    return size <= sizeLeft
        ? null
        : new Rejected(
            RejectionReason.BLOCK_SIZE_EXCEEDED,
            "transaction size: expected at most " + sizeLeft + " bytes left, got " + size);
  }

  /** What it takes of the block's size, where that is limited. */
  private int size(Transaction transaction) {
    // At most 5 bytes of string header.
    return fork.isAtLeast(Fork.OSAKA) ? encoded(transaction).size() + 8 : 0;
  }

  @SuppressWarnings("ReferenceEquality") // the one just tried, or any other
  private Bytes encoded(Transaction transaction) {
    if (transaction != tried) {
      triedEncoded = transaction.encoded();
      tried = transaction;
    }
    return triedEncoded;
  }

  private void keep(Transaction transaction, TransactionResult result) {
    if (result instanceof Executed) {
      transactions.add(transaction);
      encodedTransactions.add(encoded(transaction));
      sizeLeft -= size(transaction);
    }
  }

  /** Candidates, of which those that are too large are refused without trying. */
  private final class Fitting implements Candidates {
    private final Candidates candidates;

    Fitting(Candidates candidates) {
      this.candidates = candidates;
    }

    @Override
    public int count() {
      return candidates.count();
    }

    @Override
    public Transaction transaction(int index) {
      return candidates.transaction(index);
    }

    @Override
    public @Nullable Address sender(int index) {
      return candidates.sender(index);
    }

    @Override
    public @Nullable Address knownSender(int index) {
      return candidates.knownSender(index);
    }

    @Override
    public boolean isWanted(int index) {
      if (isFull() || !candidates.isWanted(index)) {
        return false;
      }
      Rejected tooLarge = checkSize(transaction(index));
      if (tooLarge != null) {
        candidates.ended(index, tooLarge);
      }
      return tooLarge == null;
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      keep(transaction(index), result);
      return candidates.ended(index, result) && !isFull();
    }
  }

  /** Whether not even the smallest transaction fits any more. */
  public boolean isFull() {
    return execution.gasLeft() < LEAST_GAS;
  }

  public long gasLeft() {
    return execution.gasLeft();
  }

  public long blobGasLeft() {
    return execution.blobGasLeft();
  }

  public int transactionCount() {
    return transactions.size();
  }

  /** Completes the block; invalid only where a system contract of the chain is missing or fails. */
  public BlockResult finish() {
    InvalidBlock invalid = execution.finish(draft, List.of(), withdrawals);
    if (invalid != null) {
      return invalid;
    }
    BlockBody body =
        new BlockBody(
            List.copyOf(transactions), List.of(), withdrawals, List.copyOf(encodedTransactions));
    ExecutedBlock executed = execution.executed(new Block(draft, body));
    return executed.withHeader(complete(executed));
  }

  private BlockHeader complete(ExecutedBlock executed) {
    BlockAccessList accessList = executed.accessList();
    return new BlockHeader(
        draft.parentHash(),
        draft.ommersHash(),
        draft.coinbase(),
        parent.roots().rootAfter(executed.diff()),
        BodyRoots.transactions(executed.block().body()),
        BodyRoots.receipts(executed.receipts()),
        executed.logsBloom(),
        draft.difficulty(),
        draft.number(),
        draft.gasLimit(),
        executed.gasUsed(),
        draft.timestamp(),
        draft.extraData(),
        draft.mixHash(),
        draft.nonce(),
        draft.baseFeePerGas(),
        draft.withdrawalsRoot(),
        draft.blobGasUsed() == null ? null : (Long) executed.blobGasUsed(),
        draft.excessBlobGas(),
        draft.parentBeaconBlockRoot(),
        draft.requestsHash() == null ? null : Requests.hash(executed.requests()),
        accessList == null ? null : accessList.hash(),
        draft.slotNumber());
  }
}
