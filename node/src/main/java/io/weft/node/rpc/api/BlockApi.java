package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.json.AccessListJson;
import io.weft.node.rpc.json.BlockJson;
import org.jspecify.annotations.Nullable;

/** Blocks, by number, hash or tag. */
final class BlockApi {
  private final Blocks blocks;
  private final PendingBlock pending;

  BlockApi(Blocks blocks, PendingBlock pending) {
    this.blocks = blocks;
    this.pending = pending;
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_blockNumber", _ -> Json.quantity(blocks.head().number()))
        .add("eth_getBlockByNumber", this::block)
        .add("eth_getBlockByHash", this::block)
        .add("eth_getHeaderByNumber", this::header)
        .add("eth_getHeaderByHash", this::header)
        .add("eth_getBlockAccessList", this::accessList)
        .add("eth_getBlockTransactionCountByNumber", this::transactionCount)
        .add("eth_getBlockTransactionCountByHash", this::transactionCount)
        .add("eth_getUncleCountByBlockNumber", this::uncleCount)
        .add("eth_getUncleCountByBlockHash", this::uncleCount)
        .add("eth_getUncleByBlockNumberAndIndex", this::uncle)
        .add("eth_getUncleByBlockHashAndIndex", this::uncle);
  }

  private JsonNode block(Params params) {
    params.get(0);
    BlockId id = params.block(0);
    boolean inFull = params.bool(1, false);
    if (id == BlockId.Tag.PENDING) {
      return pending.json(blocks.head(), inFull);
    }
    ChainView view = blocks.find(id);
    if (view == null) {
      return Json.nothing();
    }
    Block block = Blocks.block(view);
    return inFull
        ? BlockJson.withTransactions(block, view.hash(), blocks.senders(block))
        : BlockJson.withHashes(block, view.hash());
  }

  private JsonNode header(Params params) {
    params.get(0);
    ChainView view = blocks.find(params.block(0));
    return view == null ? Json.nothing() : BlockJson.header(view.header(), view.hash());
  }

  private JsonNode accessList(Params params) {
    params.get(0);
    ChainView view = blocks.find(params.block(0));
    BlockAccessList accessList = view == null ? null : view.accessList(view.number());
    return accessList == null ? Json.nothing() : AccessListJson.of(accessList);
  }

  private JsonNode transactionCount(Params params) {
    params.get(0);
    BlockId id = params.block(0);
    if (id == BlockId.Tag.PENDING) {
      return Json.quantity(pending.transactions(blocks.head()).size());
    }
    Block block = find(id);
    return block == null ? Json.nothing() : Json.quantity(block.transactions().size());
  }

  private JsonNode uncleCount(Params params) {
    params.get(0);
    Block block = find(params.block(0));
    return block == null ? Json.nothing() : Json.quantity(block.body().ommers().size());
  }

  private JsonNode uncle(Params params) {
    params.get(0);
    Block block = find(params.block(0));
    long index = params.get(1).number();
    if (block == null || index >= block.body().ommers().size()) {
      return Json.nothing();
    }
    var ommer = block.body().ommers().get((int) index);
    ObjectNode json = BlockJson.header(ommer, ommer.hash());
    json.putArray("uncles");
    return json;
  }

  private @Nullable Block find(BlockId id) {
    ChainView view = blocks.find(id);
    return view == null ? null : Blocks.block(view);
  }
}
