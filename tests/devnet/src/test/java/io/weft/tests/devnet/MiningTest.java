package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;

/** When blocks are made, by flag and by call, and what the getters say about it. */
@NeedsClients
final class MiningTest {

  private static final Credentials SENDER = DevAccounts.account(0);
  private static final String OTHER = DevAccounts.address(1);

  @Test
  void instantNodeMakesABlockForATransactionAndNoneWithout() {
    try (DevNode node = DevNode.startEphemeral()) {
      JsonRpc rpc = node.rpc();
      assertModes(rpc, true, 0);
      assertThat(rpc.blockNumber()).isZero();
      assertThat(rpc.receipt(send(rpc, 0)).get("blockNumber").asText()).isEqualTo("0x1");
      assertThat(rpc.blockNumber()).isEqualTo(1);
    }
  }

  @Test
  void intervalNodeMakesBlocksByTheClock() {
    try (DevNode node = DevNode.startEphemeral("--block-time", "1")) {
      JsonRpc rpc = node.rpc();
      assertModes(rpc, false, 1);
      long start = waitForNextBlock(rpc);
      String hash = send(rpc, 0);
      assertThat(rpc.blockNumber()).isEqualTo(start);
      assertThat(rpc.receipt(hash).get("blockNumber").asText())
          .isEqualTo("0x" + Long.toHexString(start + 1));
      // Empty blocks come too.
      waitForNextBlock(rpc);
      waitForNextBlock(rpc);
    }
  }

  @Test
  void fractionsOfASecondAreAnInterval() {
    try (DevNode node = DevNode.startEphemeral("--block-time", "0.2")) {
      JsonRpc rpc = node.rpc();
      long begin = System.nanoTime();
      long start = rpc.blockNumber();
      JsonRpc.eventually("five blocks", () -> rpc.blockNumber() >= start + 5 ? true : null);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void mixedNodeMakesBlocksForBothReasons() {
    try (DevNode node = DevNode.startEphemeral("--mining", "mixed", "--block-time", "2")) {
      JsonRpc rpc = node.rpc();
      assertModes(rpc, true, 2);
      long start = waitForNextBlock(rpc);
      long begin = System.nanoTime();
      rpc.receipt(send(rpc, 0));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
      assertThat(rpc.blockNumber()).isEqualTo(start + 1);
      waitForNextBlock(rpc);
    }
  }

  @Test
  void manualNodeMakesBlocksOnRequestOnly() {
    try (DevNode node = DevNode.startEphemeral("--mining", "manual")) {
      JsonRpc rpc = node.rpc();
      assertModes(rpc, false, 0);
      String first = send(rpc, 0);
      String second = send(rpc, 1);
      assertThat(rpc.blockNumber()).isZero();
      assertThat(rpc.call("eth_getTransactionReceipt", first).isNull()).isTrue();
      rpc.call("evm_mine");
      assertThat(rpc.blockNumber()).isEqualTo(1);
      assertThat(rpc.receipt(first).get("blockNumber").asText()).isEqualTo("0x1");
      assertThat(rpc.receipt(second).get("blockNumber").asText()).isEqualTo("0x1");
    }
  }

  @Test
  void modeChangesWhileRunningAndTheGettersFollow() {
    try (DevNode node = DevNode.startEphemeral()) {
      JsonRpc rpc = node.rpc();
      rpc.call("evm_setAutomine", false);
      assertModes(rpc, false, 0);
      rpc.call("evm_setIntervalMining", 1);
      assertModes(rpc, false, 1);
      waitForNextBlock(rpc);
      rpc.call("evm_setIntervalMining", 0);
      assertModes(rpc, false, 0);
      String waiting = send(rpc, 0);
      rpc.call("evm_setAutomine", true);
      assertModes(rpc, true, 0);
      // What waited while nothing was mined is mined now.
      rpc.receipt(waiting);
    }
  }

  @Test
  void burstOfTransactionsSharesBlocks() {
    try (DevNode node = DevNode.startEphemeral("--mining", "manual")) {
      JsonRpc rpc = node.rpc();
      for (int nonce = 0; nonce < 50; nonce++) {
        send(rpc, nonce);
      }
      rpc.call("evm_setAutomine", true);
      JsonRpc.eventually(
          "fifty mined transactions",
          () ->
              rpc.quantity("eth_getTransactionCount", SENDER.getAddress(), "latest").intValue()
                      == 50
                  ? true
                  : null);
      assertThat(rpc.blockNumber()).isLessThan(10);
    }
  }

  private static void assertModes(JsonRpc rpc, boolean automine, int intervalSeconds) {
    assertThat(rpc.call("anvil_getAutomine").asBoolean()).isEqualTo(automine);
    assertThat(rpc.call("hardhat_getAutomine").asBoolean()).isEqualTo(automine);
    JsonNode interval = rpc.call("anvil_getIntervalMining");
    assertThat(interval.isNull() ? 0 : interval.asInt()).isEqualTo(intervalSeconds);
  }

  private static long waitForNextBlock(JsonRpc rpc) {
    long start = rpc.blockNumber();
    return JsonRpc.eventually(
        "block " + (start + 1),
        () -> {
          long head = rpc.blockNumber();
          return head > start ? head : null;
        });
  }

  private static String send(JsonRpc rpc, long nonce) {
    return rpc.call("eth_sendRawTransaction", Signed.transfer(SENDER, nonce, OTHER, 1).raw())
        .asText();
  }
}
