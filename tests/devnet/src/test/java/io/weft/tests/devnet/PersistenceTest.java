package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

/** What a chain keeps when its node stops, and what it hands to another. */
@NeedsClients
final class PersistenceTest {

  private static final Credentials SENDER = DevAccounts.account(0);
  private static final String OTHER = DevAccounts.address(1);

  @TempDir Path directory;

  @Test
  void restartKeepsBlocksStateReceiptsAndLogs() throws IOException {
    Chain before;
    try (DevNode node = DevNode.start(directory)) {
      before = fill(node.rpc());
      node.interrupt();
    }
    try (DevNode node = DevNode.start(directory)) {
      assertThat(Chain.read(node.rpc(), before.hashes())).isEqualTo(before);
      goesOn(node.rpc());
    }
  }

  @Test
  void killedNodeKeepsBlocksStateReceiptsAndLogs() throws IOException {
    Chain before;
    try (DevNode node = DevNode.start(directory)) {
      before = fill(node.rpc());
      node.kill();
    }
    try (DevNode node = DevNode.start(directory)) {
      assertThat(Chain.read(node.rpc(), before.hashes())).isEqualTo(before);
      goesOn(node.rpc());
    }
  }

  @Test
  void changesMadeByDevMethodsAreKept() {
    String address = "0x" + "ab".repeat(20);
    try (DevNode node = DevNode.start(directory)) {
      node.rpc().call("anvil_setBalance", address, "0x1234");
      node.rpc().call("anvil_setCode", address, "0x60075f5260205ff3");
      node.rpc().call("anvil_setStorageAt", address, "0x1", "0x%064x".formatted(9));
      node.kill();
    }
    try (DevNode node = DevNode.start(directory)) {
      assertThat(node.rpc().call("eth_getBalance", address, "latest").asText()).isEqualTo("0x1234");
      assertThat(node.rpc().call("eth_getCode", address, "latest").asText())
          .isEqualTo("0x60075f5260205ff3");
      assertThat(node.rpc().call("eth_getStorageAt", address, "0x1", "latest").asText())
          .endsWith("09");
    }
  }

  @Test
  void revertedBlocksStayRevertedAfterARestart() throws IOException {
    Chain before;
    String gone;
    try (DevNode node = DevNode.start(directory)) {
      before = fill(node.rpc());
      String snapshot = node.rpc().call("evm_snapshot").asText();
      gone = send(node.rpc(), transfer(node.rpc()));
      assertThat(node.rpc().call("evm_revert", snapshot).asBoolean()).isTrue();
      node.kill();
    }
    try (DevNode node = DevNode.start(directory)) {
      assertThat(Chain.read(node.rpc(), before.hashes())).isEqualTo(before);
      assertThat(node.rpc().call("eth_getTransactionReceipt", gone).isNull()).isTrue();
      goesOn(node.rpc());
    }
  }

  @Test
  void dumpedChainIsLoadedByAnotherNode() throws IOException {
    Path dump = directory.resolve("chain.dump");
    Chain before;
    try (DevNode node = DevNode.startEphemeral("--dump-state", dump.toString())) {
      before = fill(node.rpc());
      node.interrupt();
    }
    assertThat(dump).isNotEmptyFile();
    try (DevNode node = DevNode.startEphemeral("--load-state", dump.toString())) {
      assertThat(Chain.read(node.rpc(), before.hashes())).isEqualTo(before);
      goesOn(node.rpc());
    }
  }

  @Test
  void ephemeralNodeWritesNothingAndStartsAnew() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    int port = DevNode.freePort();
    for (int run = 0; run < 2; run++) {
      try (DevNode node = DevNode.startIn(elsewhere, port, "--ephemeral")) {
        assertThat(node.rpc().blockNumber()).isZero();
        fill(node.rpc());
        node.interrupt();
      }
    }
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void chainIsKeptInTheWorkingDirectoryByDefault() throws IOException {
    int port = DevNode.freePort();
    Chain before;
    try (DevNode node = DevNode.startIn(directory, port)) {
      before = fill(node.rpc());
      node.interrupt();
    }
    assertThat(directory.resolve(".weft/dev")).isDirectory();
    try (DevNode node = DevNode.startIn(directory, port)) {
      assertThat(Chain.read(node.rpc(), before.hashes())).isEqualTo(before);
    }
  }

  /** A deployed token, transfers of it and of ether: then everything about the result. */
  private static Chain fill(JsonRpc rpc) throws IOException {
    String bytecode =
        new ObjectMapper().readTree(Clients.contracts().toFile()).at("/Counter/bytecode").asText();
    List<String> hashes = new ArrayList<>();
    Signed.Builder creation =
        Signed.builder(SENDER).nonce(nonce(rpc)).to("").gas(1_000_000).input(bytecode);
    String created = send(rpc, creation.sign());
    hashes.add(created);
    String counter = rpc.receipt(created).get("contractAddress").asText();
    for (int i = 0; i < 5; i++) {
      // increment()
      hashes.add(
          send(
              rpc,
              Signed.builder(SENDER)
                  .nonce(nonce(rpc))
                  .to(counter)
                  .gas(100_000)
                  .input("0xd09de08a")
                  .sign()));
      hashes.add(send(rpc, transfer(rpc)));
    }
    return Chain.read(rpc, hashes);
  }

  private static void goesOn(JsonRpc rpc) {
    long head = rpc.blockNumber();
    JsonNode receipt = rpc.receipt(send(rpc, transfer(rpc)));
    assertThat(JsonRpc.quantity(receipt.get("blockNumber"))).isEqualTo(head + 1);
  }

  private static Signed transfer(JsonRpc rpc) {
    return Signed.transfer(SENDER, nonce(rpc), OTHER, 7);
  }

  private static String send(JsonRpc rpc, Signed transaction) {
    String hash = rpc.call("eth_sendRawTransaction", transaction.raw()).asText();
    rpc.receipt(hash);
    return hash;
  }

  private static long nonce(JsonRpc rpc) {
    return rpc.quantity("eth_getTransactionCount", SENDER.getAddress(), "latest").longValueExact();
  }

  /** Everything a client can read about some transactions and the blocks they are in. */
  private record Chain(
      List<String> hashes,
      JsonNode head,
      List<JsonNode> blocks,
      List<JsonNode> transactions,
      List<JsonNode> receipts,
      JsonNode logs,
      List<JsonNode> accounts) {

    static Chain read(JsonRpc rpc, List<String> hashes) {
      List<JsonNode> blocks = new ArrayList<>();
      for (long number = 0; number <= rpc.blockNumber(); number++) {
        blocks.add(rpc.call("eth_getBlockByNumber", "0x" + Long.toHexString(number), true));
      }
      return new Chain(
          hashes,
          rpc.call("eth_getBlockByNumber", "latest", false),
          blocks,
          hashes.stream().map(hash -> rpc.call("eth_getTransactionByHash", hash)).toList(),
          hashes.stream().map(hash -> rpc.call("eth_getTransactionReceipt", hash)).toList(),
          rpc.call("eth_getLogs", Map.of("fromBlock", "0x0", "toBlock", "latest")),
          Stream.of(SENDER.getAddress(), OTHER)
              .map(address -> rpc.call("eth_getProof", address, List.of(), "latest"))
              .toList());
    }
  }
}
