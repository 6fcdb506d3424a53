package org.asclepion.host.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts open sockets, in total and per address, and closes those beyond the bounds at once. Shared
 * by all event loops.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes the channel when an operation fails
@ChannelHandler.Sharable
final class Acceptor extends ChannelInboundHandlerAdapter {
  private final Limits limits;
  private final TransportMetrics metrics;
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();
  private int total;

  Acceptor(Limits limits, TransportMetrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (!(ctx.channel().remoteAddress() instanceof InetSocketAddress remote)) {
      ctx.close();
      return;
    }
    InetAddress address = remote.getAddress();
    if (!admit(address)) {
      metrics.refused("too-many-connections");
      ctx.close();
      return;
    }
    ctx.channel().closeFuture().addListener(_ -> release(address));
    ctx.fireChannelActive();
  }

  private synchronized boolean admit(InetAddress address) {
    int open = perAddress.getOrDefault(address, 0);
    if (total >= limits.maxConnections()
        || (!address.isLoopbackAddress() && open >= limits.maxConnectionsPerAddress())) {
      return false;
    }
    total++;
    perAddress.put(address, open + 1);
    metrics.sockets.incrementAndGet();
    return true;
  }

  private synchronized void release(InetAddress address) {
    total--;
    perAddress.computeIfPresent(address, (_, open) -> open == 1 ? null : open - 1);
    metrics.sockets.decrementAndGet();
  }
}
