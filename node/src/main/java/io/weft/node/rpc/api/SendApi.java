package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.BlobSidecar;
import io.weft.execution.types.Transaction;
import io.weft.node.pool.Admission;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.MethodTable.Outcome;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signed transactions on their way into the pool.
 *
 * <p>Those of a batch are decoded and their senders recovered on all cores at once; they enter the
 * pool in their order, so that the nonces of one sender arrive ascending.
 */
final class SendApi {
  private static final Duration SYNC_DEFAULT = Duration.ofSeconds(2);
  private static final Duration SYNC_MOST = Duration.ofSeconds(60);

  /** No receipt in time (EIP-7966). */
  private static final int SYNC_TIMEOUT = 4;

  private final Blocks blocks;
  private final TransactionPool pool;
  private final SenderRecovery senders;
  private final ChainSpec spec;
  private final Blobs blobs;
  private final CallRunner runner;
  private final TransactionApi transactions;
  private final HeadSignal headSignal;

  SendApi(
      Blocks blocks,
      RpcServices services,
      Blobs blobs,
      CallRunner runner,
      TransactionApi transactions,
      HeadSignal headSignal) {
    this.blocks = blocks;
    this.pool = services.pool();
    this.senders = services.engine().senders();
    this.spec = services.engine().spec();
    this.blobs = blobs;
    this.runner = runner;
    this.transactions = transactions;
    this.headSignal = headSignal;
  }

  void addTo(MethodTable.Builder table) {
    table
        .addGrouped("eth_sendRawTransaction", this::sendRaw)
        .add("eth_sendRawTransactionSync", this::sendRawSync);
  }

  /** A transaction ready for the pool, or why it is none. */
  private sealed interface Prepared {
    record Ready(PooledTransaction transaction) implements Prepared {}

    record Malformed(RpcException error) implements Prepared {}
  }

  private List<Outcome> sendRaw(List<Params> requests) throws InterruptedException {
    Prepared[] prepared = new Prepared[requests.size()];
    ChainView head = blocks.head();
    runner.forEach(prepared.length, i -> prepared[i] = prepare(requests.get(i), head));
    List<Outcome> outcomes = new ArrayList<>(prepared.length);
    for (Prepared each : prepared) {
      outcomes.add(
          switch (each) {
            case Prepared.Ready(PooledTransaction transaction) -> submitted(transaction);
            case Prepared.Malformed(RpcException error) -> new Outcome.Failure(error);
          });
    }
    return outcomes;
  }

  private Prepared prepare(Params params, ChainView head) {
    try {
      return new Prepared.Ready(prepare(params.get(0), head));
    } catch (RpcException e) {
      return new Prepared.Malformed(e);
    }
  }

  private PooledTransaction prepare(Param param, ChainView head) {
    Bytes encoded = param.bytes();
    BlobSidecar.Carried carried;
    try {
      carried = BlobSidecar.decode(encoded);
    } catch (RlpException e) {
      throw RpcException.invalidParams("rlp: " + e.getMessage());
    }
    Transaction transaction = carried.transaction();
    // An s of zero stands for impersonation, which nobody may claim from outside.
    PooledTransaction pooled =
        transaction.signature().s().isZero()
            ? null
            : PooledTransaction.of(
                transaction,
                blobs.inCurrentForm(carried.sidecar()),
                senders,
                spec.forkOf(head.header()));
    if (pooled == null) {
      throw RpcException.refused("invalid sender");
    }
    return pooled;
  }

  private Outcome submitted(PooledTransaction transaction) {
    return switch (pool.submit(transaction)) {
      case Admission.Accepted _ -> new Outcome.Result(Json.hash(transaction.hash()));
      case Admission.Refused refused ->
          new Outcome.Failure(RpcException.refused(refused.message()));
    };
  }

  /**
   * Puts a transaction of this node's accounts into the pool and returns its hash.
   *
   * @throws RpcException with the pool's reason where it is refused
   */
  Hash32 submit(Transaction signed, @Nullable BlobSidecar sidecar) {
    PooledTransaction transaction =
        PooledTransaction.of(signed, sidecar, senders, spec.forkOf(blocks.head().header()));
    if (transaction == null) {
      throw RpcException.refused("invalid sender");
    }
    if (pool.submit(transaction) instanceof Admission.Refused refused) {
      throw RpcException.refused(refused.message());
    }
    return transaction.hash();
  }

  private JsonNode sendRawSync(Params params) throws InterruptedException {
    Param timeout = params.optional(1);
    Duration wait = timeout == null ? SYNC_DEFAULT : Duration.ofMillis(timeout.looseNumber());
    if (wait.isZero() || wait.compareTo(SYNC_MOST) > 0) {
      throw RpcException.invalidParams(
          "timeout: expected 1 to %d ms, got %d".formatted(SYNC_MOST.toMillis(), wait.toMillis()));
    }
    PooledTransaction transaction = prepare(params.get(0), blocks.head());
    if (pool.submit(transaction) instanceof Admission.Refused refused) {
      throw RpcException.refused(refused.message());
    }
    JsonNode receipt =
        headSignal.awaitNonNull(
            wait,
            () -> {
              JsonNode found = transactions.receipt(transaction.hash());
              return found.isNull() ? null : found;
            });
    if (receipt == null) {
      throw RpcException.of(
          SYNC_TIMEOUT,
          "the transaction was added to the pool but not included within %d ms: %s"
              .formatted(wait.toMillis(), transaction.hash()));
    }
    return receipt;
  }
}
