package org.asclepion.media.port;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.asclepion.media.ice.Lane;
import org.jspecify.annotations.Nullable;

/**
 * The way to a peer over its TCP connection. Used on the peer's loop; the connection has another
 * one.
 *
 * <pre>
 * +-----------+--------------------+
 * | length, 2 | packet             |   RFC 4571
 * +-----------+--------------------+
 * </pre>
 */
final class TcpLane implements PortLane {
  private final Channel channel;
  private final PortMeter meter;
  private final AtomicReference<@Nullable Claim> owner = new AtomicReference<>();

  TcpLane(Channel channel, PortMeter meter) {
    this.channel = channel;
    this.meter = meter;
  }

  @Nullable Claim owner() {
    return owner.get();
  }

  @Override
  public InetSocketAddress remote() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public boolean isSame(Lane other) {
    return other == this;
  }

  @Override
  public void write(ByteBuf packet) {
    if (!channel.isWritable()) {
      meter.count(PortCounter.SEND_DROPPED);
      packet.release();
      return;
    }
    int bytes = packet.readableBytes();
    meter.count(PortCounter.PACKETS_SENT);
    meter.add(PortCounter.BYTES_SENT, bytes);
    ByteBuf framed = channel.alloc().directBuffer(2 + bytes);
    framed.writeShort(bytes).writeBytes(packet);
    packet.release();
    var _ = channel.write(framed, channel.voidPromise());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public boolean claim(Claim claim) {
    Claim before = owner.compareAndExchange(null, claim);
    return before == null || before.peer() == claim.peer();
  }

  @Override
  public void release(Peer peer) {
    Claim claim = owner.get();
    if (claim != null && claim.peer() == peer) {
      var _ = channel.close();
    }
  }
}
