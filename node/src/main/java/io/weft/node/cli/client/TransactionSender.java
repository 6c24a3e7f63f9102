package io.weft.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.abi.ContractAbi;
import io.weft.contracts.abi.RevertReason;
import io.weft.contracts.wallet.Account;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.DynamicFeeTransaction;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.CommandFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Completes, signs and sends the transactions of one account, and waits for their receipts. */
public final class TransactionSender {
  private static final long FIRST_POLL_MILLIS = 20;
  private static final long LAST_POLL_MILLIS = 500;

  private final JsonRpc rpc;
  private final Account account;
  private final GasOptions options;

  public TransactionSender(JsonRpc rpc, Account account, GasOptions options) {
    this.rpc = rpc;
    this.account = account;
    this.options = options;
  }

  /** What a transaction does; no recipient means that it creates a contract. */
  public record Intent(@Nullable Address to, U256 value, Bytes data) {}

  /**
   * Sends a transaction and waits until a block holds it.
   *
   * @param abi knows the errors that a revert may carry
   * @throws CommandFailure if it would revert, is refused, reverts after all, or does not get into
   *     a block in time; the message says which
   */
  public JsonNode execute(Intent intent, ContractAbi abi) {
    try {
      String hash = submit(intent);
      JsonNode receipt = awaitReceipt(rpc, hash, Duration.ofSeconds(options.timeoutSeconds));
      if (JsonRpc.quantity(receipt.path("status")).isZero()) {
        throw new CommandFailure(
            "transaction "
                + hash
                + " failed in block "
                + JsonRpc.quantity(receipt.path("blockNumber"))
                + ": "
                + replay(intent, receipt, abi));
      }
      return receipt;
    } catch (RpcError e) {
      throw failure(e, abi);
    }
  }

  /** Sends a transaction and returns its hash at once. */
  public String submit(Intent intent) {
    Transaction transaction = unsigned(intent);
    Signature signature = Secp256k1.sign(transaction.signingHash(), account.privateKey().toArray());
    Bytes encoded = transaction.withSignature(signature).encoded();
    return rpc.call("eth_sendRawTransaction", encoded.toString()).asText();
  }

  private Transaction unsigned(Intent intent) {
    long chainId = rpc.chainId();
    long nonce = options.nonce != null ? options.nonce : rpc.pendingNonce(account.address());
    long gasLimit =
        options.gasLimit != null
            ? options.gasLimit
            : JsonRpc.quantity(rpc.call("eth_estimateGas", callObject(account.address(), intent)))
                .toLong();
    if (options.gasPrice != null) {
      return new LegacyTransaction(
          chainId,
          nonce,
          options.gasPrice,
          gasLimit,
          intent.to(),
          intent.value(),
          intent.data(),
          Signature.NONE);
    }
    Fees fees = fees();
    return new DynamicFeeTransaction(
        chainId,
        nonce,
        fees.maxPriorityFeePerGas(),
        fees.maxFeePerGas(),
        gasLimit,
        intent.to(),
        intent.value(),
        intent.data(),
        List.of(),
        Signature.NONE);
  }

  private Fees fees() {
    if (options.maxFeePerGas != null && options.maxPriorityFeePerGas != null) {
      return new Fees(options.maxFeePerGas, options.maxPriorityFeePerGas);
    }
    Fees suggested = Fees.suggested(rpc);
    U256 tip =
        options.maxPriorityFeePerGas != null
            ? options.maxPriorityFeePerGas
            : suggested.maxPriorityFeePerGas();
    U256 max =
        options.maxFeePerGas != null
            ? options.maxFeePerGas
            : suggested.maxFeePerGas().subtract(suggested.maxPriorityFeePerGas()).add(tip);
    return new Fees(max, max.min(tip));
  }

  // A receipt carries no reason: ask what the same call does on the state after its block.
  private String replay(Intent intent, JsonNode receipt, ContractAbi abi) {
    try {
      rpc.call(
          "eth_call", callObject(account.address(), intent), receipt.path("blockNumber").asText());
      return "out of gas, or a revert that does not happen again (gas used "
          + JsonRpc.quantity(receipt.path("gasUsed"))
          + ")";
    } catch (RpcError e) {
      return e.isRevert() ? describe(e, abi) : String.valueOf(e.getMessage());
    }
  }

  /** The parameters of eth_call and eth_estimateGas. */
  public static Map<String, String> callObject(@Nullable Address from, Intent intent) {
    Map<String, String> call = new HashMap<>();
    if (from != null) {
      call.put("from", from.toString());
    }
    if (intent.to() != null) {
      call.put("to", intent.to().toString());
    }
    if (!intent.value().isZero()) {
      call.put("value", intent.value().toHex());
    }
    call.put("data", intent.data().toString());
    return call;
  }

  /** Waits for a receipt, asking more and more rarely. */
  public static JsonNode awaitReceipt(JsonRpc rpc, String hash, Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    long pauseMillis = FIRST_POLL_MILLIS;
    while (true) {
      JsonNode receipt = rpc.call("eth_getTransactionReceipt", hash);
      if (!receipt.isNull()) {
        return receipt;
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new CommandFailure(
            "transaction "
                + hash
                + " is in no block after "
                + timeout.toSeconds()
                + " s: it may still be; ask 'weft tx status "
                + hash
                + "'");
      }
      try {
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure("interrupted while waiting for transaction " + hash, e);
      }
      pauseMillis = Math.min(LAST_POLL_MILLIS, pauseMillis * 3 / 2);
    }
  }

  /** A refusal in words, with a revert decoded. */
  public static CommandFailure failure(RpcError error, ContractAbi abi) {
    return new CommandFailure(
        error.isRevert()
            ? "the contract " + describe(error, abi)
            : "the node refuses: " + error.getMessage() + " (code " + error.code() + ")",
        error);
  }

  // Without data the node's words are all there is.
  private static String describe(RpcError error, ContractAbi abi) {
    return error.data().isEmpty() && !"execution reverted".equals(error.getMessage())
        ? String.valueOf(error.getMessage())
        : RevertReason.describe(error.data(), abi);
  }
}
