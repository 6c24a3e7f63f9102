package io.weft.node.cli.evm.t8n;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.BlockReward;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.evm.WorldState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executes one block of the input. Used once. */
final class Transition {
  private final ChainSpec spec;
  private final BlockInput block;
  private final WorldState pre;
  private final StepTraces traces;
  private final @Nullable TracerFiles tracers;
  private final BlockEnvironment environment;
  private final JournaledState state;
  private final BlockExecution execution;
  private final List<Transaction> included = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private @Nullable String missingBlockHash;

  /** A transaction that is not in the block. */
  record Rejection(int index, String error) {}

  /**
   * What became of the block.
   *
   * @param state after it
   * @param block with the transactions that could be executed, under a header of no meaning
   */
  record Result(WorldState state, ExecutedBlock block, List<Rejection> rejections) {}

  Transition(
      ChainSpec spec,
      BlockInput block,
      WorldState pre,
      StepTraces traces,
      @Nullable TracerFiles tracers) {
    this.spec = spec;
    this.block = block;
    this.pre = pre;
    this.traces = traces;
    this.tracers = tracers;
    environment = block.environment(spec, this::blockHash);
    state = new JournaledState(pre, TransactionProcessor.emptyAccountRule(block.fork()));
    // What a block needs of its parent is in the environment.
    ParentBlock parent = new ParentBlock(BlockHeader.BLANK, pre, this::blockHash, pre);
    execution =
        new BlockExecution(spec, parent, environment, new TransactionProcessor(spec), state);
  }

  /**
   * Executes the transactions that can be executed.
   *
   * @param reward for the block in wei, negative for none
   */
  Result apply(List<TransactionInput> transactions, long reward) {
    execution.begin(block.parentBeaconBlockRoot());
    missingBlockHash = null; // the parent's is kept where it is given; no code asked for it
    for (int i = 0; i < transactions.size(); i++) {
      switch (transactions.get(i)) {
        case TransactionInput.Undecodable(String error) -> rejections.add(new Rejection(i, error));
        case TransactionInput.Decoded(Transaction transaction) -> add(i, transaction);
      }
    }
    InvalidBlock invalid = execution.finish(rewards(reward), block.withdrawals());
    if (invalid != null) {
      throw new TransitionFailure(TransitionFailure.EVM, invalid.detail());
    }
    BlockBody body = new BlockBody(included, List.of(), block.withdrawals());
    ExecutedBlock executed = execution.executed(new Block(BlockHeader.BLANK, body));
    return new Result(pre.apply(executed.diff()), executed, rejections);
  }

  private void add(int index, Transaction transaction) {
    Address sender = SenderRecovery.of(spec).recover(transaction, block.fork());
    RejectionText text =
        new RejectionText(
            transaction, sender, environment, state, maxBlobGas(), execution.blobGasUsed());
    if (tracers != null) {
      tracers.write(spec, environment, pre, execution, included.size(), transaction, sender);
      missingBlockHash = null; // asked for again below
    }
    TransactionResult result =
        execution.add(transaction, sender, traces.start(included.size(), transaction));
    traces.end();
    switch (result) {
      case Executed _ -> {
        included.add(transaction);
        if (missingBlockHash != null) {
          throw new TransitionFailure(TransitionFailure.MISSING_BLOCK_HASH, missingBlockHash);
        }
      }
      case Rejected rejected -> rejections.add(new Rejection(index, text.of(rejected.reason())));
    }
  }

  private long maxBlobGas() {
    BlobParameters blobs = spec.blobParametersAt(block.timestamp());
    return blobs == null ? 0 : blobs.maxGas();
  }

  private List<BlockReward> rewards(long reward) {
    if (reward < 0) {
      return List.of();
    }
    U256 whole = U256.of(reward);
    U256 perOmmer = whole.divide(U256.of(32));
    List<BlockReward> rewards = new ArrayList<>();
    for (BlockInput.Ommer ommer : block.ommers()) {
      U256 share = whole.multiply(8 - ommer.delta()).divide(U256.of(8));
      rewards.add(new BlockReward(ommer.address(), share));
    }
    rewards.add(
        new BlockReward(block.coinbase(), whole.add(perOmmer.multiply(block.ommers().size()))));
    return rewards;
  }

  private Hash32 blockHash(long number) {
    Map<Long, Hash32> hashes = block.blockHashes();
    Hash32 hash = hashes == null ? null : hashes.get(number);
    if (hash != null) {
      return hash;
    }
    missingBlockHash =
        "getHash("
            + number
            + ") invoked, "
            + (hashes == null
                ? "no blockhashes provided"
                : "blockhash for that block not provided");
    return Hash32.ZERO;
  }
}
