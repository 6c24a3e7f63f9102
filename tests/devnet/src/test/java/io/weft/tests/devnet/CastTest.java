package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** cast's commands, one by one, around one deployed token. */
@NeedsClients
final class CastTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWNER = DevAccounts.address(0);
  private static final String OTHER = "0x0000000000000000000000000000000000000abc";
  private static final String TRANSFER = "transfer(address,uint256)";
  private static final String TRANSFERRED = "Transfer(address indexed,address indexed,uint256)";

  private static String token;
  private static JsonNode deployment;
  private static JsonNode transfer;

  @BeforeAll
  static void sendCreatesAndCalls() throws IOException {
    String code = JSON.readTree(Clients.contracts().toFile()).at("/Token/bytecode").asText();
    String arguments = cast("abi-encode", "constructor(string,uint256)", "Cast", "1000");
    deployment =
        json(
            "send",
            "--private-key",
            DevAccounts.key(0),
            "--json",
            "--create",
            code + arguments.substring(2));
    token = deployment.get("contractAddress").asText();
    transfer =
        json("send", "--private-key", DevAccounts.key(0), "--json", token, TRANSFER, OTHER, "5");
  }

  @Test
  void sendPrintsTheReceipt() {
    assertThat(deployment.get("status").asText()).isEqualTo("0x1");
    assertThat(cast("compute-address", OWNER, "--nonce", "0")).endsWithIgnoringCase(token);
    assertThat(transfer.get("status").asText()).isEqualTo("0x1");
    assertThat(transfer.get("logs")).hasSize(1);
  }

  @Test
  void sendFromAnAccountOfTheNodeNeedsNoKey() {
    JsonNode receipt =
        json(
            "send",
            "--unlocked",
            "--from",
            DevAccounts.address(3),
            "--json",
            OTHER,
            "--value",
            "1");
    assertThat(receipt.get("from").asText()).isEqualToIgnoringCase(DevAccounts.address(3));
  }

  @Test
  void sendAsynchronouslyAndPublishPrintAHash() {
    String signed = cast("mktx", "--private-key", DevAccounts.key(4), "--value", "1gwei", OTHER);
    String hash = json("publish", "--json", signed).get("transactionHash").asText();
    assertThat(cast("receipt", hash, "status")).contains("true");
    String later =
        cast("send", "--async", "--private-key", DevAccounts.key(5), "--value", "1gwei", OTHER);
    assertThat(cast("receipt", later, "status")).contains("true");
  }

  @Test
  void callReadsTheToken() {
    assertThat(cast("call", token, "balanceOf(address)(uint256)", OTHER)).isEqualTo("5");
    assertThat(cast("call", token, "balanceOf(address)(uint256)", OTHER, "--block", "1"))
        .isEqualTo("0");
  }

  @Test
  void callThatRevertsShowsTheData() {
    Program.Outcome outcome =
        run("call", token, TRANSFER, OWNER, "9", "--from", DevAccounts.address(7));
    outcome.failed();
    // The selector of InsufficientBalance(address,uint256,uint256).
    assertThat(outcome.err()).contains("execution reverted", "0xdb42144d");
  }

  @Test
  void balanceIsInWeiOrEther() {
    assertThat(cast("balance", DevAccounts.address(9))).isEqualTo("1" + "0".repeat(22));
    assertThat(cast("balance", "--ether", DevAccounts.address(9))).startsWith("10000.0");
  }

  @Test
  void blockIsReadByNumberHashAndTag() {
    JsonNode first = json("block", "1", "--json");
    assertThat(json("block", first.get("hash").asText(), "--json")).isEqualTo(first);
    assertThat(first.get("transactions").get(0).asText())
        .isEqualTo(deployment.get("transactionHash").asText());
    assertThat(Integer.parseInt(cast("block", "latest", "--field", "number")))
        .isGreaterThanOrEqualTo(2);
    assertThat(Integer.parseInt(cast("block-number"))).isGreaterThanOrEqualTo(2);
    assertThat(new BigInteger(cast("base-fee"))).isPositive();
    assertThat(cast("find-block", cast("block", "1", "--field", "timestamp"))).isIn("0", "1", "2");
  }

  @Test
  void transactionAndReceiptAreReadByHash() {
    String hash = transfer.get("transactionHash").asText();
    assertThat(cast("tx", hash, "nonce")).isEqualTo("1");
    assertThat(cast("tx", hash, "input")).startsWith("0xa9059cbb");
    assertThat(cast("receipt", hash, "blockNumber")).isEqualTo("2");
    assertThat(json("receipt", hash, "--json").get("gasUsed")).isEqualTo(transfer.get("gasUsed"));
    // The raw form hashes to the transaction's hash.
    assertThat(cast("keccak", cast("tx", hash, "--raw"))).isEqualTo(hash);
  }

  @Test
  void logsAreFoundBySignatureAndTopic() {
    JsonNode all = json("logs", "--json", "--from-block", "0", "--address", token, TRANSFERRED);
    assertThat(all).hasSize(2);
    JsonNode one =
        json("logs", "--json", "--from-block", "0", "--address", token, TRANSFERRED, OWNER, OTHER);
    assertThat(one).hasSize(1);
    assertThat(one.get(0).get("transactionHash")).isEqualTo(transfer.get("transactionHash"));
  }

  @Test
  void storageAndProofAgree() {
    // balanceOf is the mapping in slot 1: the supply is immutable and has no slot.
    String slot = cast("index", "address", OTHER, "1");
    assertThat(cast("storage", token, slot)).isEqualTo("0x%064x".formatted(5));
    JsonNode proof = json("proof", token, slot);
    assertThat(proof.at("/storageProof/0/value").asText()).isEqualTo("0x5");
    assertThat(proof.get("storageHash").asText()).isEqualTo(cast("storage-root", token));
    assertThat(proof.get("codeHash").asText()).isEqualTo(cast("codehash", token));
    assertThat(cast("code", token)).hasSize(2 + 2 * Integer.parseInt(cast("codesize", token)));
  }

  @Test
  void accessListNamesBothBalances() {
    String list = cast("access-list", token, TRANSFER, OTHER, "1", "--from", OWNER);
    assertThat(list)
        .containsIgnoringCase(token)
        .contains(cast("index", "address", OTHER, "1"), cast("index", "address", OWNER, "1"));
  }

  @Test
  void estimateNonceChainAndGasPriceAnswer() {
    int estimate = Integer.parseInt(cast("estimate", token, TRANSFER, OTHER, "1", "--from", OWNER));
    assertThat(estimate).isBetween(25_000, 70_000);
    assertThat(cast("nonce", OWNER)).isEqualTo("2");
    assertThat(cast("chain-id")).isEqualTo("31337");
    assertThat(new BigInteger(cast("gas-price"))).isPositive();
    assertThat(cast("client")).isNotEmpty();
    assertThat(cast("rpc", "eth_chainId")).isEqualTo("\"0x7a69\"");
  }

  @Test
  void runReplaysATransactionFromTheStateOfTheNode() {
    String trace = cast("run", transfer.get("transactionHash").asText());
    assertThat(trace)
        .contains("transfer", "emit Transfer", "Transaction successfully executed")
        .contains("Gas used: " + new BigInteger(transfer.get("gasUsed").asText().substring(2), 16));
  }

  @Test
  void nodeTracesATransaction() {
    String hash = transfer.get("transactionHash").asText();
    JsonNode steps = parse(cast("rpc", "debug_traceTransaction", hash));
    assertThat(steps.get("failed").asBoolean()).isFalse();
    assertThat(steps.get("structLogs").size()).isGreaterThan(100);
    assertThat(steps.at("/structLogs/0/op").asText()).isEqualTo("PUSH1");
    JsonNode calls =
        parse(cast("rpc", "debug_traceTransaction", hash, "{\"tracer\":\"callTracer\"}"));
    assertThat(calls.get("type").asText()).isEqualTo("CALL");
    assertThat(calls.get("to").asText()).isEqualToIgnoringCase(token);
  }

  private static JsonNode json(String... arguments) {
    return parse(cast(arguments));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException cause) {
      throw new AssertionError("not JSON: " + text, cause);
    }
  }

  private static String cast(String... arguments) {
    return run(arguments).succeeded().line();
  }

  private static Program.Outcome run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Clients.CAST.toString()));
    command.addAll(List.of(arguments));
    return Program.named("cast-" + arguments[0]).against(NODE).run(command);
  }
}
