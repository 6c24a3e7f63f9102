package io.weft.node.rpc.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.consensus.single.SealingMode;
import io.weft.contracts.wallet.Account;
import io.weft.execution.BlockExecutors;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.Transaction;
import io.weft.node.DevNode;
import io.weft.node.dev.DevSettings;
import io.weft.node.rpc.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The methods over a development chain in memory that makes blocks when asked. */
@Timeout(60)
final class RpcMethodsTest {
  /** Adds one to slot 0, logs the sum under topic 1 and returns it. */
  private static final String COUNTER = "0x5f54600101805f555f52600160205fa160205ff3";

  private static final String COUNTER_INIT = "0x60148060095f395ff3" + COUNTER.substring(2);

  /** Reverts with the four bytes 0xdeadbeef. */
  private static final String REVERTING = "0x63deadbeef5f526004601cfd";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Account alice = Account.of(Hash32.from(U256.of(1)));
  private final String from = alice.address().toString();
  private final String nobody = Address.of(0xBEEF).toString();
  private DevNode node;

  @BeforeEach
  void start() throws IOException {
    DevSettings settings =
        new DevSettings(
            "127.0.0.1",
            0,
            null,
            new SealingMode.Manual(),
            null,
            31337,
            1,
            U256.of(1_000_000_000_000_000_000L),
            DevSettings.WELL_KNOWN_MNEMONIC,
            30_000_000,
            null,
            false,
            null,
            null);
    node =
        DevNode.start(
            settings, List.of(alice), InstantSource.system(), _ -> {}, BlockExecutors.sequential());
  }

  @AfterEach
  void stop() {
    node.close();
    client.close();
  }

  private JsonNode answer(String method, String params) throws Exception {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
            .formatted(method, params.replace('\'', '"'));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url()))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return Json.parse(client.send(request, BodyHandlers.ofString()).body().getBytes(UTF_8));
  }

  private JsonNode call(String method, String params) throws Exception {
    JsonNode answer = answer(method, params);
    assertThat(answer.has("error")).as(answer.toString()).isFalse();
    return answer.get("result");
  }

  private JsonNode error(String method, String params) throws Exception {
    return answer(method, params).required("error");
  }

  private String send(String transaction) throws Exception {
    String hash = call("eth_sendTransaction", "[" + transaction + "]").textValue();
    call("evm_mine", "[]");
    return hash;
  }

  private JsonNode receipt(String hash) throws Exception {
    return call("eth_getTransactionReceipt", "['" + hash + "']");
  }

  @Test
  void thePendingBlockFollowsTheClockOfTheChain() throws Exception {
    long now = time("latest");
    call("evm_setNextBlockTimestamp", "[" + (now + 500) + "]");
    assertThat(time("pending")).isEqualTo(now + 500);
    call("evm_mine", "[]");
    call("evm_increaseTime", "[1000]");
    assertThat(time("pending")).isBetween(now + 1500, now + 1560);
  }

  private long time(String block) throws Exception {
    JsonNode json = call("eth_getBlockByNumber", "['" + block + "',false]");
    return Long.decode(json.required("timestamp").textValue());
  }

  @Test
  void blobsAreCommittedToSentAndShown() throws Exception {
    String blob = "0x" + "00".repeat(131_072);
    String hash = send("{'from':'" + from + "','to':'" + nobody + "','blobs':['" + blob + "']}");
    JsonNode receipt = receipt(hash);
    assertThat(receipt.required("status").textValue()).isEqualTo("0x1");
    assertThat(receipt.required("blobGasUsed").textValue()).isEqualTo("0x20000");
    JsonNode transaction = call("eth_getTransactionByHash", "['" + hash + "']");
    String name = transaction.required("blobVersionedHashes").get(0).textValue();
    assertThat(call("anvil_getBlobByHash", "['" + name + "']").textValue()).isEqualTo(blob);
    assertThat(call("anvil_getBlobsByTransactionHash", "['" + hash + "']")).hasSize(1);
  }

  private String deployCounter() throws Exception {
    String hash = send("{'from':'" + from + "','data':'" + COUNTER_INIT + "'}");
    return receipt(hash).get("contractAddress").textValue();
  }

  @Test
  void transactionIsFoundOnceMined() throws Exception {
    String hash = send("{'from':'" + from + "','to':'" + nobody + "','value':'0x5'}");
    JsonNode receipt = receipt(hash);
    assertThat(receipt.get("status").textValue()).isEqualTo("0x1");
    assertThat(receipt.get("gasUsed").textValue()).isEqualTo("0x5208");
    JsonNode tx = call("eth_getTransactionByHash", "['" + hash + "']");
    assertThat(tx.get("from").textValue()).isEqualTo(from);
    assertThat(tx.get("blockNumber").textValue()).isEqualTo("0x1");
    assertThat(call("eth_getBalance", "['" + nobody + "']").textValue()).isEqualTo("0x5");
    assertThat(call("eth_getBalance", "['" + nobody + "','0x0']").textValue()).isEqualTo("0x0");
  }

  @Test
  void waitingTransactionHasNoBlock() throws Exception {
    String hash =
        call("eth_sendTransaction", "[{'from':'" + from + "','to':'" + nobody + "'}]").textValue();
    JsonNode tx = call("eth_getTransactionByHash", "['" + hash + "']");
    assertThat(tx.get("blockHash").isNull()).isTrue();
    assertThat(receipt(hash).isNull()).isTrue();
    assertThat(call("eth_getTransactionCount", "['" + from + "','pending']").textValue())
        .isEqualTo("0x1");
    assertThat(call("eth_getTransactionCount", "['" + from + "','latest']").textValue())
        .isEqualTo("0x0");
    assertThat(call("txpool_status", "[]").get("pending").textValue()).isEqualTo("0x1");
  }

  @Test
  void callSeesOverridesAndLeavesNothing() throws Exception {
    String counter = deployCounter();
    String word = "0x" + "0".repeat(62);
    assertThat(call("eth_call", "[{'to':'" + counter + "'}]").textValue()).isEqualTo(word + "01");
    String override =
        "{'%s':{'stateDiff':{'%s':'%s'}}}".formatted(counter, word + "00", word + "0f");
    assertThat(call("eth_call", "[{'to':'" + counter + "'},'latest'," + override + "]").textValue())
        .isEqualTo(word + "10");
    assertThat(call("eth_getStorageAt", "['" + counter + "','0x0']").textValue())
        .isEqualTo(word + "00");
  }

  @Test
  void revertCarriesItsBytes() throws Exception {
    String override = "{'" + nobody + "':{'code':'" + REVERTING + "'}}";
    JsonNode error = error("eth_call", "[{'to':'" + nobody + "'},'latest'," + override + "]");
    assertThat(error.get("code").intValue()).isEqualTo(3);
    assertThat(error.get("data").textValue()).isEqualTo("0xdeadbeef");
    assertThat(error.get("message").textValue()).isEqualTo("execution reverted");
  }

  @Test
  void estimateIsEnoughAndNotMuchMore() throws Exception {
    String counter = deployCounter();
    String request = "{'from':'" + from + "','to':'" + counter + "'}";
    long estimate = Long.decode(call("eth_estimateGas", "[" + request + "]").textValue());
    long used = Long.decode(receipt(send(request)).get("gasUsed").textValue());
    assertThat(estimate).isBetween(used, used + used / 50);
    String transfer = "[{'from':'" + from + "','to':'" + nobody + "','value':'0x1'}]";
    assertThat(call("eth_estimateGas", transfer).textValue()).isEqualTo("0x5208");
  }

  @Test
  void logsAreFoundByTopicAndPolledOnce() throws Exception {
    String counter = deployCounter();
    String filter = call("eth_newFilter", "[{'address':'" + counter + "'}]").textValue();
    String hash = send("{'from':'" + from + "','to':'" + counter + "'}");
    String topic = Hash32.from(U256.ONE).toString();
    JsonNode logs = call("eth_getLogs", "[{'fromBlock':'0x0','topics':[['" + topic + "']]}]");
    assertThat(logs).hasSize(1);
    assertThat(logs.get(0).get("transactionHash").textValue()).isEqualTo(hash);
    assertThat(logs.get(0).has("blockTimestamp")).isTrue();
    assertThat(call("eth_getFilterChanges", "['" + filter + "']")).isEqualTo(logs);
    assertThat(call("eth_getFilterChanges", "['" + filter + "']")).isEmpty();
    assertThat(
            error("eth_getLogs", "[{'fromBlock':'0x0','toBlock':'0x99'}]").get("code").intValue())
        .isEqualTo(-32602);
  }

  @Test
  void rawTransactionsOfABatchKeepTheirOrder() throws Exception {
    StringBuilder batch = new StringBuilder("[");
    for (int nonce = 0; nonce < 10; nonce++) {
      Transaction unsigned =
          new DynamicFeeTransaction(
              31337,
              nonce,
              U256.ONE,
              U256.of(10_000_000_000L),
              21_000,
              Address.of(0xBEEF),
              U256.ONE,
              Bytes.EMPTY,
              List.of(),
              Signature.NONE);
      Signature signature = Secp256k1.sign(unsigned.signingHash(), alice.privateKey().toArray());
      batch
          .append(nonce == 0 ? "" : ",")
          .append("{\"jsonrpc\":\"2.0\",\"id\":")
          .append(nonce)
          .append(",\"method\":\"eth_sendRawTransaction\",\"params\":[\"")
          .append(unsigned.withSignature(signature).encoded())
          .append("\"]}");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url()))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(batch.append(']').toString()))
            .build();
    JsonNode answers =
        Json.parse(client.send(request, BodyHandlers.ofString()).body().getBytes(UTF_8));
    assertThat(answers).hasSize(10).allMatch(answer -> answer.has("result"), "has a hash");
    call("evm_mine", "[]");
    assertThat(call("eth_getBalance", "['" + nobody + "']").textValue()).isEqualTo("0xa");
  }

  @Test
  void signatureNobodyMadeIsRefused() throws Exception {
    Transaction claimed =
        new DynamicFeeTransaction(
            31337,
            0,
            U256.ONE,
            U256.of(10_000_000_000L),
            21_000,
            Address.of(0xBEEF),
            U256.ONE,
            Bytes.EMPTY,
            List.of(),
            new Signature(0, alice.address().toU256(), U256.ZERO));
    JsonNode error = error("eth_sendRawTransaction", "['" + claimed.encoded() + "']");
    assertThat(error.get("message").textValue()).isEqualTo("invalid sender");
  }

  @Test
  void snapshotBringsBackStateAndHead() throws Exception {
    String id = call("evm_snapshot", "[]").textValue();
    call("anvil_setBalance", "['" + nobody + "','0x7']");
    call("hardhat_mine", "['0x3']");
    assertThat(call("eth_blockNumber", "[]").textValue()).isEqualTo("0x3");
    assertThat(call("evm_revert", "['" + id + "']").booleanValue()).isTrue();
    assertThat(call("eth_blockNumber", "[]").textValue()).isEqualTo("0x0");
    assertThat(call("eth_getBalance", "['" + nobody + "']").textValue()).isEqualTo("0x0");
    assertThat(call("evm_revert", "['" + id + "']").booleanValue()).isFalse();
  }

  @Test
  void impersonatedAccountSends() throws Exception {
    call("anvil_setBalance", "['" + nobody + "','0xde0b6b3a7640000']");
    String transaction = "{'from':'" + nobody + "','to':'" + from + "'}";
    assertThat(error("eth_sendTransaction", "[" + transaction + "]").get("message").textValue())
        .startsWith("unknown account");
    call("hardhat_impersonateAccount", "['" + nobody + "']");
    assertThat(receipt(send(transaction)).get("from").textValue()).isEqualTo(nobody);
  }

  @Test
  void tracesTellTheSameStory() throws Exception {
    String counter = deployCounter();
    String hash = send("{'from':'" + from + "','to':'" + counter + "'}");
    JsonNode steps = call("debug_traceTransaction", "['" + hash + "']");
    assertThat(steps.get("gas").longValue())
        .isEqualTo(Long.decode(receipt(hash).get("gasUsed").textValue()));
    assertThat(steps.get("structLogs").get(1).get("op").textValue()).isEqualTo("SLOAD");
    JsonNode calls = call("debug_traceTransaction", "['" + hash + "',{'tracer':'callTracer'}]");
    assertThat(calls.get("to").textValue()).isEqualTo(counter);
    assertThat(calls.get("output").textValue()).endsWith("01");
    JsonNode diff =
        call(
            "debug_traceTransaction",
            "['" + hash + "',{'tracer':'prestateTracer','tracerConfig':{'diffMode':true}}]");
    assertThat(diff.get("post").get(counter).get("storage")).hasSize(1);
    assertThat(diff.get("pre").get(counter).has("storage")).isFalse();
    assertThat(error("debug_traceBlockByNumber", "['0x0']").get("message").textValue())
        .isEqualTo("genesis is not traceable");
  }

  @Test
  void callsAreListedByTransactionBlockAndFilter() throws Exception {
    String counter = deployCounter();
    String hash = send("{'from':'" + from + "','to':'" + counter + "'}");
    JsonNode calls = call("trace_transaction", "['" + hash + "']");
    assertThat(calls.get(0).get("action").get("to").textValue()).isEqualTo(counter);
    assertThat(call("trace_block", "['latest']")).isEqualTo(calls);
    assertThat(call("trace_get", "['" + hash + "',[]]")).isEqualTo(calls.get(0));
    assertThat(call("trace_get", "['" + hash + "',['0x0']]").isNull()).isTrue();
    String query = "{'fromBlock':'earliest','toBlock':'latest','toAddress':['" + counter + "']}";
    JsonNode found = call("trace_filter", "[" + query + "]");
    assertThat(found).hasSize(2); // the creation and the call
    assertThat(found.get(1)).isEqualTo(calls.get(0));
    JsonNode replayed = call("trace_replayTransaction", "['" + hash + "',['trace','stateDiff']]");
    assertThat(replayed.get("stateDiff").get(counter).get("storage")).hasSize(1);
    assertThat(replayed.get("vmTrace").isNull()).isTrue();
    assertThat(call("trace_transaction", "['" + Hash32.ZERO + "']").isNull()).isTrue();
  }

  @Test
  void traceMethodsRefuseWhatTheyCannotRead() throws Exception {
    String nothing = "{'from':'" + from + "','to':'" + nobody + "'}";
    assertThat(error("trace_call", "[" + nothing + ",['gas']]").get("message").textValue())
        .isEqualTo("invalid argument 1: expected trace, vmTrace or stateDiff, got 'gas'");
    assertThat(error("trace_callMany", "[[[" + nothing + "]]]").get("code").intValue())
        .isEqualTo(-32602);
    assertThat(error("trace_rawTransaction", "['0x01',['trace']]").get("code").intValue())
        .isEqualTo(-32602);
    assertThat(error("trace_block", "['0x99']").get("code").intValue()).isEqualTo(-32602);
    assertThat(error("trace_filter", "[{'fromBlock':'0x1','toBlock':'0x0'}]")).isNotEmpty();
  }

  @Test
  void feeHistoryCoversTheNextBlock() throws Exception {
    send("{'from':'" + from + "','to':'" + nobody + "'}");
    JsonNode history = call("eth_feeHistory", "['0x2','latest',[50]]");
    assertThat(history.get("baseFeePerGas")).hasSize(3);
    assertThat(history.get("reward")).hasSize(2);
    assertThat(history.get("reward").get(1).get(0).textValue()).isEqualTo("0x3b9aca00");
  }

  @Test
  void miningModeIsTold() throws Exception {
    assertThat(call("hardhat_getAutomine", "[]").booleanValue()).isFalse();
    assertThat(call("weft_miningMode", "[]").get("mode").textValue()).isEqualTo("manual");
    call("evm_setAutomine", "[true]");
    assertThat(call("hardhat_getAutomine", "[]").booleanValue()).isTrue();
  }

  @Test
  void forkingIsRefusedAndPlainResetIsNot() throws Exception {
    assertThat(
            error("anvil_reset", "[{'forking':{'jsonRpcUrl':'http://x'}}]").get("code").intValue())
        .isEqualTo(-32602);
    call("hardhat_mine", "[2]");
    call("anvil_reset", "[{'forking':{}}]");
    assertThat(call("eth_blockNumber", "[]").textValue()).isEqualTo("0x0");
  }
}
