package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Withdrawal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes a block valid beside the execution of its transactions: its place after its parent
 * before, and what its header says came of it after. Immutable; for any thread.
 */
public final class BlockRules {
  /**
   * The most bytes a block may have: 10 MiB for the message minus 2 MiB for the rest (EIP-7934).
   */
  static final int MAX_BLOCK_SIZE = 8 << 20;

  private final ChainSpec spec;
  private final HeaderRules headers;
  private final OmmerRules ommers;

  public BlockRules(ChainSpec spec) {
    this.spec = spec;
    headers = new HeaderRules(spec);
    ommers = new OmmerRules(headers);
  }

  /**
   * What can be said before execution: the header after its parent, the body, and the access list.
   *
   * @param accessList that came with the block, or null
   */
  public @Nullable InvalidBlock check(
      ParentBlock parent, Block block, @Nullable BlockAccessList accessList) {
    InvalidBlock invalid = headers.check(parent.header(), parent.totalDifficulty(), block.header());
    if (invalid == null) {
      invalid = checkBody(parent, block);
    }
    return invalid == null && accessList != null
        ? AccessListRules.checkGiven(block.header(), accessList)
        : invalid;
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

  /**
   * Whether the header says what execution found, all but the state root.
   *
   * @param given the access list that came with the block, or null; its hash is the header's
   */
  public @Nullable InvalidBlock checkOutcome(
      ExecutedBlock executed, @Nullable BlockAccessList given) {
    Block block = executed.block();
    BlockHeader header = block.header();
    // After execution, as the specification has it: a transaction that cannot be in the block is
    // the better reason.
    Hash32 transactionsRoot = BodyRoots.transactions(block.body());
    if (!transactionsRoot.equals(header.transactionsRoot())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_TRANSACTIONS_ROOT,
          "transactions root",
          transactionsRoot,
          header.transactionsRoot());
    }
    if (header.gasUsed() != executed.gasUsed()) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_GAS_USED, "gas used", executed.gasUsed(), header.gasUsed());
    }
    Long blobGasUsed = header.blobGasUsed();
    if (blobGasUsed != null && blobGasUsed != executed.blobGasUsed()) {
      return InvalidBlock.of(
          InvalidBlockReason.INCORRECT_BLOB_GAS_USED,
          "blob gas used",
          executed.blobGasUsed(),
          blobGasUsed);
    }
    if (!executed.logsBloom().equals(header.logsBloom())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_LOG_BLOOM, "logs bloom differs from that of the receipts");
    }
    Hash32 receiptsRoot = BodyRoots.receipts(executed.receipts());
    if (!receiptsRoot.equals(header.receiptsRoot())) {
      return InvalidBlock.of(
          InvalidBlockReason.INVALID_RECEIPTS_ROOT,
          "receipts root",
          receiptsRoot,
          header.receiptsRoot());
    }
    Hash32 requestsHash = header.requestsHash();
    if (requestsHash != null) {
      Hash32 expected = Requests.hash(executed.requests());
      if (!expected.equals(requestsHash)) {
        return InvalidBlock.of(
            InvalidBlockReason.INVALID_REQUESTS, "requests hash", expected, requestsHash);
      }
    }
    BlockAccessList accessList = executed.accessList();
    return accessList == null ? null : AccessListRules.check(header, accessList, given);
  }

  /** Whether the header has this root of the state after the block. */
  public @Nullable InvalidBlock checkStateRoot(BlockHeader header, Hash32 stateRoot) {
    return stateRoot.equals(header.stateRoot())
        ? null
        : InvalidBlock.of(
            InvalidBlockReason.INVALID_STATE_ROOT, "state root", stateRoot, header.stateRoot());
  }
}
