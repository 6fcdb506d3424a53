package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.asclepion.media.dtls.TestDtlsClient;
import org.asclepion.media.ice.IceCredentials;
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
 * The other side, on a plain blocking socket: a full and controlling agent of ICE, the client of a
 * handshake, both ends of SRTP. Owned by the test's thread.
 */
final class TestPeer implements AutoCloseable {
  static final int PATIENCE_MILLIS = 10_000;

  final IceCredentials mine = IceCredentials.random(new SecureRandom());
  final TestDtlsClient client = new TestDtlsClient(new SecureRandom(), Instant.now());
  private final StunMessage message = new StunMessage();
  private final StunWriter writer = new StunWriter();
  private final Random random = new Random(11);
  private final Queue<byte[]> dtls = new ArrayDeque<>();
  private final Queue<byte[]> media = new ArrayDeque<>();
  private final InetSocketAddress server;
  private DatagramSocket socket;

  /** Whether it answers the server's checks. */
  boolean answers = true;

  /** The server's checks that came. */
  int checksSeen;

  private int checkHigh;
  private long answeredHigh = Long.MIN_VALUE;
  private int error;

  long bytesSent;
  long bytesReceived;
  @Nullable SrtpSender sender;
  @Nullable SrtpReceiver receiver;
  private @Nullable IceCredentials theirs;

  TestPeer(InetSocketAddress server) throws IOException {
    this.server = server;
    socket = socket();
  }

  RemoteEnd end() {
    return new RemoteEnd(mine, client.fingerprint());
  }

  void knows(IceCredentials credentials) {
    theirs = credentials;
  }

  /** Leaves its address for another one, as a telephone does between networks. */
  void roam() throws IOException {
    socket.close();
    socket = socket();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Checks until there is an answer. */
  void check(boolean useCandidate) throws IOException {
    check(mine, useCandidate);
    long high = checkHigh;
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (System.nanoTime() < end) {
      if (pump(PATIENCE_MILLIS) && answeredHigh == high) {
        return;
      }
    }
    throw new AssertionError("the check was not answered");
  }

  /** As {@link #roam}, then nominates the new address and waits until the server has asked back. */
  void roamAndSettle() throws IOException {
    roam();
    int before = checksSeen;
    check(true);
    while (checksSeen == before) {
      assertTrue(pump(PATIENCE_MILLIS), "the server did not ask back");
    }
  }

  /** Sends a check and does not wait. */
  void check(IceCredentials own, boolean useCandidate) throws IOException {
    IceCredentials to = credentials();
    checkHigh = random.nextInt();
    writer
        .begin(Stun.BINDING_REQUEST, checkHigh, random.nextLong())
        .username(to.ufrag() + ":" + own.ufrag())
        .priority(1)
        .controlling(5);
    if (useCandidate) {
      writer.useCandidate();
    }
    send(writer.end(new StunKey(to.password())));
  }

  /** From the first check to keys. */
  void connect(List<SrtpProfile> profiles) throws IOException {
    check(true);
    handshake(profiles);
  }

  void handshake(List<SrtpProfile> profiles) throws IOException {
    client.handshake(profiles, new Transport());
    SrtpScratch scratch = new SrtpScratch();
    sender = client.keys().clientSender(scratch);
    receiver = client.keys().clientReceiver(scratch);
  }

  void sayGoodbye() throws IOException {
    client.close();
  }

  void sendRtp(int ssrc, int sequence, byte[] payload) throws IOException {
    send(sealed(ssrc, sequence, payload));
  }

  byte[] sealed(int ssrc, int sequence, byte[] payload) {
    return sealed(111, ssrc, sequence, payload);
  }

  byte[] sealed(int payloadType, int ssrc, int sequence, byte[] payload) {
    ByteBuf packet = Unpooled.buffer();
    packet.writeByte(0x80).writeByte(payloadType).writeShort(sequence).writeInt(960 * sequence);
    packet.writeInt(ssrc).writeBytes(payload);
    assertTrue(present(sender).protectRtp(packet));
    byte[] bytes = new byte[packet.readableBytes()];
    packet.readBytes(bytes);
    return bytes;
  }

  /** The next media packet, opened. */
  ByteBuf nextRtp() throws IOException {
    ByteBuf packet = Unpooled.wrappedBuffer(next(media)).copy();
    assertEquals(SrtpReceiver.Verdict.OPENED, present(receiver).unprotectRtp(packet));
    return packet;
  }

  /** The next RTP packet as it came; RTCP before it is thrown away. */
  ByteBuf nextSealed() throws IOException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    ByteBuf packet = Unpooled.wrappedBuffer(next(media));
    while (Protocol.of(packet) == Protocol.RTCP) {
      assertTrue(System.nanoTime() < end, "nothing but reports came");
      packet = Unpooled.wrappedBuffer(next(media));
    }
    return packet;
  }

  SrtpReceiver.Verdict open(ByteBuf sealed) {
    return present(receiver).unprotectRtp(sealed);
  }

  /** Sends a compound RTCP packet. */
  void sendRtcp(ByteBuf plain) throws IOException {
    assertTrue(present(sender).protectRtcp(plain));
    byte[] bytes = new byte[plain.readableBytes()];
    plain.readBytes(bytes);
    send(bytes);
  }

  void send(byte[] bytes) throws IOException {
    bytesSent += bytes.length;
    socket.send(new DatagramPacket(bytes, bytes.length, server));
  }

  void send(StunWriter written) throws IOException {
    ByteBuf out = Unpooled.buffer();
    written.copyTo(out);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    send(bytes);
  }

  /** Takes one packet and does what it asks for; false when none came. */
  boolean pump(int waitMillis) throws IOException {
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.setSoTimeout(Math.max(1, waitMillis));
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException _) {
      return false;
    }
    bytesReceived += packet.getLength();
    byte[] bytes = Arrays.copyOf(buffer, packet.getLength());
    ByteBuf seen = Unpooled.wrappedBuffer(bytes);
    switch (Protocol.of(seen)) {
      case STUN -> stun(seen);
      case DTLS -> dtls.add(bytes);
      case RTP, RTCP -> media.add(bytes);
      case NONE -> throw new AssertionError("nothing that we know");
    }
    return true;
  }

  private void stun(ByteBuf seen) throws IOException {
    assertTrue(message.parse(seen));
    if (message.type() == Stun.BINDING_REQUEST) {
      assertTrue(message.isSignedBy(new StunKey(mine.password())));
      checksSeen++;
      if (answers) {
        writer.answer(Stun.BINDING_SUCCESS, message).mappedAddress(server);
        send(writer.end(new StunKey(mine.password())));
      }
    } else if (message.type() == Stun.BINDING_SUCCESS) {
      assertTrue(message.isSignedBy(new StunKey(credentials().password())));
      assertEquals(address().getPort(), present(message.mappedAddress()).getPort());
      answeredHigh = message.transactionHigh();
    } else {
      error = message.errorCode();
    }
  }

  void awaitError(int code) throws IOException {
    while (error != code) {
      assertTrue(pump(PATIENCE_MILLIS), "no error came");
    }
  }

  /** A media packet that came, or null; does not wait. */
  byte @Nullable [] mediaOrNull() {
    return media.poll();
  }

  private byte[] next(Queue<byte[]> queue) throws IOException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (queue.isEmpty()) {
      assertTrue(System.nanoTime() < end, "nothing came");
      pump(PATIENCE_MILLIS);
    }
    return queue.remove();
  }

  private IceCredentials credentials() {
    return present(theirs);
  }

  private static <T> T present(@Nullable T value) {
    assertNotNull(value);
    return value;
  }

  private static DatagramSocket socket() throws IOException {
    return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Override
  public void close() {
    socket.close();
  }

  /** The socket as a handshake sees it; checks are answered on the way. */
  private final class Transport implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return 2_048;
    }

    @Override
    public int getSendLimit() {
      return 1_200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      long end = System.nanoTime() + waitMillis * 1_000_000L;
      while (dtls.isEmpty()) {
        long left = (end - System.nanoTime()) / 1_000_000L;
        if (left <= 0) {
          return -1;
        }
        pump((int) left);
      }
      byte[] next = dtls.remove();
      System.arraycopy(next, 0, buffer, offset, next.length);
      return next.length;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
      TestPeer.this.send(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {
      // The socket is the test's.
    }
  }
}
