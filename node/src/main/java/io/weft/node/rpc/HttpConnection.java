package io.weft.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection while it speaks HTTP: guards (host, origin, content type), answers requests one
 * after the other, and makes way for {@link WebSocketConnection} on an upgrade.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is all
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final int MAX_WAITING = 16;
  private static final Set<String> CONTENT_TYPES =
      Set.of("", "application/json", "application/json-rpc", "application/jsonrequest");
  private final RpcConfig config;
  private final RequestRunner runner;
  private final Map<String, Supplier<String>> pages;

  /** What was sent before the answer to the request in progress. Owned by the event loop. */
  private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>(0);

  private boolean isBusy;

  HttpConnection(RpcConfig config, RequestRunner runner, Map<String, Supplier<String>> pages) {
    this.config = config;
    this.runner = runner;
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (isBusy) {
      waiting.add(request.retain());
      context.channel().config().setAutoRead(waiting.size() < MAX_WAITING);
    } else {
      isBusy = true;
      handle(context, request);
    }
  }

  /** Goes on with what was sent ahead. Runs on the event loop. */
  private void next(ChannelHandlerContext context) {
    FullHttpRequest request = waiting.poll();
    if (request == null) {
      isBusy = false;
      return;
    }
    context.channel().config().setAutoRead(true);
    try {
      handle(context, request);
    } finally {
      request.release();
    }
  }

  private void handle(ChannelHandlerContext context, FullHttpRequest request) {
    if (!request.decoderResult().isSuccess()) {
      respond(context, request, HttpResponseStatus.BAD_REQUEST, "malformed HTTP request");
    } else if (!isHostAllowed(request.headers().get(HttpHeaderNames.HOST))) {
      respond(context, request, HttpResponseStatus.FORBIDDEN, "invalid host specified");
    } else if (!isOriginAllowed(request)) {
      respond(context, request, HttpResponseStatus.FORBIDDEN, "origin not allowed");
    } else if (isUpgrade(request)) {
      upgrade(context, request);
    } else if (request.method().equals(HttpMethod.POST)) {
      post(context, request);
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      respond(context, request, HttpResponseStatus.NO_CONTENT, "");
    } else if (request.method().equals(HttpMethod.GET)) {
      respond(context, request, HttpResponseStatus.OK, page(request));
    } else {
      respond(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "send POST requests");
    }
  }

  private String page(HttpRequest request) {
    int query = request.uri().indexOf('?');
    String path = query < 0 ? request.uri() : request.uri().substring(0, query);
    Supplier<String> page = pages.get(path);
    return page != null
        ? page.get()
        : welcome(request.headers().get(HttpHeaderNames.HOST, "127.0.0.1:8545"));
  }

  private static String welcome(String host) {
    return """
        This is the JSON-RPC port of a Weft node. Send POST requests, or open a WebSocket here:

          curl -H 'content-type: application/json' \\
            -d '{"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"}' http://%s
        """
        .formatted(host);
  }

  private void post(ChannelHandlerContext context, FullHttpRequest request) {
    String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    int parameters = contentType.indexOf(';');
    String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    if (!CONTENT_TYPES.contains(mediaType.trim().toLowerCase(Locale.ROOT))) {
      respond(
          context,
          request,
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "invalid content type: expected application/json, got " + mediaType);
      return;
    }
    byte[] body = ByteBufUtil.getBytes(request.content());
    boolean isRunning =
        runner.run(body, PlainSession.INSTANCE, answer -> finish(context, request, answer));
    if (!isRunning) {
      context.close();
    }
  }

  /** Runs on the thread of the request; the event loop writes. */
  private void finish(
      ChannelHandlerContext context, HttpRequest request, byte @Nullable [] answer) {
    write(
        context,
        request,
        HttpResponseStatus.OK,
        "application/json",
        answer == null ? new byte[0] : answer);
  }

  private void respond(
      ChannelHandlerContext context, HttpRequest request, HttpResponseStatus status, String text) {
    byte[] body = (text.isEmpty() || text.endsWith("\n") ? text : text + "\n").getBytes(UTF_8);
    write(context, request, status, "text/plain; charset=utf-8", body);
  }

  private void write(
      ChannelHandlerContext context,
      HttpRequest request,
      HttpResponseStatus status,
      String contentType,
      byte[] body) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
    if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    addCorsHeaders(request, response);
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    if (!keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    context
        .writeAndFlush(response)
        .addListener(
            done -> {
              if (keepAlive && done.isSuccess()) {
                next(context);
              } else {
                context.close();
              }
            });
  }

  private void addCorsHeaders(HttpRequest request, DefaultFullHttpResponse response) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin == null || !isOriginAllowed(request)) {
      return;
    }
    response
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    if (request.method().equals(HttpMethod.OPTIONS)) {
      String headers =
          request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS, "content-type");
      response
          .headers()
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET, OPTIONS")
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, headers)
          .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
      if (request.headers().contains("access-control-request-private-network")) {
        response.headers().set("access-control-allow-private-network", "true");
      }
    }
  }

  /**
   * A web page can make its own name resolve to this machine; the name in {@code Host} gives it
   * away. Addresses in digits come from no name server.
   */
  private boolean isHostAllowed(@Nullable String host) {
    if (host == null || config.allowedHosts().contains("*")) {
      return true;
    }
    if (host.startsWith("[")) {
      return true;
    }
    int colon = host.lastIndexOf(':');
    String name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    return isDottedDigits(name) || config.allowedHosts().contains(name);
  }

  private static boolean isDottedDigits(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** Pages of this very port and those the operator named; whoever sends no origin is no page. */
  private boolean isOriginAllowed(HttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    return origin == null
        || config.allowedOrigins().contains("*")
        || config.allowedOrigins().contains(origin)
        || origin.equals("http://" + request.headers().get(HttpHeaderNames.HOST));
  }

  private static boolean isUpgrade(HttpRequest request) {
    return request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                "ws://" + request.headers().get(HttpHeaderNames.HOST),
                null,
                false,
                config.maxFrameBytes())
            .newHandshaker(request);
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
      return;
    }
    WebSocketConnection next = new WebSocketConnection(runner);
    context
        .pipeline()
        .replace(this, "websocket", next)
        .addBefore("websocket", "frames", new WebSocketFrameAggregator(config.maxFrameBytes()));
    handshaker
        .handshake(context.channel(), request)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                context.close();
              }
            });
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.forEach(FullHttpRequest::release);
    waiting.clear();
    context.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A client that vanished or broke the protocol: its connection is all it loses.
    context.close();
  }

  /** A client that sees answers only. */
  private enum PlainSession implements Session {
    INSTANCE;

    @Override
    public boolean canPush() {
      return false;
    }

    @Override
    public boolean push(com.fasterxml.jackson.databind.JsonNode notification) {
      return false;
    }

    @Override
    public void afterResponse(Runnable action) {
      throw new IllegalStateException("no session over plain HTTP");
    }

    @Override
    public void onClose(Runnable action) {
      throw new IllegalStateException("no session over plain HTTP");
    }
  }
}
