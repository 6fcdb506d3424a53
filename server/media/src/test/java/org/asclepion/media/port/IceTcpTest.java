package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IceTcpTest {
  private final InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private final PortCounters counters = new PortCounters();
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final MediaPort port;
  private final Channel listening;

  IceTcpTest() throws Exception {
    port = new MediaPort(MediaPortOptions.on(any), counters);
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    port.tcpHandlers().forEach(channel.pipeline()::addLast);
                  }
                })
            .bind(any)
            .syncUninterruptibly()
            .channel();
  }

  @AfterEach
  void close() {
    port.close();
    var _ = group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    assertEquals(0, counters.get(PortCounter.FAULTS), () -> "" + counters.lastFault());
  }

  @Test
  void aCheckIsAnsweredAndThePathIsThePeersUntilTheConnectionEnds() throws Exception {
    IceCredentials mine = IceCredentials.random(new SecureRandom());
    Listener listener = new Listener(false);
    Fingerprint nobody = Fingerprint.sha256(new byte[] {1});
    Peer peer = port.add(new RemoteEnd(mine, nobody), listener);
    assertNotNull(peer);
    try (Socket socket = connect()) {
      byte[] check = check(peer.local(), mine);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      // In two parts, as a stream may bring it.
      out.writeShort(check.length);
      out.write(check, 0, 30);
      out.flush();
      out.write(check, 30, check.length - 30);
      StunMessage message = new StunMessage();
      assertTrue(message.parse(frame(in)));
      assertEquals(Stun.BINDING_SUCCESS, message.type());
      assertTrue(message.isSignedBy(new StunKey(peer.local().password())));
      assertEquals(socket.getLocalSocketAddress(), message.mappedAddress());
      assertTrue(message.parse(frame(in)));
      assertEquals(Stun.BINDING_REQUEST, message.type(), "and asked back");
      peer.close();
      assertEquals("closed", listener.closed());
      assertEquals(-1, in.read(), "the connection goes with the peer");
    }
  }

  @Test
  void whatDoesNotBeginWithACheckIsClosed() throws Exception {
    for (byte[] start : new byte[][] {{0, 5, 22, 1, 2, 3, 4}, {(byte) 0xFF, (byte) 0xFF, 0, 1}}) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write(start);
        assertEquals(-1, socket.getInputStream().read());
      }
    }
    assertEquals(1, counters.get(PortCounter.FROM_STRANGERS));
  }

  @Test
  void aConnectionThatStaysNobodysIsClosedInTheEnd() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    port.tcpHandlers().forEach(channel.pipeline()::addLast);
    IceCredentials nobody = IceCredentials.random(new SecureRandom());
    byte[] forged = check(nobody, nobody);
    channel.writeInbound(Unpooled.buffer().writeShort(forged.length).writeBytes(forged));
    channel.advanceTimeBy(IceTcp.UNPROVEN_SECONDS * 1_000L - 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertTrue(channel.isOpen());
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    assertFalse(channel.isOpen());
    assertEquals(1, counters.get(PortCounter.STUN_FORGED));
    channel.finishAndReleaseAll();
  }

  @Test
  void theFirstBytesTell() {
    IceCredentials one = IceCredentials.random(new SecureRandom());
    byte[] check = check(one, one);
    ByteBuf framed = Unpooled.buffer().writeShort(check.length).writeBytes(check);
    assertTrue(IceTcp.isLikely(framed));
    assertFalse(IceTcp.isLikely(framed.slice(0, 9)));
    assertFalse(
        IceTcp.isLikely(
            Unpooled.wrappedBuffer("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII))));
    assertFalse(
        IceTcp.isLikely(Unpooled.wrappedBuffer(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, 0, 3, 3})));
  }

  private Socket connect() throws Exception {
    InetSocketAddress to = (InetSocketAddress) listening.localAddress();
    Socket socket = new Socket(to.getAddress(), to.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static ByteBuf frame(DataInputStream in) throws Exception {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return Unpooled.wrappedBuffer(bytes);
  }

  private static byte[] check(IceCredentials to, IceCredentials from) {
    ByteBuf out = Unpooled.buffer();
    new StunWriter()
        .begin(Stun.BINDING_REQUEST, 1, 2)
        .username(to.ufrag() + ":" + from.ufrag())
        .controlling(5)
        .useCandidate()
        .end(new StunKey(to.password()))
        .copyTo(out);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }
}
