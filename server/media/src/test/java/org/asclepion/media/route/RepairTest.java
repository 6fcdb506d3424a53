package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.Map;
import org.asclepion.media.rtp.RtpPacket;
import org.asclepion.media.rtp.RtpWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Copies of a voice's earlier frames, and pictures whose packets came again. */
class RepairTest {
  private static final int RED = 63;

  private final Hospital hospital = new Hospital();
  private final RtpPacket view = new RtpPacket(Hospital.IDS);

  @AfterEach
  void nothingIsKeptWhenAllHaveGone() {
    assertEquals(0, hospital.close(), "packets leaked");
  }

  private static PeerProfile with(Map<Codec, Integer> types) {
    PeerProfile plain = Hospital.profile(4, 4, false);
    return new PeerProfile(
        plain.extensions(),
        new PayloadTypes(types, Map.of()),
        plain.sections(),
        plain.voices(),
        plain.pictures(),
        plain.reporterSsrc(),
        plain.cname());
  }

  /** A voice's packet with a payload of RFC 2198. */
  private ByteBuf copies(int sequence, String payload) {
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(64);
    RtpWriter writer = hospital.writer;
    writer.begin(packet, false, RED, sequence, sequence * 960, 10);
    writer.beginExtensions(packet, false);
    writer.extension(packet, 1, 1);
    packet.writeByte(0x80 | Hospital.LOUD);
    writer.endExtensions(packet);
    return packet.writeBytes(ByteBufUtil.decodeHexDump(payload));
  }

  /** Type and payload of the last packet to somebody. */
  private String last(long id) {
    ByteBuf packet = hospital.link(id).rtp.getLast();
    assertTrue(view.read(packet));
    int bytes = view.payloadBytes() - FakeLink.TAG_BYTES;
    return view.payloadType() + " " + ByteBufUtil.hexDump(packet, view.payloadAt(), bytes);
  }

  @Test
  void whoKnowsNothingOfCopiesGetsTheFrameAlone() {
    Peer speaker =
        hospital.join(
            1, with(Map.of(Codec.OPUS, 111, Codec.RED, RED)), hospital.room, hospital.loop);
    hospital.join(2, with(Map.of(Codec.OPUS, 109)), hospital.room, hospital.loop);
    hospital.join(3, with(Map.of(Codec.OPUS, 120, Codec.RED, 121)), hospital.room, hospital.loop);
    hospital.together(1, 1, 2, 3);
    hospital.arrives(speaker, copies(1, "ef0f0003" + "6f" + "aaaaaa" + "bbbb"));
    assertEquals("109 bbbb", last(2));
    assertEquals("121 " + "f80f0003" + "78" + "aaaaaa" + "bbbb", last(3), "by their own types");
  }

  @Test
  void copiesThatMakeNoSenseGoNowhere() {
    Peer speaker =
        hospital.join(
            1, with(Map.of(Codec.OPUS, 111, Codec.RED, RED)), hospital.room, hospital.loop);
    hospital.join(2);
    hospital.together(1, 1, 2);
    hospital.arrives(speaker, copies(1, "ef0f03ff" + "6f" + "aaaaaa"));
    assertEquals(List.of(), hospital.link(2).rtp);
    assertEquals(1, hospital.router.count(Count.UNREADABLE));
  }

  /** What followed a key frame's lost beginning was not sent, and nobody could ask for it. */
  @Test
  void nothingBeginsWithARepairedPacket() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    for (int i = 0; i < 10; i++) {
      hospital.now += 20 * Hospital.MILLI;
      hospital.arrives(one, hospital.screen(i, false, 0));
    }
    hospital.tick(200);
    hospital.arrives(one, hospital.screen(11, false, 0));
    hospital.arrives(one, again(hospital.screen(10, true, 0), 10));
    assertEquals(0, hospital.link(2).rtp.size());
    hospital.arrives(one, hospital.screen(12, true, 0));
    assertEquals(1, hospital.link(2).rtp.size());
  }

  /** The retransmission of a screen's packet (RFC 4588). */
  private ByteBuf again(ByteBuf packet, int sequence) {
    assertTrue(view.read(packet));
    ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(packet.readableBytes() + 2);
    hospital.writer.begin(out, true, Hospital.RTX, 1, sequence * 3_000, 31);
    out.writeShort(sequence).writeBytes(packet, view.payloadAt(), view.payloadBytes());
    packet.release();
    return out;
  }
}
