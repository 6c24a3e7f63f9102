package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.types.Transaction;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.json.TransactionJson;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What waits in the pool: {@code pending} could be included next, {@code queued} misses a nonce.
 */
final class TxPoolApi {
  private final TransactionPool pool;

  TxPoolApi(TransactionPool pool) {
    this.pool = pool;
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("txpool_status", _ -> status())
        .add("txpool_content", _ -> content(TxPoolApi::full))
        .add("txpool_inspect", _ -> content(TxPoolApi::summary))
        .add("txpool_contentFrom", this::contentFrom);
  }

  private JsonNode status() {
    TransactionPool.Content content = pool.content();
    ObjectNode json = Json.object();
    json.set("pending", Json.quantity(count(content.pending())));
    json.set("queued", Json.quantity(count(content.queued())));
    return json;
  }

  private static long count(Map<Address, List<PooledTransaction>> transactions) {
    return transactions.values().stream().mapToLong(List::size).sum();
  }

  private JsonNode content(Function<PooledTransaction, JsonNode> view) {
    TransactionPool.Content content = pool.content();
    ObjectNode json = Json.object();
    json.set("pending", bySender(content.pending(), view));
    json.set("queued", bySender(content.queued(), view));
    return json;
  }

  private JsonNode contentFrom(Params params) {
    Address sender = params.get(0).address();
    TransactionPool.Content content = pool.content();
    ObjectNode json = Json.object();
    json.set(
        "pending", byNonce(content.pending().getOrDefault(sender, List.of()), TxPoolApi::full));
    json.set("queued", byNonce(content.queued().getOrDefault(sender, List.of()), TxPoolApi::full));
    return json;
  }

  private static ObjectNode bySender(
      Map<Address, List<PooledTransaction>> transactions,
      Function<PooledTransaction, JsonNode> view) {
    ObjectNode json = Json.object();
    transactions.forEach((sender, list) -> json.set(Checksum.of(sender), byNonce(list, view)));
    return json;
  }

  private static ObjectNode byNonce(
      List<PooledTransaction> transactions, Function<PooledTransaction, JsonNode> view) {
    ObjectNode json = Json.object();
    for (PooledTransaction tx : transactions) {
      json.set(Long.toUnsignedString(tx.nonce()), view.apply(tx));
    }
    return json;
  }

  private static JsonNode full(PooledTransaction tx) {
    return TransactionJson.of(tx.transaction(), tx.hash(), tx.sender(), null);
  }

  private static JsonNode summary(PooledTransaction pooled) {
    Transaction tx = pooled.transaction();
    Address to = tx.to();
    return Json.text(
        (to == null ? "contract creation" : Checksum.of(to))
            + ": "
            + tx.value()
            + " wei + "
            + tx.gasLimit()
            + " gas × "
            + tx.maxFeePerGas()
            + " wei");
  }
}
