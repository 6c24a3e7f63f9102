package io.weft.node.rpc.api;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.BodyRoots;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.Requests;
import io.weft.execution.chain.BranchState;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockBody;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.TransferLogs;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.CallRequest;
import io.weft.node.rpc.json.SimulateRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block made of calls that nobody signed (eth_simulateV1), by the same execution as any other
 * block. Only its header departs from the rules, as far as overrides say so.
 */
final class SimulatedBlock {
  private static final int BLOCK_GAS_LIMIT_REACHED = -38015;

  private final ExecutionEngine engine;
  private final ChainSpec spec;
  private final SimulateRequest request;
  private final StopSignal stop;

  /** What the calls of all blocks together may still use. */
  private long gasLeft;

  SimulatedBlock(ExecutionEngine engine, SimulateRequest request, long gasCap, StopSignal stop) {
    this.engine = engine;
    this.spec = engine.spec();
    this.request = request;
    this.gasLeft = gasCap;
    this.stop = stop;
  }

  /** How a call went, with the logs to show for it. */
  record Outcome(Transaction transaction, Address sender, Executed executed, List<Log> logs) {}

  /** A block, and the state after it. */
  record Made(Block block, Hash32 hash, List<Outcome> outcomes, BranchState state) {}

  /**
   * Makes the block.
   *
   * @param overrides with number and timestamp
   * @param hashes of all blocks before it
   */
  Made make(
      SimulateRequest.BlockCalls calls,
      BlockOverrides overrides,
      BlockHeader parent,
      Hash32 parentHash,
      BranchState parentState,
      BlockHashes hashes) {
    BlockHeader draft = draft(overrides, parent, parentHash);
    Fork fork = spec.forkOf(draft);
    BranchState before = parentState.apply(calls.state().diff(parentState));
    PrecompiledContracts precompiles = calls.state().over(PrecompiledContracts.of(fork));
    ParentBlock on = new ParentBlock(parent, before, hashes, diff -> before.apply(diff).root());
    BlockEnvironment environment = overrides.over(BlockExecution.environment(spec, draft, on));
    BlockExecution execution =
        new BlockExecution(
            spec,
            on,
            environment,
            new TransactionProcessor(spec, engine.machine(precompiles, stop)),
            new JournaledState(before, EmptyAccountRule.DELETE));
    execution.begin(draft.parentBeaconBlockRoot());
    List<Outcome> outcomes = new ArrayList<>(calls.calls().size());
    for (CallRequest call : calls.calls()) {
      outcomes.add(execute(call, execution));
    }
    List<Withdrawal> withdrawals = draft.withdrawalsRoot() == null ? null : withdrawals(overrides);
    InvalidBlock invalid = execution.finish(draft, List.of(), withdrawals);
    if (invalid != null) {
      throw RpcException.refused(invalid.detail());
    }
    List<Transaction> transactions = outcomes.stream().map(Outcome::transaction).toList();
    BlockBody body = new BlockBody(transactions, List.of(), withdrawals);
    ExecutedBlock executed = execution.executed(new Block(draft, body));
    BranchState after = before.apply(executed.diff());
    BlockHeader header = complete(draft, executed, after.root());
    return new Made(new Block(header, body), header.hash(), outcomes, after);
  }

  private Outcome execute(CallRequest call, BlockExecution execution) {
    long available = execution.gasLeft();
    long wanted = call.gas() == null ? available : call.gas();
    if (Long.compareUnsigned(wanted, available) > 0) {
      throw RpcException.of(
          BLOCK_GAS_LIMIT_REACHED,
          "block gas limit reached: remaining: %d, required: %d".formatted(available, wanted));
    }
    CallRequest filled = call.withGas(Math.min(wanted, gasLeft));
    if (filled.nonce() == null) {
      filled = filled.withNonce(execution.nonce(filled.sender()));
    }
    Transaction transaction = filled.transaction(spec.chainId(), 0);
    TransferLogs transfers = request.tracesTransfers() ? new TransferLogs() : null;
    return switch (execution.simulate(
        transaction, filled.sender(), request.isStrict(), transfers)) {
      case Executed executed -> {
        gasLeft -= executed.gasUsed();
        List<Log> logs = transfers == null ? executed.logs() : transfers.logs();
        yield new Outcome(transaction, filled.sender(), executed, logs);
      }
      case Rejected rejected -> throw CallFailure.ofSimulation(rejected);
    };
  }

  private static List<Withdrawal> withdrawals(BlockOverrides overrides) {
    List<Withdrawal> given = overrides.withdrawals();
    return given == null ? List.of() : given;
  }

  private BlockHeader draft(BlockOverrides overrides, BlockHeader parent, Hash32 parentHash) {
    long number = orElse(overrides.number(), parent.number() + 1);
    long timestamp = orElse(overrides.timestamp(), parent.timestamp() + 1);
    Fork fork = spec.forkAt(number, timestamp);
    HeaderRules rules = new HeaderRules(spec);
    boolean isProofOfStake = fork.isAtLeast(Fork.PARIS) || parent.difficulty().isZero();
    boolean hasBlobs = fork.isAtLeast(Fork.CANCUN);
    boolean hasAccessList = fork.isAtLeast(Fork.AMSTERDAM);
    U256 prevRandao = overrides.prevRandao();
    Hash32 beaconRoot = overrides.parentBeaconBlockRoot();
    return new BlockHeader(
        parentHash,
        BlockHeader.EMPTY_OMMERS_HASH,
        overrides.coinbase() == null ? parent.coinbase() : overrides.coinbase(),
        parent.stateRoot(),
        parent.transactionsRoot(),
        parent.receiptsRoot(),
        LogsBloom.EMPTY.toBytes(),
        isProofOfStake ? U256.ZERO : parent.difficulty(),
        number,
        orElse(overrides.gasLimit(), parent.gasLimit()),
        0,
        timestamp,
        Bytes.EMPTY,
        prevRandao == null ? Hash32.ZERO : Hash32.from(prevRandao),
        0,
        baseFee(overrides, fork, parent),
        fork.isAtLeast(Fork.SHANGHAI) ? BodyRoots.withdrawals(withdrawals(overrides)) : null,
        hasBlobs ? (Long) 0L : null,
        rules.excessBlobGas(fork, timestamp, parent),
        hasBlobs ? beaconRoot == null ? Hash32.ZERO : beaconRoot : null,
        fork.isAtLeast(Fork.PRAGUE) ? Requests.EMPTY_HASH : null,
        hasAccessList ? Hash32.ZERO : null,
        hasAccessList ? (Long) number : null);
  }

  private @Nullable U256 baseFee(BlockOverrides overrides, Fork fork, BlockHeader parent) {
    if (overrides.baseFeePerGas() != null || !fork.isAtLeast(Fork.LONDON)) {
      return overrides.baseFeePerGas();
    }
    return request.isStrict() ? new HeaderRules(spec).baseFeePerGas(fork, parent) : U256.ZERO;
  }

  private static long orElse(@Nullable Long value, long other) {
    return value == null ? other : value;
  }

  private static BlockHeader complete(BlockHeader draft, ExecutedBlock executed, Hash32 stateRoot) {
    BlockAccessList accessList = executed.accessList();
    return new BlockHeader(
        draft.parentHash(),
        draft.ommersHash(),
        draft.coinbase(),
        stateRoot,
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
