package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Hash32;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.LogQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs by query, and filters that clients poll for what is new.
 *
 * <p>A filter on blocks or logs remembers only up to where it was read, and looks at the chain when
 * polled. One on waiting transactions collects hashes as they come. A filter that nobody polls for
 * a while is forgotten. One monitor guards all filters.
 */
final class FilterApi {
  private static final int MAX_HASHES = 100_000;

  private final Blocks blocks;
  private final LogSearch search;
  private final RpcLimits limits;
  private final Map<String, Filter> filters = new LinkedHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  FilterApi(Blocks blocks, LogSearch search, TransactionPool pool, RpcLimits limits) {
    this.blocks = blocks;
    this.search = search;
    this.limits = limits;
    pool.onAdded(this::noteWaiting);
  }

  private abstract static sealed class Filter {
    long polledNanos = System.nanoTime();
  }

  private static final class BlockFilter extends Filter {
    long seen;

    BlockFilter(long seen) {
      this.seen = seen;
    }
  }

  private static final class LogPoll extends Filter {
    final LogQuery query;
    long seen;

    LogPoll(LogQuery query, long seen) {
      this.query = query;
      this.seen = seen;
    }
  }

  private static final class WaitingFilter extends Filter {
    List<Hash32> hashes = new ArrayList<>();
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_getLogs", params -> search.find(LogQuery.read(params.get(0))))
        .add("eth_newFilter", this::newFilter)
        .add("eth_newBlockFilter", _ -> add(new BlockFilter(blocks.head().number())))
        .add("eth_newPendingTransactionFilter", _ -> add(new WaitingFilter()))
        .add("eth_getFilterChanges", this::changes)
        .add("eth_getFilterLogs", this::logs)
        .add("eth_uninstallFilter", this::uninstall);
  }

  private JsonNode newFilter(Params params) {
    Param param = params.optional(0);
    LogQuery query = LogQuery.read(param == null ? new Param(Json.object(), "argument 0") : param);
    long head = blocks.head().number();
    // What lies before the filter is there to be read, where the client asked for it.
    long seen =
        query.from() instanceof BlockId.ByNumber(long from) ? Math.max(from, head + 1) - 1 : head;
    return add(new LogPoll(query, seen));
  }

  private synchronized JsonNode add(Filter filter) {
    long now = System.nanoTime();
    filters.values().removeIf(f -> now - f.polledNanos > limits.filterLife().toNanos());
    if (filters.size() >= limits.filters()) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED, "too many filters: expected at most " + limits.filters());
    }
    String id = Json.hex(lastId.incrementAndGet());
    filters.put(id, filter);
    return Json.text(id);
  }

  private synchronized JsonNode uninstall(Params params) {
    return Json.bool(filters.remove(params.get(0).text()) != null);
  }

  private synchronized void noteWaiting(PooledTransaction transaction) {
    if (filters.isEmpty()) {
      return;
    }
    for (Filter filter : filters.values()) {
      if (filter instanceof WaitingFilter waiting && waiting.hashes.size() < MAX_HASHES) {
        waiting.hashes.add(transaction.hash());
      }
    }
  }

  private synchronized Filter get(Params params) {
    Filter filter = filters.get(params.get(0).text());
    if (filter == null) {
      throw RpcException.refused("filter not found");
    }
    filter.polledNanos = System.nanoTime();
    return filter;
  }

  private JsonNode logs(Params params) {
    return switch (get(params)) {
      case LogPoll logPoll -> search.find(logPoll.query);
      case BlockFilter _, WaitingFilter _ -> throw RpcException.refused("filter not found");
    };
  }

  private synchronized JsonNode changes(Params params) {
    ChainView head = blocks.head();
    return switch (get(params)) {
      case BlockFilter filter -> {
        ArrayNode hashes = Json.array();
        for (long number = filter.seen + 1; number <= head.number(); number++) {
          hashes.add(Json.hash(head.hash(number)));
        }
        filter.seen = head.number();
        yield hashes;
      }
      case LogPoll filter -> newLogs(filter, head);
      case WaitingFilter filter -> {
        ArrayNode hashes = Json.array();
        filter.hashes.forEach(hash -> hashes.add(hash.toString()));
        filter.hashes = new ArrayList<>();
        yield hashes;
      }
    };
  }

  private JsonNode newLogs(LogPoll filter, ChainView head) {
    long from = filter.seen + 1;
    long to = head.number();
    if (filter.query.to() instanceof BlockId.ByNumber(long last)) {
      to = Math.min(to, last);
    }
    if (from > head.number() + 1) {
      // Blocks were taken back since, or the filter starts in the future.
      if (!(filter.query.from() instanceof BlockId.ByNumber(long start) && start > head.number())) {
        filter.seen = head.number();
      }
      return Json.array();
    }
    filter.seen = head.number();
    return from > to ? Json.array() : search.find(head, filter.query.filter(), from, to);
  }
}
