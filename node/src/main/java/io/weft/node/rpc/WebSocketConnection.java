package io.weft.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One connection after its upgrade to WebSocket. Messages run at the same time, so answers may
 * overtake each other; past {@link #MAX_IN_FLIGHT} the socket is not read until some are done.
 *
 * <p>A subscriber that reads too slowly is cut off rather than buffered for.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel, which is all
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final int MAX_IN_FLIGHT = 32;
  private static final int MAX_UNSENT_BYTES = 64 << 20;

  private final RequestRunner runner;
  private final List<Runnable> closeActions = new CopyOnWriteArrayList<>();

  /** Owned by the event loop. */
  private int inFlight;

  WebSocketConnection(RequestRunner runner) {
    this.runner = runner;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame _, BinaryWebSocketFrame _ -> run(context, frame);
      case PingWebSocketFrame _ ->
          context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
      case CloseWebSocketFrame _ ->
          context.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> {
        // A pong has said what it had to say by arriving.
      }
    }
  }

  private void run(ChannelHandlerContext context, WebSocketFrame frame) {
    byte[] body = ByteBufUtil.getBytes(frame.content());
    Exchange exchange = new Exchange(context.channel());
    if (++inFlight >= MAX_IN_FLIGHT) {
      context.channel().config().setAutoRead(false);
    }
    boolean isRunning =
        runner.run(
            body,
            exchange,
            answer -> {
              if (answer != null) {
                context.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(answer)));
              }
              exchange.runActions();
              context.executor().execute(() -> finished(context));
            });
    if (!isRunning) {
      context.close();
    }
  }

  private void finished(ChannelHandlerContext context) {
    if (--inFlight < MAX_IN_FLIGHT) {
      context.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.writeAndFlush(new PingWebSocketFrame());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closeActions.forEach(Runnable::run);
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A client that vanished or broke the protocol: its connection is all it loses.
    context.close();
  }

  /** The session as one request sees it; equal for all requests of the connection. */
  private final class Exchange implements Session {
    private final Channel channel;
    private final List<Runnable> actions = new ArrayList<>(0);

    Exchange(Channel channel) {
      this.channel = channel;
    }

    @Override
    public boolean canPush() {
      return true;
    }

    @Override
    public boolean push(JsonNode notification) {
      if (!channel.isActive()) {
        return false;
      }
      if (channel.bytesBeforeWritable() > MAX_UNSENT_BYTES) {
        channel.close();
        return false;
      }
      byte[] text = Json.write(notification);
      channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)));
      return true;
    }

    @Override
    public void afterResponse(Runnable action) {
      actions.add(action);
    }

    @Override
    public void onClose(Runnable action) {
      closeActions.add(action);
      if (!channel.isActive()) {
        action.run();
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Exchange that && that.channel.equals(channel);
    }

    @Override
    public int hashCode() {
      return channel.hashCode();
    }

    void runActions() {
      actions.forEach(Runnable::run);
    }
  }
}
