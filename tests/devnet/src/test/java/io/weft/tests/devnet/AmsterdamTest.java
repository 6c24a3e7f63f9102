package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;

/** A chain with Amsterdam's rules from a genesis file: its blocks have access lists. */
final class AmsterdamTest {
  private static final long CHAIN_ID = 4242;
  private static final Credentials SENDER = DevAccounts.account(0);
  private static final String OTHER = DevAccounts.address(1);

  /** Adds one to slot 0, logs the sum under topic 1 and returns it. */
  private static final String COUNTER_INIT =
      "0x60148060095f395ff35f54600101805f555f52600160205fa160205ff3";

  private static final String TRANSFER =
      "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

  @TempDir Path directory;

  @Test
  void listsAreMadeServedAndKept() throws IOException {
    Path genesis = directory.resolve("genesis.json");
    try (InputStream file = getClass().getResourceAsStream("/amsterdam-genesis.json")) {
      Files.copy(Objects.requireNonNull(file), genesis);
    }
    Path data = directory.resolve("data");
    List<JsonNode> before;
    try (DevNode node = DevNode.start(data, "--genesis", genesis.toString())) {
      JsonRpc rpc = node.rpc();
      String counter = deploy(rpc);
      JsonNode call = send(rpc, Signed.builder(SENDER).nonce(1).to(counter).gas(60_000));
      JsonNode payment =
          send(rpc, Signed.builder(SENDER).nonce(2).to(OTHER).value(BigInteger.valueOf(7)));
      assertThat(slotChanges(rpc, call, counter)).isEqualTo("0x%064x".formatted(1));
      assertThat(payment.at("/logs/0/topics/0").asText()).isEqualTo(TRANSFER);
      assertThat(rpc.call("eth_getBlockAccessList", "0x63").isNull()).isTrue();
      before = lists(rpc);
      node.interrupt();
    }
    try (DevNode node = DevNode.start(data, "--genesis", genesis.toString())) {
      assertThat(lists(node.rpc())).isEqualTo(before);
      send(node.rpc(), Signed.builder(SENDER).nonce(3).to(OTHER).value(BigInteger.valueOf(7)));
      assertThat(lists(node.rpc())).hasSize(before.size() + 1);
      node.interrupt();
    }
    assertThat(executedAgain(data)).contains("sound: head 4", "executed again from genesis");
  }

  private static String deploy(JsonRpc rpc) {
    JsonNode receipt = send(rpc, Signed.builder(SENDER).gas(200_000).input(COUNTER_INIT));
    String counter = receipt.get("contractAddress").asText();
    JsonNode code = account(rpc, receipt, counter).at("/codeChanges/0");
    assertThat(code.get("index").asText()).isEqualTo("0x1");
    assertThat(code.get("code").asText()).isEqualTo("0x" + COUNTER_INIT.substring(20));
    return counter;
  }

  private static JsonNode send(JsonRpc rpc, Signed.Builder builder) {
    Signed transaction = builder.chainId(CHAIN_ID).sign();
    rpc.call("eth_sendRawTransaction", transaction.raw());
    JsonNode receipt = rpc.receipt(transaction.hash());
    assertThat(receipt.get("status").asText()).isEqualTo("0x1");
    return receipt;
  }

  private static String slotChanges(JsonRpc rpc, JsonNode receipt, String contract) {
    return account(rpc, receipt, contract).at("/storageChanges/0/changes/0/value").asText();
  }

  /** What the access list of the receipt's block says of an account. */
  private static JsonNode account(JsonRpc rpc, JsonNode receipt, String address) {
    for (JsonNode account : rpc.call("eth_getBlockAccessList", receipt.get("blockHash").asText())) {
      if (account.get("address").asText().equals(address)) {
        return account;
      }
    }
    throw new AssertionError("not in the access list: " + address);
  }

  /** The lists of all blocks, which are what their headers say. */
  private static List<JsonNode> lists(JsonRpc rpc) {
    List<JsonNode> lists = new ArrayList<>();
    for (long number = 0; number <= rpc.blockNumber(); number++) {
      String block = "0x" + Long.toHexString(number);
      String raw = rpc.call("debug_getRawBlockAccessList", block).asText();
      assertThat(Hash.sha3(raw))
          .isEqualTo(
              rpc.call("eth_getBlockByNumber", block, false).get("blockAccessListHash").asText());
      lists.add(rpc.call("eth_getBlockAccessList", block));
    }
    return lists;
  }

  private static String executedAgain(Path data) {
    return Program.named("db-check-amsterdam")
        .within(Duration.ofSeconds(60))
        .run(
            List.of(
                DevNode.launcher().toString(),
                "db",
                "check",
                "--reexecute",
                "--data-dir",
                data.toString()))
        .succeeded()
        .out();
  }
}
