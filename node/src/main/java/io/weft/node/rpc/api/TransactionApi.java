package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.TransactionLocation;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.ContractAddress;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.json.Inclusion;
import io.weft.node.rpc.json.ReceiptJson;
import io.weft.node.rpc.json.TransactionJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transactions and their receipts. */
final class TransactionApi {
  private final Blocks blocks;
  private final PendingBlock pending;
  private final TransactionPool pool;
  private final ChainSpec spec;

  TransactionApi(Blocks blocks, PendingBlock pending, RpcServices services) {
    this.blocks = blocks;
    this.pending = pending;
    this.pool = services.pool();
    this.spec = services.engine().spec();
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_getTransactionByHash", this::byHash)
        .add("eth_getTransactionByBlockNumberAndIndex", this::byIndex)
        .add("eth_getTransactionByBlockHashAndIndex", this::byIndex)
        .add("eth_getRawTransactionByHash", this::rawByHash)
        .add("eth_getRawTransactionByBlockNumberAndIndex", this::rawByIndex)
        .add("eth_getRawTransactionByBlockHashAndIndex", this::rawByIndex)
        .add("eth_getTransactionReceipt", params -> receipt(params.get(0).hash()))
        .add("eth_getBlockReceipts", this::blockReceipts);
  }

  private JsonNode byHash(Params params) {
    Hash32 hash = params.get(0).hash();
    ChainView head = blocks.head();
    TransactionLocation location = head.transaction(hash);
    if (location != null) {
      return json(block(head, location.blockNumber()), location.index());
    }
    PooledTransaction waiting = pool.get(hash);
    return waiting == null
        ? Json.nothing()
        : TransactionJson.of(waiting.transaction(), hash, waiting.sender(), null);
  }

  private JsonNode byIndex(Params params) {
    params.get(0);
    BlockId id = params.block(0);
    long index = params.get(1).number();
    if (id == BlockId.Tag.PENDING) {
      List<PooledTransaction> waiting = pending.transactions(blocks.head());
      if (index >= waiting.size()) {
        return Json.nothing();
      }
      PooledTransaction tx = waiting.get((int) index);
      return TransactionJson.of(tx.transaction(), tx.hash(), tx.sender(), null);
    }
    ChainView view = blocks.find(id);
    if (view == null || index >= Blocks.block(view).transactions().size()) {
      return Json.nothing();
    }
    return json(Blocks.block(view), (int) index);
  }

  private JsonNode rawByHash(Params params) {
    Transaction tx = find(params.get(0).hash());
    return tx == null ? Json.nothing() : Json.bytes(tx.encoded());
  }

  private JsonNode rawByIndex(Params params) {
    params.get(0);
    ChainView view = blocks.find(params.block(0));
    long index = params.get(1).number();
    if (view == null || index >= Blocks.block(view).transactions().size()) {
      return Json.nothing();
    }
    return Json.bytes(Blocks.block(view).transactions().get((int) index).encoded());
  }

  /** A committed or waiting transaction, or null where it is not known. */
  @Nullable Transaction find(Hash32 hash) {
    ChainView head = blocks.head();
    TransactionLocation location = head.transaction(hash);
    if (location != null) {
      return block(head, location.blockNumber()).transactions().get(location.index());
    }
    PooledTransaction waiting = pool.get(hash);
    return waiting == null ? null : waiting.transaction();
  }

  /** The receipt of a committed transaction, JSON null where it is not (yet) in a block. */
  JsonNode receipt(Hash32 hash) {
    ChainView head = blocks.head();
    TransactionLocation location = head.transaction(hash);
    if (location == null) {
      return Json.nothing();
    }
    Block block = block(head, location.blockNumber());
    List<Receipt> receipts = receipts(head, block);
    int firstLogIndex = 0;
    for (int i = 0; i < location.index(); i++) {
      firstLogIndex += receipts.get(i).logs().size();
    }
    return receipt(block, block.hash(), receipts, location.index(), firstLogIndex);
  }

  private JsonNode blockReceipts(Params params) {
    ChainView view = blocks.find(params.block(0));
    if (view == null) {
      return Json.nothing();
    }
    Block block = Blocks.block(view);
    List<Receipt> receipts = receipts(view, block);
    ArrayNode list = Json.array();
    int firstLogIndex = 0;
    for (int i = 0; i < receipts.size(); i++) {
      list.add(receipt(block, view.hash(), receipts, i, firstLogIndex));
      firstLogIndex += receipts.get(i).logs().size();
    }
    return list;
  }

  private JsonNode receipt(
      Block block, Hash32 blockHash, List<Receipt> receipts, int index, int firstLogIndex) {
    Transaction tx = block.transactions().get(index);
    Address sender = blocks.sender(tx, block.header());
    Receipt receipt = receipts.get(index);
    long before = index == 0 ? 0 : receipts.get(index - 1).cumulativeGasUsed();
    return ReceiptJson.of(
        tx,
        tx.hash(),
        sender,
        receipt,
        Inclusion.of(block.header(), blockHash, index),
        receipt.cumulativeGasUsed() - before,
        firstLogIndex,
        tx.isCreate() ? ContractAddress.of(sender, tx.nonce()) : null,
        blobGasPrice(spec, block.header()));
  }

  /** What a unit of blob gas costs in a block, null before blobs. */
  static @Nullable U256 blobGasPrice(ChainSpec spec, BlockHeader header) {
    Long excess = header.excessBlobGas();
    BlobParameters parameters = spec.blobParametersAt(header.timestamp());
    return excess == null || parameters == null ? null : parameters.baseFeePerBlobGas(excess);
  }

  private JsonNode json(Block block, int index) {
    Transaction tx = block.transactions().get(index);
    return TransactionJson.of(
        tx,
        tx.hash(),
        blocks.sender(tx, block.header()),
        Inclusion.of(block.header(), block.hash(), index));
  }

  private static Block block(ChainView view, long number) {
    Block block = view.block(number);
    if (block == null) {
      throw new IllegalStateException("block missing: " + number);
    }
    return block;
  }

  private static List<Receipt> receipts(ChainView view, Block block) {
    List<Receipt> receipts = view.receipts(block.number());
    if (receipts == null) {
      throw new IllegalStateException("receipts missing: block " + block.number());
    }
    return receipts;
  }
}
