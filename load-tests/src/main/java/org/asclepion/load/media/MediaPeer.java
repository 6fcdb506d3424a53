package org.asclepion.load.media;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.dtls.DtlsIdentity;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.srtp.SrtpKeys;
import org.asclepion.media.srtp.SrtpProfile;
import org.asclepion.media.srtp.SrtpReceiver;
import org.asclepion.media.srtp.SrtpScratch;
import org.asclepion.media.srtp.SrtpSender;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * A participant's end of a media path, on a socket of its own: the controlling agent of ICE, the
 * client of DTLS, both directions of SRTP. Owned by its loop; {@link #connect} may be called from
 * any thread.
 */
final class MediaPeer extends ChannelInboundHandlerAdapter implements AutoCloseable {
  private static final int PACKET_BYTES = 2_048;
  private static final int PACKETS_PER_CALL = 64;
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  /** Datagrams of a handshake that wait for its thread; more are dropped, as a network may. */
  private static final int HANDSHAKE_QUEUE = 64;

  /** Between two checks of ours, before there is an answer and after (RFC 7675). */
  private static final long CHECK_MILLIS = 100;

  private static final long CONSENT_MILLIS = 4_000;
  private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.AEAD_AES_128_GCM);

  private final IceCredentials mine = IceCredentials.random(new SecureRandom());
  private final StunKey mineKey = new StunKey(mine.password());
  private final StunMessage message = new StunMessage();
  private final StunWriter writer = new StunWriter();
  private final BlockingQueue<byte[]> handshaking = new ArrayBlockingQueue<>(HANDSHAKE_QUEUE);
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final SrtpScratch scratch;
  private final MediaEar ear;
  private final EventLoop loop;
  private final Channel channel;
  private @Nullable Reached server;
  private @Nullable StunKey serverKey;
  private @Nullable SrtpSender sender;
  private @Nullable SrtpReceiver receiver;
  private long checks;

  /** Binds a socket on an address of this machine; any thread but the loop's. */
  MediaPeer(EventLoop loop, InetAddress near, SrtpScratch scratch, MediaEar ear) {
    this.loop = loop;
    this.scratch = scratch;
    this.ear = ear;
    channel =
        new Bootstrap()
            .group(loop)
            .channel(EpollDatagramChannel.class)
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
            .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, PACKET_BYTES)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(PACKET_BYTES * PACKETS_PER_CALL))
            .handler(this)
            .bind(new InetSocketAddress(near, 0))
            .syncUninterruptibly()
            .channel();
  }

  IceCredentials mine() {
    return mine;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** From the first check to keys; blocks, on a thread that is not the loop's. */
  void connect(Reached to, DtlsIdentity identity) throws IOException {
    loop.execute(() -> check(to));
    try {
      answered.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IOException("no answer to a check from " + to.address(), e);
    }
    SrtpKeys keys =
        DtlsClient.handshake(identity, to.fingerprint(), PROFILES, new Handshake(to.address()));
    CompletableFuture<Void> opened = new CompletableFuture<>();
    loop.execute(
        () -> {
          sender = keys.clientSender(scratch);
          receiver = keys.clientReceiver(scratch);
          opened.complete(null);
        });
    opened.join();
  }

  /** Checks, and goes on checking while there is a socket. */
  private void check(Reached to) {
    if (!channel.isOpen()) {
      return;
    }
    if (server == null) {
      server = to;
      serverKey = new StunKey(to.credentials().password());
    }
    writer
        .begin(Stun.BINDING_REQUEST, 1, ++checks)
        .username(to.credentials().ufrag() + ":" + mine.ufrag())
        .priority(1)
        .controlling(mine.hashCode())
        .useCandidate();
    stun(writer.end(keyOf(to)));
    long again = answered.isDone() ? CONSENT_MILLIS : CHECK_MILLIS;
    var _ = loop.schedule(() -> check(to), again, TimeUnit.MILLISECONDS);
  }

  private StunKey keyOf(Reached to) {
    StunKey key = serverKey;
    return key == null ? new StunKey(to.credentials().password()) : key;
  }

  private void stun(StunWriter written) {
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(written.length());
    written.copyTo(out);
    write(out);
    flush();
  }

  /** Takes over the buffer. */
  private void write(ByteBuf packet) {
    Reached to = server;
    if (to == null) {
      packet.release();
    } else {
      var _ = channel.write(new DatagramPacket(packet, to.address()), channel.voidPromise());
    }
  }

  /** Protects a packet and sends it with the next {@link #flush}; takes over the buffer. */
  void sendRtp(ByteBuf plain) {
    SrtpSender ready = sender;
    if (ready != null && ready.protectRtp(plain)) {
      write(plain);
    } else {
      plain.release();
    }
  }

  /** As {@link #sendRtp}. */
  void sendRtcp(ByteBuf plain) {
    SrtpSender ready = sender;
    if (ready != null && ready.protectRtcp(plain)) {
      write(plain);
    } else {
      plain.release();
    }
  }

  void flush() {
    channel.flush();
  }

  /** Decrypts a packet in place; false when it is not authentic, or came before. */
  boolean open(ByteBuf sealed) {
    SrtpReceiver ready = receiver;
    return ready != null && ready.unprotectRtp(sealed) == SrtpReceiver.Verdict.OPENED;
  }

  /**
   * Reads what the kernel holds only when told to, by {@link #read}: many packets for one call and
   * no waking, for those whose delays nobody looks at.
   */
  void lazy() {
    channel.config().setAutoRead(false);
  }

  void read() {
    channel.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    DatagramPacket datagram = (DatagramPacket) read;
    try {
      ByteBuf packet = datagram.content();
      if (packet.readableBytes() >= 12) {
        take(packet);
      }
    } finally {
      datagram.release();
    }
  }

  /** By the first bytes (RFC 7983, RFC 5761). */
  private void take(ByteBuf packet) {
    int first = packet.getUnsignedByte(packet.readerIndex());
    int second = packet.getUnsignedByte(packet.readerIndex() + 1);
    if (first < 4) {
      stun(packet);
    } else if (first < 64) {
      byte[] bytes = new byte[packet.readableBytes()];
      packet.readBytes(bytes);
      var _ = handshaking.offer(bytes);
    } else if (second >= 192 && second <= 223) {
      SrtpReceiver ready = receiver;
      if (ready != null && ready.unprotectRtcp(packet) == SrtpReceiver.Verdict.OPENED) {
        ear.rtcp(packet, System.nanoTime());
      }
    } else {
      ear.rtp(packet, System.nanoTime());
    }
  }

  private void stun(ByteBuf packet) {
    Reached from = server;
    if (!message.parse(packet) || from == null) {
      return;
    }
    if (message.type() == Stun.BINDING_REQUEST && message.isSignedBy(mineKey)) {
      writer.answer(Stun.BINDING_SUCCESS, message).mappedAddress(from.address());
      stun(writer.end(mineKey));
    } else if (message.type() == Stun.BINDING_SUCCESS && message.isSignedBy(keyOf(from))) {
      answered.complete(null);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A refused packet shows in what was not delivered.
    context.fireExceptionCaught(cause);
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  /** The socket as a handshake's thread sees it. */
  private final class Handshake implements DatagramTransport {
    private final InetSocketAddress to;

    Handshake(InetSocketAddress to) {
      this.to = to;
    }

    @Override
    public int getReceiveLimit() {
      return PACKET_BYTES;
    }

    @Override
    public int getSendLimit() {
      return 1_200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        byte[] next = handshaking.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (next == null) {
          return -1;
        }
        int bytes = Math.min(length, next.length);
        System.arraycopy(next, 0, buffer, offset, bytes);
        return bytes;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      ByteBuf copy = Unpooled.copiedBuffer(buffer, offset, length);
      var _ = channel.writeAndFlush(new DatagramPacket(copy, to));
    }

    @Override
    public void close() {
      // The socket is the peer's.
    }
  }
}
