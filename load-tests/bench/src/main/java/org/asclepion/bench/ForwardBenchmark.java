package org.asclepion.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.route.Audience;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.Count;
import org.asclepion.media.route.Gathering;
import org.asclepion.media.route.PayloadTypes;
import org.asclepion.media.route.Peer;
import org.asclepion.media.route.PeerProfile;
import org.asclepion.media.route.PeerProfile.Section;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.HeaderExtension;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.RtpWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The router on one core: a picture of 1,100 bytes a packet to ten receivers, with their caches; an
 * operation is one packet sent. Sockets are left out, ciphers by choice.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ForwardBenchmark {
  private static final int FAN_OUT = 10;
  private static final int PACKET_BYTES = 1_100;
  private static final int VP8 = 96;

  /** More than is sent, or the picture would be left out. */
  private static final long RECEIVERS_BPS = 10_000_000;

  private static final long PACKET_NANOS = 4_000_000;
  private static final long TICK_NANOS = 20_000_000;

  @Param({"false", "true"})
  public boolean encrypt;

  private final RtpWriter writer = new RtpWriter();
  private final Router router = new Router(new Nobody());
  private ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(2_048);
  private Peer sender = router.join(0, profile(), router.gathering());
  private int sequence;
  private long nowNanos = 1_000_000_000L;

  private static PeerProfile profile() {
    return new PeerProfile(
        new ExtensionIds(Map.of(HeaderExtension.ABS_SEND_TIME, 2, HeaderExtension.TRANSPORT_CC, 3)),
        new PayloadTypes(Map.of(Codec.VP8, VP8), Map.of()),
        List.of(new Section("0", Source.CAMERA, List.of(1), List.of(), List.of())),
        List.of(),
        List.of(new SlotSpec(1_000, 0)),
        1,
        "bench");
  }

  @Setup
  public void gather() throws GeneralSecurityException {
    Gathering gathering = router.gathering();
    Audience.Builder audience = new Audience.Builder(1);
    sender = router.join(0, profile(), gathering);
    sender.opened(new Link(encrypt));
    for (int i = 1; i <= FAN_OUT; i++) {
      Peer receiver = router.join(i, profile(), gathering);
      receiver.opened(new Link(encrypt));
      ByteBuf remb = PooledByteBufAllocator.DEFAULT.directBuffer();
      RtcpWriter.remb(remb, 9, RECEIVERS_BPS, 1_000);
      receiver.rtcp(remb, nowNanos);
      remb.release();
      audience.sees(i, 0, Source.CAMERA, 0, 720);
    }
    gathering.publish(audience.build());
    for (int i = 0; i < 500; i++) {
      arrive(i % 100 == 0);
    }
    long before = router.count(Count.FORWARDED);
    arrive(false);
    if (router.count(Count.FORWARDED) != before + FAN_OUT) {
      throw new IllegalStateException("not everybody sees it");
    }
  }

  @Benchmark
  @OperationsPerInvocation(FAN_OUT)
  public void forward() {
    arrive(false);
  }

  private void arrive(boolean keyframe) {
    packet.clear();
    writer.begin(packet, true, VP8, sequence & 0xFFFF, sequence * 3_000, 1);
    writer.beginExtensions(packet, false);
    writer.extension(packet, 3, 2);
    packet.writeShort(sequence);
    writer.endExtensions(packet);
    packet.writeByte(0x90).writeByte(0x80).writeShort(0x8000 | (sequence & 0x7FFF));
    packet.writeMedium(keyframe ? 0 : 0x010000).writeMedium(0x9D012A);
    packet.writeZero(PACKET_BYTES - packet.readableBytes());
    sequence++;
    nowNanos += PACKET_NANOS;
    sender.rtp(packet, nowNanos);
    sender.burstEnded();
    if (nowNanos % TICK_NANOS == 0) {
      router.tick(nowNanos);
    }
  }

  /** Encrypts or not, and sends nowhere. */
  private static final class Link implements PeerLink {
    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = 12;

    private final boolean encrypt;
    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    private final byte[] nonce = new byte[12];
    private final byte[] plain = new byte[2_048];
    private final byte[] secret = new byte[2_048];
    private long packets;

    Link(boolean encrypt) throws GeneralSecurityException {
      this.encrypt = encrypt;
    }

    @Override
    public Executor loop() {
      return SAME_THREAD;
    }

    @Override
    public boolean protectRtp(ByteBuf packet) {
      if (!encrypt) {
        packet.writeZero(TAG_BYTES);
        return true;
      }
      packets++;
      for (int i = 0; i < Long.BYTES; i++) {
        nonce[i] = (byte) (packets >>> (8 * i));
      }
      int bytes = packet.readableBytes();
      packet.getBytes(packet.readerIndex(), plain, 0, bytes);
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(plain, 0, HEADER_BYTES);
        cipher.doFinal(plain, HEADER_BYTES, bytes - HEADER_BYTES, secret, 0);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
      packet.writerIndex(packet.readerIndex() + HEADER_BYTES);
      packet.writeBytes(secret, 0, bytes - HEADER_BYTES + TAG_BYTES);
      return true;
    }

    @Override
    public void send(ByteBuf packet) {
      packet.release();
    }

    @Override
    public void sendRtcp(ByteBuf packet) {
      packet.release();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final Executor SAME_THREAD = Runnable::run;

  /** Listens to nothing. */
  private static final class Nobody implements RouteListener {
    @Override
    public void talking(long participant, boolean talking, int loudness) {}

    @Override
    public void voice(long receiver, int slot, long who) {}

    @Override
    public void picture(long receiver, int slot, long who, Source source) {}
  }
}
