package io.weft.node.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.JsonRpc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run against the clock. Account a belongs to sender a modulo their number, so that an
 * account's payments leave in the order of their nonces over one connection.
 *
 * <p>The senders write {@code sentNanos}, each at its own payments' places; the thread that runs
 * the command reads them after the senders have been joined. {@code refusal} ends all loops.
 */
final class LoadRun {
  private static final long POLL_MILLIS = 10;
  private static final long ROOM_PAUSE_MILLIS = 20;

  private final JsonRpc rpc;
  private final Payments payments;
  private final int senders;
  private final int batch;
  private final long patienceNanos;
  private final Map<String, Integer> numbers;
  private final long[] sentNanos;
  private final long[] seenNanos;
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();
  private final List<String> blocksWithPayments = new ArrayList<>();
  private int committed;
  private long gasUsed;

  LoadRun(JsonRpc rpc, Payments payments, int senders, int batch, int timeoutSeconds) {
    this.rpc = rpc;
    this.payments = payments;
    this.senders = senders;
    this.batch = batch;
    patienceNanos = timeoutSeconds * 1_000_000_000L;
    sentNanos = new long[payments.count()];
    seenNanos = new long[payments.count()];
    numbers = HashMap.newHashMap(payments.count());
    for (int i = 0; i < payments.count(); i++) {
      numbers.put(payments.hashes().get(i), i);
    }
  }

  Outcome run() {
    long nextBlock = rpc.blockNumber() + 1;
    long startNanos = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      int sender = i;
      threads.add(Thread.ofVirtual().name("bench-sender-" + i).start(() -> send(sender)));
    }
    long endNanos = follow(nextBlock, startNanos);
    if (refusal.get() != null) {
      threads.forEach(Thread::interrupt);
    }
    for (Thread thread : threads) {
      join(thread);
    }
    return new Outcome(
        committed,
        successes(),
        endNanos - startNanos,
        gasUsed,
        blocksWithPayments.size(),
        retries.get(),
        latencies(),
        refusal.get());
  }

  private void send(int sender) {
    List<int[]> accounts = new ArrayList<>();
    for (int i = sender; i < payments.byAccount().size(); i += senders) {
      accounts.add(payments.byAccount().get(i));
    }
    Deque<Integer> waiting = inTurn(accounts);
    try {
      while (!waiting.isEmpty() && refusal.get() == null) {
        List<Integer> portion = new ArrayList<>(batch);
        while (portion.size() < batch && !waiting.isEmpty()) {
          portion.add(waiting.removeFirst());
        }
        List<Integer> left = post(portion);
        if (!left.isEmpty()) {
          retries.addAndGet(left.size());
          for (int i = left.size() - 1; i >= 0; i--) {
            waiting.addFirst(left.get(i));
          }
          Thread.sleep(ROOM_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      refusal.compareAndSet(null, String.valueOf(e.getMessage()));
    }
  }

  // One of each account, then the second of each, and so on.
  private static Deque<Integer> inTurn(List<int[]> accounts) {
    Deque<Integer> turns = new ArrayDeque<>();
    int longest = accounts.stream().mapToInt(numbers -> numbers.length).max().orElse(0);
    for (int turn = 0; turn < longest; turn++) {
      for (int[] account : accounts) {
        if (turn < account.length) {
          turns.add(account[turn]);
        }
      }
    }
    return turns;
  }

  // Returns the payments that there was no room for.
  private List<Integer> post(List<Integer> portion) {
    StringBuilder body = new StringBuilder(portion.size() * 400).append('[');
    for (int i = 0; i < portion.size(); i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"jsonrpc\":\"2.0\",\"id\":")
          .append(i)
          .append(",\"method\":\"eth_sendRawTransaction\",\"params\":[\"")
          .append(payments.encoded().get(portion.get(i)))
          .append("\"]}");
    }
    long now = System.nanoTime();
    for (int number : portion) {
      sentNanos[number] = now;
    }
    List<JsonNode> answers = rpc.batch(body.append(']').toString(), portion.size());
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      JsonNode error = answers.get(i).path("error");
      if (error.isMissingNode() || isKnown(error)) {
        continue;
      }
      if (isLackOfRoom(error)) {
        left.add(portion.get(i));
      } else {
        refusal.compareAndSet(
            null, "the node refuses a payment: " + error.path("message").asText());
      }
    }
    return left;
  }

  private static boolean isKnown(JsonNode error) {
    String message = error.path("message").asText().toLowerCase(Locale.ROOT);
    return message.contains("already known") || message.contains("already imported");
  }

  // geth's words, which other nodes use too
  private static boolean isLackOfRoom(JsonNode error) {
    String message = error.path("message").asText().toLowerCase(Locale.ROOT);
    return message.contains("full") || message.contains("limit exceeded");
  }

  // Returns when the last payment was seen, or when patience ran out.
  private long follow(long firstBlock, long startNanos) {
    long next = firstBlock;
    long lastNews = startNanos;
    long lastCommit = startNanos;
    while (committed < payments.count()) {
      long head = rpc.blockNumber();
      long seen = System.nanoTime();
      for (; next <= head; next++) {
        if (count(next, seen)) {
          lastNews = seen;
          lastCommit = seen;
        }
      }
      if (refusal.get() != null) {
        return lastCommit;
      }
      if (seen - lastNews > patienceNanos) {
        refusal.compareAndSet(
            null,
            "no new payment in a block for "
                + patienceNanos / 1_000_000_000L
                + " s; "
                + (payments.count() - committed)
                + " are missing");
        return lastCommit;
      }
      pause();
    }
    return lastCommit;
  }

  private boolean count(long number, long seen) {
    JsonNode block = rpc.call("eth_getBlockByNumber", "0x" + Long.toHexString(number), false);
    int before = committed;
    for (JsonNode hash : block.path("transactions")) {
      Integer payment = numbers.get(hash.asText());
      if (payment != null && seenNanos[payment] == 0) {
        seenNanos[payment] = seen;
        committed++;
      }
    }
    if (committed == before) {
      return false;
    }
    gasUsed += JsonRpc.quantity(block.path("gasUsed")).toLong();
    blocksWithPayments.add(block.path("number").asText());
    return true;
  }

  private int successes() {
    int succeeded = 0;
    for (String block : blocksWithPayments) {
      for (JsonNode receipt : rpc.call("eth_getBlockReceipts", block)) {
        boolean ours = numbers.containsKey(receipt.path("transactionHash").asText());
        if (ours && !JsonRpc.quantity(receipt.path("status")).isZero()) {
          succeeded++;
        }
      }
    }
    return succeeded;
  }

  private Latencies latencies() {
    long[] nanos = new long[payments.count()];
    int n = 0;
    for (int i = 0; i < nanos.length; i++) {
      if (seenNanos[i] != 0) {
        nanos[n++] = seenNanos[i] - sentNanos[i];
      }
    }
    return new Latencies(Arrays.copyOf(nanos, n));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
