package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.LogFilter;
import io.weft.execution.types.Block;
import io.weft.execution.types.Receipt;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.Session;
import io.weft.node.rpc.json.BlockJson;
import io.weft.node.rpc.json.LogQuery;
import io.weft.node.rpc.json.TransactionJson;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Tells WebSocket clients what they subscribed to.
 *
 * <p>One thread ({@code rpc-publish}) owns the delivery. Those who make blocks or submit
 * transactions only put an event into a bounded queue and never wait: news of waiting transactions
 * are dropped where it is full, news of blocks are not lost, since the publisher catches up with
 * the chain from the last block it told.
 */
final class Subscriptions implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Subscriptions.class.getName());
  private static final int MAX_EVENTS = 1 << 16;

  private final Blocks blocks;
  private final TransactionPool pool;
  private final RpcLimits limits;
  private final Map<String, Subscription> active = new ConcurrentHashMap<>();
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MAX_EVENTS);
  private final Consumer<PooledTransaction> onAdded = this::noteWaiting;
  private final Thread publisher;

  /** The last block told. Owned by the publisher. */
  private long told;

  Subscriptions(Blocks blocks, TransactionPool pool, RpcLimits limits) {
    this.blocks = blocks;
    this.pool = pool;
    this.limits = limits;
    this.told = blocks.head().number();
    this.publisher = Thread.ofPlatform().daemon().name("rpc-publish").start(this::publish);
    pool.onAdded(onAdded);
  }

  private sealed interface Event {
    record Head() implements Event {}

    record Waiting(PooledTransaction transaction) implements Event {}
  }

  /** What a client wants to hear of. */
  private sealed interface Topic {
    record NewHeads() implements Topic {}

    record Logs(LogFilter filter) implements Topic {}

    record Waiting(boolean isFull) implements Topic {}

    record Syncing() implements Topic {}
  }

  private record Subscription(String id, Topic topic, Session session) {}

  void addTo(MethodTable.Builder table) {
    table
        .addForSession("eth_subscribe", this::subscribe)
        .addForSession("eth_unsubscribe", this::unsubscribe);
  }

  /** The head is another one now; called by whoever commits, and quick. */
  void headChanged() {
    if (!active.isEmpty() || events.isEmpty()) {
      events.offer(new Event.Head());
    }
  }

  private void noteWaiting(PooledTransaction transaction) {
    if (!active.isEmpty()) {
      events.offer(new Event.Waiting(transaction));
    }
  }

  private JsonNode subscribe(Params params, Session session) {
    if (!session.canPush()) {
      throw RpcException.of(RpcException.METHOD_NOT_FOUND, "notifications not supported");
    }
    Topic topic = topic(params);
    long own = active.values().stream().filter(s -> s.session.equals(session)).count();
    if (own >= limits.subscriptions()) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "too many subscriptions: expected at most " + limits.subscriptions());
    }
    String id = "0x%016x%016x".formatted(random(), random());
    session.afterResponse(() -> active.put(id, new Subscription(id, topic, session)));
    session.onClose(() -> active.remove(id));
    return Json.text(id);
  }

  private static long random() {
    return ThreadLocalRandom.current().nextLong();
  }

  private static Topic topic(Params params) {
    String name = params.get(0).text();
    Param details = params.optional(1);
    return switch (name) {
      case "newHeads" -> new Topic.NewHeads();
      case "logs" ->
          new Topic.Logs(details == null ? LogFilter.ALL : LogQuery.read(details).filter());
      case "newPendingTransactions" -> new Topic.Waiting(details != null && isFull(details));
      case "syncing" -> new Topic.Syncing();
      default ->
          throw RpcException.of(
              RpcException.METHOD_NOT_FOUND, "no \"" + name + "\" subscription in eth namespace");
    };
  }

  /** Either a boolean, or an object in which nothing but the full transaction can be asked for. */
  private static boolean isFull(Param details) {
    return details.isObject() || details.bool();
  }

  private JsonNode unsubscribe(Params params, Session session) {
    String id = params.get(0).text();
    Subscription subscription = active.get(id);
    if (subscription == null || !subscription.session.equals(session)) {
      throw RpcException.refused("subscription not found");
    }
    active.remove(id);
    return Json.bool(true);
  }

  private void publish() {
    try {
      while (true) {
        Event event = events.take();
        try {
          switch (event) {
            case Event.Head() -> tellHeads();
            case Event.Waiting(PooledTransaction transaction) -> tellWaiting(transaction);
          }
        } catch (RuntimeException e) {
          LOG.log(Level.ERROR, "rpc: subscribers were not told of " + event, e);
        }
      }
    } catch (InterruptedException e) {
      // close() asked for it
    }
  }

  private void tellHeads() {
    ChainView head = blocks.head();
    long from = Math.min(told, head.number());
    if (told > head.number()) {
      from = head.number() - 1; // blocks were taken back: tell at least the new head
    }
    for (long number = Math.max(0, from + 1); number <= head.number(); number++) {
      if (active.isEmpty()) {
        break;
      }
      Block block = head.block(number);
      List<Receipt> receipts = head.receipts(number);
      if (block != null && receipts != null) {
        tellBlock(block, receipts);
      }
    }
    told = head.number();
  }

  private void tellBlock(Block block, List<Receipt> receipts) {
    for (Subscription subscription : active.values()) {
      switch (subscription.topic) {
        case Topic.NewHeads() -> push(subscription, BlockJson.header(block.header(), block.hash()));
        case Topic.Logs(LogFilter filter) ->
            LogSearch.forEach(block, receipts, filter, log -> push(subscription, log));
        case Topic.Waiting _, Topic.Syncing() -> {
          // not about blocks
        }
      }
    }
  }

  private void tellWaiting(PooledTransaction tx) {
    for (Subscription subscription : active.values()) {
      if (subscription.topic instanceof Topic.Waiting(boolean isFull)) {
        push(
            subscription,
            isFull
                ? TransactionJson.of(tx.transaction(), tx.hash(), tx.sender(), null)
                : Json.hash(tx.hash()));
      }
    }
  }

  private void push(Subscription subscription, JsonNode result) {
    ObjectNode notification = Json.object();
    notification.put("jsonrpc", "2.0").put("method", "eth_subscription");
    notification.putObject("params").put("subscription", subscription.id).set("result", result);
    if (!subscription.session.push(notification)) {
      active.remove(subscription.id);
    }
  }

  @Override
  public void close() {
    pool.removeListener(onAdded);
    publisher.interrupt();
  }
}
