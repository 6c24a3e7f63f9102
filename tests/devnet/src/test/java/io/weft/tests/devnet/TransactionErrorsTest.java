package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.web3j.crypto.Credentials;

/**
 * Refused transactions and failed calls: the codes and words that clients match on, which are
 * geth's.
 */
@NeedsClients
final class TransactionErrorsTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  private static final Credentials SENDER = DevAccounts.account(0);
  private static final String OTHER = DevAccounts.address(1);

  private final JsonRpc rpc = NODE.rpc();

  private long nonce;

  @BeforeEach
  void nothingIsMinedByItself() {
    rpc.call("evm_setAutomine", true);
    rpc.receipt(send(Signed.transfer(SENDER, nextNonce(), OTHER, 1)));
    rpc.call("evm_setAutomine", false);
    nonce = nextNonce();
  }

  @AfterEach
  void poolIsEmptied() {
    rpc.call("evm_mine");
  }

  @Test
  void usedNonceIsTooLow() {
    refused(
        Signed.transfer(SENDER, nonce - 1, OTHER, 2),
        "nonce too low: next nonce %d, tx nonce %d".formatted(nonce, nonce - 1));
  }

  @Test
  void sameBytesAreAlreadyKnown() {
    Signed transaction = Signed.transfer(SENDER, nonce, OTHER, 3);
    assertThat(send(transaction)).isEqualTo(transaction.hash());
    refused(transaction, "already known");
  }

  @Test
  void replacementMustPayATenthMore() {
    BigInteger tip = Signed.GWEI.multiply(BigInteger.TEN);
    BigInteger cap = tip.multiply(BigInteger.TEN);
    send(at(nonce).fees(tip, cap).sign());
    refused(
        at(nonce)
            .value(BigInteger.ONE)
            .fees(tip.add(BigInteger.ONE), cap.add(BigInteger.ONE))
            .sign(),
        "replacement transaction underpriced");
    BigInteger enough = BigInteger.valueOf(110);
    BigInteger hundred = BigInteger.valueOf(100);
    Signed replacement =
        at(nonce)
            .value(BigInteger.TWO)
            .fees(tip.multiply(enough).divide(hundred), cap.multiply(enough).divide(hundred))
            .sign();
    assertThat(send(replacement)).isEqualTo(replacement.hash());
  }

  @Test
  void balanceMustCoverValueAndGas() {
    Credentials poor = Credentials.create("0x" + "1".repeat(64));
    JsonNode error =
        refused(Signed.transfer(poor, 0, OTHER, 1), "insufficient funds for gas * price + value");
    assertThat(error.get("message").asText())
        .contains("balance 0", "tx cost 2100000000000001", "overshot 2100000000000001");
  }

  @Test
  void gasMustCoverTheIntrinsicCost() {
    refused(at(nonce).gas(20_000).sign(), "intrinsic gas too low: gas 20000, minimum needed 21000");
  }

  @Test
  void gasMustCoverTheFloorOfItsData() {
    // 100 non-zero bytes: 21,000 + 1,600 by content, 21,000 + 4,000 by the floor of EIP-7623.
    JsonNode error = error(at(nonce).gas(24_000).input("0x" + "ff".repeat(100)).sign());
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText())
        .contains("insufficient gas for floor data gas cost", "24000", "25000");
  }

  @Test
  void gasIsCappedForOneTransaction() {
    refused(
        at(nonce).gas(16_777_217).sign(),
        "transaction gas limit too high (cap: 16777216, tx: 16777217)");
  }

  @Test
  void tipMustNotExceedTheFeeCap() {
    JsonNode error = error(at(nonce).fees(BigInteger.TEN, BigInteger.ONE).sign());
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText())
        .contains("max priority fee per gas higher than max fee per gas");
  }

  @Test
  void transactionOfAnotherChainIsRefusedByBothIds() {
    JsonNode error = error(at(nonce).chainId(1).sign());
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText()).contains("invalid chain id", "1", "31337");
  }

  @Test
  void creationCodeHasALimit() {
    JsonNode error =
        error(at(nonce).to("").gas(10_000_000).input("0x" + "00".repeat(49_153)).sign());
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText())
        .contains("max initcode size exceeded", "49153", "49152");
  }

  @Test
  void bytesThatAreNoTransactionAreRefused() {
    for (String bytes : new String[] {"0x", "0x00", "0x02c0", "0xc0", "0xdeadbeef", "0x05c0"}) {
      JsonNode error = rpc.error("eth_sendRawTransaction", bytes);
      assertThat(error.get("code").asInt()).as(bytes).isIn(-32000, -32602);
      assertThat(error.get("message").asText()).as(bytes).isNotBlank();
    }
  }

  @Test
  void transactionThatIsCutShortOrHasATailIsRefused() {
    String raw = Signed.transfer(SENDER, nonce, OTHER, 4).raw();
    assertThat(rpc.error("eth_sendRawTransaction", raw.substring(0, raw.length() - 2))).isNotNull();
    assertThat(rpc.error("eth_sendRawTransaction", raw + "00")).isNotNull();
  }

  @Test
  void callThatRevertsHasCodeThreeAndItsRawData() {
    // PUSH1 0x2a PUSH0 MSTORE PUSH1 32 PUSH0 REVERT
    String data = "0x%064x".formatted(42);
    for (String method : new String[] {"eth_call", "eth_estimateGas"}) {
      JsonNode error = failure(method, "0x602a5f5260205ffd");
      assertThat(error.get("code").asInt()).isEqualTo(3);
      assertThat(error.get("message").asText()).isEqualTo("execution reverted");
      assertThat(error.get("data").asText()).isEqualTo(data);
    }
  }

  @Test
  void reasonOfARevertIsInTheMessage() {
    // Stores Error(string) of "no" word by word: selector, offset 32, length 2, text.
    String code =
        "0x6308c379a060e01b5f52" + "6020600452" + "6002602452" + "616e6f60f01b604452" + "60645ffd";
    JsonNode error = failure("eth_call", code);
    assertThat(error.get("code").asInt()).isEqualTo(3);
    assertThat(error.get("message").asText()).isEqualTo("execution reverted: no");
  }

  @Test
  void callThatHaltsNamesTheReason() {
    assertThat(failure("eth_call", "0xfe").get("message").asText()).contains("invalid opcode");
    assertThat(failure("eth_call", "0x50").get("message").asText()).contains("stack underflow");
    assertThat(failure("eth_call", "0x600056").get("message").asText())
        .contains("invalid jump destination");
    assertThat(failure("eth_call", "0x5b5f56").get("message").asText()).contains("out of gas");
  }

  @Test
  void estimateForAnUnaffordableValueNamesTheFunds() {
    JsonNode error =
        rpc.error(
            "eth_estimateGas", Map.of("from", "0x" + "11".repeat(20), "to", OTHER, "value", "0x1"));
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText()).contains("insufficient funds");
  }

  @Test
  void accountOfNobodyCannotSend() {
    JsonNode error =
        rpc.error("eth_sendTransaction", Map.of("from", "0x" + "12".repeat(20), "to", OTHER));
    assertThat(error.get("message").asText()).isNotBlank();
  }

  @Test
  void callAtAnUnknownBlockIsAnError() {
    JsonNode error = rpc.error("eth_call", Map.of("to", OTHER), "0xffffff");
    assertThat(error.get("code").asInt()).isIn(-32000, -32001);
  }

  /** The error of a call that runs {@code code}. */
  private JsonNode failure(String method, String code) {
    String address = "0x" + "c0de".repeat(10);
    return rpc.error(
        method, Map.of("to", address), "latest", Map.of(address, Map.of("code", code)));
  }

  private JsonNode refused(Signed transaction, String words) {
    JsonNode error = error(transaction);
    assertThat(error.get("code").asInt()).isEqualTo(-32000);
    assertThat(error.get("message").asText()).startsWith(words);
    return error;
  }

  private JsonNode error(Signed transaction) {
    return rpc.error("eth_sendRawTransaction", transaction.raw());
  }

  private String send(Signed transaction) {
    return rpc.call("eth_sendRawTransaction", transaction.raw()).asText();
  }

  private static Signed.Builder at(long nonce) {
    return Signed.builder(SENDER).nonce(nonce).to(OTHER);
  }

  private long nextNonce() {
    return rpc.quantity("eth_getTransactionCount", SENDER.getAddress(), "latest").longValueExact();
  }
}
