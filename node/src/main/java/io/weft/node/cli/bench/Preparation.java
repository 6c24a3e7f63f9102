package io.weft.node.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.handle.Call;
import io.weft.contracts.handle.Token;
import io.weft.contracts.wallet.Account;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.client.JsonRpc;
import io.weft.node.cli.client.TransactionSender;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives every paying account what it needs, ether and tokens, and signs the payments on all cores.
 * Payment i is of account i modulo their number, to one of a thousand receivers.
 */
final class Preparation {
  private static final int RECEIVERS = 1000;
  private static final long TRANSFER_GAS = 21_000;
  private static final long TOKEN_TRANSFER_GAS = 80_000;
  private static final long DEPLOY_GAS = 2_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Room for the base fee to grow by an eighth a full block, about 35 blocks long. */
  private static final long BASE_FEE_ROOM = 64;

  private static final int FUNDING_BATCH = 100;

  private final JsonRpc rpc;
  private final List<Account> payers;
  private final TransfersCommand.Kind kind;
  private final int count;
  private final long chainId;
  private final U256 tip;
  private final U256 maxFee;

  Preparation(JsonRpc rpc, List<Account> payers, TransfersCommand.Kind kind, int count) {
    this.rpc = rpc;
    this.payers = payers;
    this.kind = kind;
    this.count = count;
    chainId = rpc.chainId();
    JsonNode head = rpc.call("eth_getBlockByNumber", "latest", false);
    U256 baseFee =
        head.hasNonNull("baseFeePerGas") ? JsonRpc.quantity(head.path("baseFeePerGas")) : U256.ZERO;
    tip = JsonRpc.quantity(rpc.call("eth_maxPriorityFeePerGas"));
    maxFee = baseFee.multiply(BASE_FEE_ROOM).add(tip);
  }

  Payments sign() {
    fund();
    Token token = kind == TransfersCommand.Kind.ERC20 ? deployToken() : null;
    long[] firstNonces = new long[payers.size()];
    List<JsonRpc.Request> requests = new ArrayList<>();
    for (Account payer : payers) {
      requests.add(
          new JsonRpc.Request(
              "eth_getTransactionCount", List.of(payer.address().toString(), "latest")));
    }
    List<JsonNode> answers = inBatches(requests);
    for (int i = 0; i < firstNonces.length; i++) {
      firstNonces[i] = JsonRpc.quantity(JsonRpc.result(answers.get(i))).toLong();
    }
    Bytes[] encoded = new Bytes[count];
    IntStream.range(0, count).parallel().forEach(i -> encoded[i] = payment(i, firstNonces, token));
    String[] hashes = new String[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> hashes[i] = Keccak256.hash32(encoded[i]).toString());
    List<int[]> byAccount = new ArrayList<>();
    for (int account = 0; account < payers.size(); account++) {
      int first = account;
      byAccount.add(IntStream.range(0, count).filter(i -> i % payers.size() == first).toArray());
    }
    return new Payments(
        Arrays.stream(encoded).map(Bytes::toString).toList(), List.of(hashes), byAccount);
  }

  private Bytes payment(int number, long[] firstNonces, @Nullable Token token) {
    int payer = number % payers.size();
    long nonce = firstNonces[payer] + number / payers.size();
    Address receiver = receiver(number % RECEIVERS);
    return token == null
        ? signed(payers.get(payer), nonce, TRANSFER_GAS, receiver, U256.ONE, Bytes.EMPTY)
        : tokens(payers.get(payer), nonce, token, receiver, 1);
  }

  // The first account pays for those that have too little.
  private void fund() {
    long gas = kind == TransfersCommand.Kind.ERC20 ? TOKEN_TRANSFER_GAS : TRANSFER_GAS;
    long each = Math.ceilDiv(count, payers.size());
    U256 needed = maxFee.multiply(gas).add(U256.ONE).multiply(each);
    List<JsonRpc.Request> requests = new ArrayList<>();
    for (Account payer : payers) {
      requests.add(
          new JsonRpc.Request("eth_getBalance", List.of(payer.address().toString(), "latest")));
    }
    List<JsonNode> balances = inBatches(requests);
    Account bank = payers.getFirst();
    long nonce = rpc.pendingNonce(bank.address());
    List<String> gifts = new ArrayList<>();
    for (int i = 1; i < payers.size(); i++) {
      if (JsonRpc.quantity(JsonRpc.result(balances.get(i))).compareTo(needed) < 0) {
        gifts.add(
            signed(bank, nonce++, TRANSFER_GAS, payers.get(i).address(), needed, Bytes.EMPTY)
                .toString());
      }
    }
    BigInteger own = JsonRpc.quantity(JsonRpc.result(balances.getFirst())).toBigInteger();
    BigInteger wanted = needed.toBigInteger().multiply(BigInteger.valueOf(1 + gifts.size()));
    if (own.compareTo(wanted) < 0) {
      throw new CommandFailure(
          "not enough ether: account "
              + bank.address()
              + " needs "
              + wanted
              + " wei for itself and "
              + gifts.size()
              + " others, and has "
              + own);
    }
    sendAll(gifts);
  }

  private Token deployToken() {
    Account bank = payers.getFirst();
    long nonce = rpc.pendingNonce(bank.address());
    Bytes code = Token.creation("Bench Token", "BENCH", U256.of(Long.MAX_VALUE));
    String hash = send(signed(bank, nonce++, DEPLOY_GAS, null, U256.ZERO, code).toString());
    JsonNode receipt = TransactionSender.awaitReceipt(rpc, hash, PATIENCE);
    Token token = new Token(Address.fromHex(receipt.path("contractAddress").asText()));
    List<String> gifts = new ArrayList<>();
    long each = Math.ceilDiv(count, payers.size());
    for (Account payer : payers.subList(1, payers.size())) {
      gifts.add(tokens(bank, nonce++, token, payer.address(), each).toString());
    }
    sendAll(gifts);
    return token;
  }

  private Bytes tokens(Account from, long nonce, Token token, Address to, long value) {
    Call<Boolean> call = token.transfer(to, U256.of(value));
    return signed(from, nonce, TOKEN_TRANSFER_GAS, call.to(), call.value(), call.data());
  }

  private String send(String encoded) {
    return rpc.call("eth_sendRawTransaction", encoded).asText();
  }

  // In portions, so that no pool's limit for one sender is met.
  private void sendAll(List<String> transactions) {
    for (int from = 0; from < transactions.size(); from += FUNDING_BATCH) {
      List<String> portion =
          transactions.subList(from, Math.min(transactions.size(), from + FUNDING_BATCH));
      String last = "";
      for (JsonNode answer :
          rpc.batch(
              portion.stream()
                  .map(one -> new JsonRpc.Request("eth_sendRawTransaction", List.of(one)))
                  .toList())) {
        last = JsonRpc.result(answer).asText();
      }
      TransactionSender.awaitReceipt(rpc, last, PATIENCE);
    }
  }

  private List<JsonNode> inBatches(List<JsonRpc.Request> requests) {
    List<JsonNode> answers = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += FUNDING_BATCH) {
      answers.addAll(
          rpc.batch(requests.subList(from, Math.min(requests.size(), from + FUNDING_BATCH))));
    }
    return answers;
  }

  private Bytes signed(
      Account from, long nonce, long gas, @Nullable Address to, U256 value, Bytes data) {
    DynamicFeeTransaction transaction =
        new DynamicFeeTransaction(
            chainId, nonce, tip, maxFee, gas, to, value, data, List.of(), Signature.NONE);
    return transaction
        .withSignature(Secp256k1.sign(transaction.signingHash(), from.privateKey().toArray()))
        .encoded();
  }

  // Nobody's addresses, the same in each run.
  private static Address receiver(int number) {
    byte[] seed = ByteBuffer.allocate(8).putInt(0x57454654).putInt(number).array();
    return Address.from(Keccak256.hash(seed), 12);
  }
}
