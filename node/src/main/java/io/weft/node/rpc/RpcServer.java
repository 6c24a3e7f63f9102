package io.weft.node.rpc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The port: accepts connections, keeps to the limits of {@link RpcConfig}, and hands bodies and
 * messages to the {@link RpcDispatcher}.
 *
 * <p>Event loops ({@code rpc-io}) only move bytes. Each body runs on a virtual thread of its own
 * ({@code rpc}); a semaphore bounds how many run at once, and a connection that sends ahead is not
 * read until it has its answers, so a client cannot queue up work here.
 */
public final class RpcServer implements AutoCloseable {
  private static final int CLOSE_MILLIS = 800;

  private final EventLoopGroup eventLoops;
  private final ExecutorService workers;
  private final ChannelGroup connections;
  private final Channel listener;

  private RpcServer(
      EventLoopGroup eventLoops,
      ExecutorService workers,
      ChannelGroup connections,
      Channel listener) {
    this.eventLoops = eventLoops;
    this.workers = workers;
    this.connections = connections;
    this.listener = listener;
  }

  /** Opens the port for JSON-RPC alone. */
  public static RpcServer start(RpcConfig config, MethodTable table) throws IOException {
    return start(config, table, Map.of());
  }

  /**
   * Opens the port.
   *
   * @param pages text to answer with to a GET, by path; quickly made, on an event loop
   * @throws IOException where it cannot be opened, as when another process has it
   */
  public static RpcServer start(
      RpcConfig config, MethodTable table, Map<String, Supplier<String>> pages) throws IOException {
    int loops = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
    EventLoopGroup eventLoops =
        new MultiThreadIoEventLoopGroup(
            loops,
            Thread.ofPlatform().daemon().name("rpc-io-", 0).factory(),
            NioIoHandler.newFactory());
    ExecutorService workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc-", 0).factory());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    RequestRunner runner =
        new RequestRunner(
            new RpcDispatcher(table, config.maxBatch()),
            workers,
            new Semaphore(config.maxConcurrentRequests()));
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Connections(config, runner, pages, connections));
    try {
      Channel listener =
          bootstrap.bind(new InetSocketAddress(config.host(), config.port())).await().channel();
      if (!listener.isActive()) {
        throw new IOException(
            "cannot listen on " + config.host() + ":" + config.port() + ", is it taken?");
      }
      return new RpcServer(eventLoops, workers, connections, listener);
    } catch (IOException | InterruptedException e) {
      workers.shutdownNow();
      eventLoops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while opening the port", e);
      }
      throw (IOException) e;
    }
  }

  /** Where it listens, with the port chosen where the configuration left it open. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Stops accepting, lets running requests finish for a moment, and closes every connection. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly(CLOSE_MILLIS);
    workers.shutdown();
    try {
      if (!workers.awaitTermination(CLOSE_MILLIS / 2, TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    connections.close().awaitUninterruptibly(CLOSE_MILLIS / 4);
    eventLoops
        .shutdownGracefully(0, CLOSE_MILLIS / 4, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(CLOSE_MILLIS / 4);
  }

  /** Puts the handlers of a new connection in place. */
  @SuppressWarnings("FutureReturnValueIgnored") // the refused connection is gone either way
  private static final class Connections extends ChannelInitializer<Channel> {
    private final RpcConfig config;
    private final RequestRunner runner;
    private final Map<String, Supplier<String>> pages;
    private final ChannelGroup open;

    Connections(
        RpcConfig config,
        RequestRunner runner,
        Map<String, Supplier<String>> pages,
        ChannelGroup open) {
      this.config = config;
      this.runner = runner;
      this.pages = pages;
      this.open = open;
    }

    @Override
    protected void initChannel(Channel connection) {
      if (open.size() >= config.maxConnections()) {
        connection.close();
        return;
      }
      open.add(connection);
      connection.pipeline().addLast(new HttpServerCodec());
      if (config.isGzipOn()) {
        connection.pipeline().addLast(new HttpContentCompressor());
      }
      connection
          .pipeline()
          .addLast(
              new HttpObjectAggregator(config.maxBodyBytes(), true),
              new IdleStateHandler(0, 0, RpcConfig.IDLE_LIMIT.toSeconds(), TimeUnit.SECONDS),
              new HttpConnection(config, runner, pages));
    }
  }
}
