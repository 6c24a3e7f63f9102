package io.weft.tests.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import io.weft.node.pool.PoolHead;
import io.weft.node.pool.PoolLimits;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.RpcConfig;
import io.weft.node.rpc.RpcServer;
import io.weft.node.rpc.api.RpcLimits;
import io.weft.node.rpc.api.RpcMethods;
import io.weft.node.rpc.api.RpcServices;
import io.weft.node.rpc.api.UnlockedAccounts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A finished chain behind a port, to be asked by JSON-RPC. */
final class RpcChain implements AutoCloseable {
  private final ExecutionEngine engine;
  private final RpcMethods methods;
  private final RpcServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param engine with all its blocks; closed with this
   */
  RpcChain(ExecutionEngine engine) throws IOException {
    this.engine = engine;
    InstantSource clock =
        InstantSource.fixed(Instant.ofEpochSecond(engine.head().header().timestamp() + 12));
    methods =
        new RpcMethods(
            new RpcServices(
                engine,
                new TransactionPool(PoolLimits.VALIDATOR, poolHead(engine)),
                UnlockedAccounts.NONE,
                null,
                RpcLimits.GUARDED,
                clock,
                "weft"));
    RpcConfig config = RpcConfig.development("127.0.0.1", 0);
    server = RpcServer.start(config, methods.table(config.namespaces()));
  }

  private static PoolHead poolHead(ExecutionEngine engine) {
    ChainSpec spec = engine.spec();
    ChainView head = engine.head();
    BlockHeader header = head.header();
    long next = header.timestamp() + 12;
    Fork fork = spec.forkAt(header.number() + 1, next);
    U256 baseFee = new HeaderRules(spec).baseFeePerGas(fork, header);
    return new PoolHead(
        spec,
        head,
        fork,
        fork.isAtLeast(Fork.LONDON) ? Objects.requireNonNull(baseFee) : U256.ZERO,
        spec.blobParametersAt(next),
        header.gasLimit());
  }

  ChainView head() {
    return engine.head();
  }

  /** The answer to a request, or to a batch of them. */
  JsonNode ask(String request) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + server.address().getPort());
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(request))
            .build();
    return FixtureFiles.JSON.readTree(client.send(post, BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    methods.close();
    engine.close();
  }
}
