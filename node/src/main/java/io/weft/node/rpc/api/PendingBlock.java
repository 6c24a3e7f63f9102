package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.DevControls;
import io.weft.node.rpc.json.BlockJson;
import io.weft.node.rpc.json.TransactionJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The block that would be made now: what waits in the pool, under a header whose results are not
 * known yet.
 */
final class PendingBlock {
  private final ExecutionEngine engine;
  private final ChainSpec spec;
  private final HeaderRules rules;
  private final TransactionPool pool;
  private final InstantSource clock;
  private final @Nullable DevControls dev;

  PendingBlock(RpcServices services) {
    engine = services.engine();
    spec = engine.spec();
    rules = new HeaderRules(spec);
    pool = services.pool();
    clock = services.clock();
    dev = services.dev();
  }

  /** Its header, with roots of the parent where execution would have to tell. */
  BlockHeader header(BlockHeader parent) {
    long number = parent.number() + 1;
    long timestamp = nextTimestamp(parent.timestamp());
    Fork fork = spec.forkAt(number, timestamp);
    return new BlockHeader(
        parent.hash(),
        BlockHeader.EMPTY_OMMERS_HASH,
        parent.coinbase(),
        parent.stateRoot(),
        parent.transactionsRoot(),
        parent.receiptsRoot(),
        LogsBloom.EMPTY.toBytes(),
        fork.isAtLeast(Fork.PARIS) ? U256.ZERO : parent.difficulty(),
        number,
        parent.gasLimit(),
        0,
        timestamp,
        parent.extraData(),
        parent.mixHash(),
        0,
        rules.baseFeePerGas(fork, parent),
        parent.withdrawalsRoot(),
        fork.isAtLeast(Fork.CANCUN) ? (Long) 0L : null,
        rules.excessBlobGas(fork, timestamp, parent),
        fork.isAtLeast(Fork.CANCUN) ? Hash32.ZERO : null,
        parent.requestsHash(),
        parent.blockAccessListHash(),
        null);
  }

  private long nextTimestamp(long parentTimestamp) {
    return dev != null
        ? dev.nextTimestamp(parentTimestamp)
        : Math.max(clock.instant().getEpochSecond(), parentTimestamp + 1);
  }

  /** What code would see in it. */
  BlockEnvironment environment(ChainView head) {
    BlockHeader header = header(head.header());
    BlockEnvironment latest = engine.environment(head);
    U256 baseFee = header.baseFeePerGas();
    return new BlockEnvironment(
        spec.forkOf(header),
        latest.chainId(),
        header.number(),
        header.timestamp(),
        header.coinbase(),
        header.gasLimit(),
        baseFee == null ? U256.ZERO : baseFee,
        latest.prevRandao(),
        rules.blobBaseFee(header.timestamp(), header.excessBlobGas()),
        latest.slotNumber(),
        latest.blockHashes());
  }

  /** What it would hold, best first, as far as the gas limits of the transactions fit. */
  List<PooledTransaction> transactions(ChainView head) {
    BlockHeader header = header(head.header());
    U256 baseFee = header.baseFeePerGas();
    TransactionPool.Selection selection = pool.select(baseFee == null ? U256.ZERO : baseFee);
    List<PooledTransaction> chosen = new ArrayList<>();
    long gasLeft = header.gasLimit();
    for (PooledTransaction tx = selection.next(); tx != null; tx = selection.next()) {
      long gas = tx.transaction().gasLimit();
      if (gas > gasLeft) {
        selection.skipSender();
      } else {
        gasLeft -= gas;
        chosen.add(tx);
      }
    }
    return chosen;
  }

  /** As clients see it; what only a finished block has is null. */
  ObjectNode json(ChainView head, boolean inFull) {
    ObjectNode json = BlockJson.header(header(head.header()), Hash32.ZERO);
    json.putNull("hash").putNull("nonce").putNull("miner").putNull("logsBloom");
    json.putArray("uncles");
    if (head.header().withdrawalsRoot() != null) {
      json.putArray("withdrawals");
    }
    ArrayNode list = json.putArray("transactions");
    for (PooledTransaction tx : transactions(head)) {
      if (inFull) {
        list.add(TransactionJson.of(tx.transaction(), tx.hash(), tx.sender(), null));
      } else {
        list.add(tx.hash().toString());
      }
    }
    return json;
  }
}
