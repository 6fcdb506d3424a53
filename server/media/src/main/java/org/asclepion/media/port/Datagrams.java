package org.asclepion.media.port;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/** Brings a socket's packets to its loop. On that loop's thread. */
final class Datagrams extends ChannelInboundHandlerAdapter {
  private final MediaLoop loop;
  private final PortMeter meter;

  Datagrams(MediaLoop loop, PortMeter meter) {
    this.loop = loop;
    this.meter = meter;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    DatagramPacket datagram = (DatagramPacket) read;
    try {
      loop.datagram(datagram.content(), datagram.sender());
    } finally {
      datagram.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    loop.burstEnded();
  }

  /** A packet that the system would not send, such as to an unreachable net: the next may do. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    meter.fault(cause);
  }
}
