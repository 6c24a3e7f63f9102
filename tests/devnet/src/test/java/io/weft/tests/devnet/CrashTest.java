package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

/**
 * A node that is killed again and again in the middle of its work, and what it owes its clients
 * afterwards.
 *
 * <p>A round: start on the same directory; check everything that clients were told in the round
 * before; let four clients send transfers and contract calls, signed ahead, and read receipts;
 * SIGKILL at a random moment. Odd rounds seal by the clock, even ones as transactions come. In the
 * end every receipt of every round is checked once more, the counter in the contract is compared
 * with the logs of its calls, and the node's own check executes the chain again from genesis.
 *
 * <p>The seed is printed; {@code -Dweft.devnet.seed=…} replays its choices (not the scheduling of
 * two processes), {@code -Dweft.devnet.rounds=…} changes their number.
 */
@NeedsClients
final class CrashTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int ROUNDS = Integer.getInteger("weft.devnet.rounds", 50);
  private static final int CLIENTS = 4;
  private static final int TRANSACTIONS_A_CLIENT = 80;
  private static final int BATCH = 4;

  @TempDir Path directory;

  /** Block hash of each transaction whose receipt a client saw, by transaction hash. */
  private final Map<String, String> seen = new HashMap<>();

  private String counter = "";
  private long highestSeen;

  @Test
  @Timeout(600)
  void nothingThatAClientSawIsLostByFiftyKills() {
    long seed = Long.getLong("weft.devnet.seed", System.nanoTime());
    System.out.println("crash test: seed " + seed);
    Random random = new Random(seed);
    Map<String, String> latest = Map.of();
    for (int round = 0; round < ROUNDS; round++) {
      try (DevNode node = start(round)) {
        JsonRpc rpc = node.rpc();
        if (round == 0) {
          counter = deploy(rpc);
        }
        check(rpc, latest);
        latest = killUnderLoad(node, random.nextInt(30, 500));
        seen.putAll(latest);
      }
    }
    try (DevNode node = start(0)) {
      check(node.rpc(), seen);
      counterAgreesWithItsLogs(node.rpc());
      node.interrupt();
    }
    System.out.printf(
        "crash test: %d kills, %d receipts kept, head %d%n", ROUNDS, seen.size(), highestSeen);
    assertThat(seen).hasSizeGreaterThan(ROUNDS * 5);
    executesAgainFromGenesis();
  }

  private DevNode start(int round) {
    return round % 2 == 0
        ? DevNode.start(directory)
        : DevNode.start(directory, "--block-time", "0.05");
  }

  /** Returns the block hash of each transaction whose receipt was read. */
  private Map<String, String> killUnderLoad(DevNode node, int afterMillis) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client(node.rpc(), DevAccounts.account(i)));
    }
    List<Thread> threads = new ArrayList<>();
    for (Client client : clients) {
      threads.add(Thread.ofPlatform().name("client").start(client));
    }
    LockSupport.parkNanos(Duration.ofMillis(afterMillis).toNanos());
    node.kill();
    for (Thread thread : threads) {
      join(thread);
    }
    Map<String, String> receipts = new HashMap<>();
    for (Client client : clients) {
      receipts.putAll(client.receipts);
      highestSeen = Math.max(highestSeen, client.highestBlock);
    }
    return receipts;
  }

  private void check(JsonRpc rpc, Map<String, String> expected) {
    assertThat(rpc.blockNumber()).isGreaterThanOrEqualTo(highestSeen);
    List<String> hashes = new ArrayList<>(expected.keySet());
    for (int from = 0; from < hashes.size(); from += 100) {
      List<String> part = hashes.subList(from, Math.min(from + 100, hashes.size()));
      JsonNode answers = rpc.post(batch("eth_getTransactionReceipt", part).toString());
      Map<String, String> found = new LinkedHashMap<>();
      for (JsonNode answer : answers) {
        JsonNode receipt = answer.get("result");
        found.put(receipt.path("transactionHash").asText(), receipt.path("blockHash").asText());
      }
      for (String hash : part) {
        assertThat(found.get(hash))
            .as("block of transaction " + hash)
            .isEqualTo(expected.get(hash));
      }
    }
  }

  private void counterAgreesWithItsLogs(JsonRpc rpc) {
    JsonNode number = rpc.call("eth_getStorageAt", counter, "0x0", "latest");
    JsonNode logs =
        rpc.call(
            "eth_getLogs", Map.of("address", counter, "fromBlock", "0x0", "toBlock", "latest"));
    assertThat(JsonRpc.quantity(number)).isEqualTo(logs.size()).isPositive();
  }

  private void executesAgainFromGenesis() {
    Program.Outcome outcome =
        Program.named("db-check")
            .within(Duration.ofSeconds(60))
            .run(
                List.of(
                    DevNode.launcher().toString(),
                    "db",
                    "check",
                    "--data-dir",
                    directory.toString()));
    System.out.println(outcome.succeeded().out().strip());
  }

  private static String deploy(JsonRpc rpc) {
    try {
      String code = JSON.readTree(Clients.contracts().toFile()).at("/Counter/bytecode").asText();
      Signed creation =
          Signed.builder(DevAccounts.account(9)).to("").gas(1_000_000).input(code).sign();
      rpc.call("eth_sendRawTransaction", creation.raw());
      return rpc.receipt(creation.hash()).get("contractAddress").asText();
    } catch (IOException cause) {
      throw new UncheckedIOException("cannot read the contracts", cause);
    }
  }

  private static ArrayNode batch(String method, List<String> params) {
    ArrayNode batch = JSON.createArrayNode();
    for (String param : params) {
      batch.add(JsonRpc.body(method, param).put("id", batch.size()));
    }
    return batch;
  }

  private static void join(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a client", cause);
    }
  }

  /**
   * Sends what it signed ahead, a few at a time, and notes every receipt, until the node is gone.
   */
  private final class Client implements Runnable {

    private final JsonRpc rpc;
    private final List<Signed> transactions = new ArrayList<>();
    private final Map<String, String> receipts = new LinkedHashMap<>();
    private long highestBlock;

    Client(JsonRpc rpc, Credentials account) {
      this.rpc = rpc;
      long nonce =
          rpc.quantity("eth_getTransactionCount", account.getAddress(), "latest").longValueExact();
      for (int i = 0; i < TRANSACTIONS_A_CLIENT; i++) {
        Signed.Builder builder = Signed.builder(account).nonce(nonce + i);
        transactions.add(
            i % 2 == 0
                ? builder.to(DevAccounts.address(9)).value(BigInteger.ONE).sign()
                : builder.to(counter).gas(60_000).input("0xd09de08a").sign());
      }
    }

    @Override
    public void run() {
      try {
        for (int from = 0; from < transactions.size(); from += BATCH) {
          List<Signed> part = transactions.subList(from, from + BATCH);
          rpc.tryPost(
              batch("eth_sendRawTransaction", part.stream().map(Signed::raw).toList()).toString());
          List<String> waiting = part.stream().map(Signed::hash).toList();
          while (!waiting.isEmpty()) {
            waiting = readReceipts(waiting);
          }
        }
      } catch (IOException killed) {
        // What was read before the connection broke is what counts.
      }
    }

    /** Returns those that are not in a block yet. */
    private List<String> readReceipts(List<String> hashes) throws IOException {
      List<String> missing = new ArrayList<>(hashes);
      for (JsonNode answer : rpc.tryPost(batch("eth_getTransactionReceipt", hashes).toString())) {
        JsonNode receipt = answer.path("result");
        if (receipt.isObject()) {
          String hash = receipt.get("transactionHash").asText();
          missing.remove(hash);
          receipts.put(hash, receipt.get("blockHash").asText());
          highestBlock =
              Math.max(highestBlock, JsonRpc.quantity(receipt.get("blockNumber")).longValueExact());
        }
      }
      return missing;
    }
  }
}
