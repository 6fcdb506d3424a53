package org.asclepion.load.faults;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;

/**
 * One connection through the line: two sockets and a lane each way. Owned by the line's loop.
 *
 * <p>Its life: <i>open</i>, until an end closes, which is passed on; or <i>half-open</i>, when an
 * end is forgotten or the line falls silent: then nothing gets through and no closing is passed on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing is heard
final class Trunk {
  private final Channel client;
  private final Channel server;
  private final Lane up;
  private final Lane down;
  private final Runnable onGone;
  private boolean halfOpen;

  /**
   * @param onGone when both sockets are closed
   */
  Trunk(Channel client, Channel server, Faults faults, int number, Runnable onGone) {
    this.client = client;
    this.server = server;
    this.onGone = onGone;
    up = new Lane(client.eventLoop(), client, server, new Timetable(faults, 2 * number));
    down = new Lane(client.eventLoop(), server, client, new Timetable(faults, 2 * number + 1));
    client.pipeline().addLast(new Reader(up, down));
    server.pipeline().addLast(new Reader(down, up));
    client.config().setAutoRead(true);
    server.config().setAutoRead(true);
  }

  /** Resets both ends. */
  void cut() {
    reset(client);
    reset(server);
  }

  /** Both ends stay open, and nothing gets through any more. */
  void silence() {
    halfOpen = true;
    up.discard();
    down.discard();
  }

  /** One end is gone and the other does not hear of it. */
  void forget(FaultyLine.End end) {
    silence();
    reset(end == FaultyLine.End.CLIENT ? client : server);
  }

  /** Reads nothing more from the server, as a client that does not read. */
  void block(boolean blocked) {
    down.block(blocked);
  }

  int heldBytes() {
    return up.heldBytes() + down.heldBytes();
  }

  private static void reset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }
  }

  /** What one of the sockets brings. */
  private final class Reader extends ChannelInboundHandlerAdapter {
    private final Lane lane;
    private final Lane opposite;

    Reader(Lane lane, Lane opposite) {
      this.lane = lane;
      this.opposite = opposite;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      if (halfOpen) {
        bytes.release();
      } else {
        lane.take(bytes);
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      opposite.deliver();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      opposite.discard();
      if (!halfOpen) {
        lane.end();
      }
      if (!client.isActive() && !server.isActive()) {
        lane.discard();
        onGone.run();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
