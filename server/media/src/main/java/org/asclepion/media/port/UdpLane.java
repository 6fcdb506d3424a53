package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentMap;
import org.asclepion.media.ice.Lane;

/** The way to one address over the port's socket. Used on its peer's loop. */
final class UdpLane implements PortLane {
  private final Channel channel;
  private final InetSocketAddress remote;
  private final ConcurrentMap<InetSocketAddress, Claim> table;
  private final PortMeter meter;

  UdpLane(
      Channel channel,
      InetSocketAddress remote,
      ConcurrentMap<InetSocketAddress, Claim> table,
      PortMeter meter) {
    this.channel = channel;
    this.remote = remote;
    this.table = table;
    this.meter = meter;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public boolean isSame(Lane other) {
    return other instanceof UdpLane udp && udp.remote.equals(remote);
  }

  @Override
  public void write(ByteBuf packet) {
    if (!channel.isWritable()) {
      meter.count(PortCounter.SEND_DROPPED);
      packet.release();
      return;
    }
    meter.count(PortCounter.PACKETS_SENT);
    meter.add(PortCounter.BYTES_SENT, packet.readableBytes());
    var _ = channel.write(new DatagramPacket(packet, remote), channel.voidPromise());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public boolean claim(Claim claim) {
    Claim before = table.putIfAbsent(remote, claim);
    return before == null || before.peer() == claim.peer();
  }

  @Override
  public void release(Peer peer) {
    Claim claim = table.get(remote);
    if (claim != null && claim.peer() == peer) {
      table.remove(remote, claim);
    }
  }
}
