package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes one transaction after the other, as the specification reads. It is the oracle for every
 * other executor. One thread owns an instance and uses it for any number of blocks.
 */
public final class SequentialBlockExecutor implements BlockExecutor {
  /**
   * The most bytes a block may have: 10 MiB for the message minus 2 MiB for the rest (EIP-7934).
   */
  static final int MAX_BLOCK_SIZE = 8 << 20;

  private final ChainSpec spec;
  private final SenderRecovery senders;
  private final HeaderRules headers;
  private final OmmerRules ommers;
  private final TransactionProcessor processor;
  private final JournaledState state;

  public SequentialBlockExecutor(ChainSpec spec, SenderRecovery senders) {
    this.spec = spec;
    this.senders = senders;
    headers = new HeaderRules(spec);
    ommers = new OmmerRules(headers);
    processor = new TransactionProcessor(spec);
    state = new JournaledState(EmptyState.INSTANCE, EmptyAccountRule.DELETE);
  }

  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    return execute(parent, block, BlockTracer.NONE);
  }

  /** As {@link #execute(ParentBlock, Block)}, watched. */
  public BlockResult execute(ParentBlock parent, Block block, BlockTracer tracer) {
    BlockHeader header = block.header();
    InvalidBlock invalid = headers.check(parent.header(), parent.totalDifficulty(), header);
    if (invalid == null) {
      invalid = checkBody(parent, block);
    }
    if (invalid != null) {
      return invalid;
    }
    BlockEnvironment environment = BlockExecution.environment(spec, header, parent);
    BlockExecution execution = new BlockExecution(spec, parent, environment, processor, state);
    execution.begin(header.parentBeaconBlockRoot());
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      Transaction transaction = transactions.get(i);
      Address sender = senders.recover(transaction, environment.fork());
      TransactionResult result = execution.add(transaction, sender, tracer.begin(i, transaction));
      tracer.end(i, result);
      if (result instanceof Rejected rejected) {
        return InvalidBlock.of(i, rejected);
      }
    }
    invalid = execution.finish(header, block.body().ommers(), block.body().withdrawals());
    if (invalid != null) {
      return invalid;
    }
    StateDiff diff = execution.diff();
    invalid = checkOutcome(parent, block, execution, diff);
    return invalid != null
        ? invalid
        : new ExecutedBlock(
            block, execution.receipts(), execution.results(), execution.requests(), diff);
  }

  private @Nullable InvalidBlock checkBody(ParentBlock parent, Block block) {
    BlockHeader header = block.header();
    Fork fork = spec.forkOf(header);
    if (fork.isAtLeast(Fork.OSAKA)) {
      int size = block.encoded().size();
      if (size > MAX_BLOCK_SIZE) {
        return InvalidBlock.of(
            InvalidBlockReason.RLP_BLOCK_LIMIT_EXCEEDED,
            "block size",
            "at most " + MAX_BLOCK_SIZE,
            size);
      }
    }
    Hash32 ommersHash = BodyRoots.ommers(block.body().ommers());
    if (!ommersHash.equals(header.ommersHash())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_UNCLES_HASH, "ommers hash", ommersHash, header.ommersHash());
    }
    InvalidBlock invalid = checkWithdrawals(fork, header, block.body().withdrawals());
    return invalid != null ? invalid : ommers.check(parent, block);
  }

  private static @Nullable InvalidBlock checkWithdrawals(
      Fork fork, BlockHeader header, @Nullable List<Withdrawal> withdrawals) {
    if (fork.isAtLeast(Fork.SHANGHAI) != (withdrawals != null)) {
      return InvalidBlock.of(
          InvalidBlockReason.INCORRECT_BLOCK_FORMAT,
          "withdrawals",
          withdrawals == null ? "a list since SHANGHAI" : "none before SHANGHAI",
          withdrawals == null ? "none" : withdrawals.size());
    }
    if (withdrawals != null) {
      Hash32 root = BodyRoots.withdrawals(withdrawals);
      if (!root.equals(header.withdrawalsRoot())) {
        return InvalidBlock.of(
            InvalidBlockReason.INVALID_WITHDRAWALS_ROOT,
            "withdrawals root",
            root,
            header.withdrawalsRoot() == null ? "none" : header.withdrawalsRoot());
      }
    }
    return null;
  }

  /** Whether the header says what execution found. */
  private @Nullable InvalidBlock checkOutcome(
      ParentBlock parent, Block block, BlockExecution execution, StateDiff diff) {
    BlockHeader header = block.header();
    // After execution, as the specification has it: a transaction that cannot be in the block is
    // the better reason.
    Hash32 transactionsRoot = BodyRoots.transactions(block.transactions());
    if (!transactionsRoot.equals(header.transactionsRoot())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_TRANSACTIONS_ROOT,
          "transactions root",
          transactionsRoot,
          header.transactionsRoot());
    }
    if (header.gasUsed() != execution.gasUsed()) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_GAS_USED, "gas used", execution.gasUsed(), header.gasUsed());
    }
    Long blobGasUsed = header.blobGasUsed();
    if (blobGasUsed != null && blobGasUsed != execution.blobGasUsed()) {
      return InvalidBlock.of(
          InvalidBlockReason.INCORRECT_BLOB_GAS_USED,
          "blob gas used",
          execution.blobGasUsed(),
          blobGasUsed);
    }
    if (!execution.logsBloom().equals(header.logsBloom())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_LOG_BLOOM, "logs bloom differs from that of the receipts");
    }
    Hash32 receiptsRoot = BodyRoots.receipts(execution.receipts());
    if (!receiptsRoot.equals(header.receiptsRoot())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_RECEIPTS_ROOT,
          "receipts root",
          receiptsRoot,
          header.receiptsRoot());
    }
    Hash32 requestsHash = header.requestsHash();
    if (requestsHash != null) {
      Hash32 expected = Requests.hash(execution.requests());
      if (!expected.equals(requestsHash)) {
        return InvalidBlock.of(
            InvalidBlockReason.INVALID_REQUESTS, "requests hash", expected, requestsHash);
      }
    }
    Hash32 stateRoot = parent.roots().rootAfter(diff);
    if (!stateRoot.equals(header.stateRoot())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_STATE_ROOT, "state root", stateRoot, header.stateRoot());
    }
    return null;
  }
}
