package io.weft.node.rpc;

import java.time.Duration;
import java.util.Set;

/**
 * What an operator decides about the port.
 *
 * @param port 0 for any free one
 * @param allowedHosts names a request may carry in {@code Host}, without port; {@code *} for any.
 *     Addresses in digits are always allowed: they cannot be rebound by a hostile name server
 * @param allowedOrigins web origins that may call; {@code *} for any
 * @param namespaces what stands before the underscore of the methods served
 * @param maxBodyBytes of an HTTP body
 * @param maxFrameBytes of a WebSocket message
 * @param maxBatch requests in one batch
 * @param maxConnections open at once
 * @param maxConcurrentRequests bodies in execution at once; more wait for their turn
 * @param isGzipOn whether answers are compressed for clients that ask
 */
public record RpcConfig(
    String host,
    int port,
    Set<String> allowedHosts,
    Set<String> allowedOrigins,
    Set<String> namespaces,
    int maxBodyBytes,
    int maxFrameBytes,
    int maxBatch,
    int maxConnections,
    int maxConcurrentRequests,
    boolean isGzipOn) {

  /** How long a connection may stand idle. */
  static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

  private static final int MIB = 1 << 20;

  /** The limits of a port that strangers may reach: three namespaces, no web page. */
  public static RpcConfig guarded(String host, int port) {
    return new RpcConfig(
        host,
        port,
        Set.of("localhost"),
        Set.of(),
        Set.of("eth", "net", "web3"),
        5 * MIB,
        MIB,
        100,
        80,
        64,
        false);
  }

  /** The limits of a development chain: everything on, web pages welcome, large batches. */
  public static RpcConfig development(String host, int port) {
    return new RpcConfig(
        host,
        port,
        Set.of("*"),
        Set.of("*"),
        Set.of(
            "eth",
            "net",
            "web3",
            "txpool",
            "debug",
            "trace",
            "rpc",
            "personal",
            "anvil",
            "hardhat",
            "evm",
            "weft"),
        64 * MIB,
        64 * MIB,
        10_000,
        1_000,
        256,
        false);
  }
}
