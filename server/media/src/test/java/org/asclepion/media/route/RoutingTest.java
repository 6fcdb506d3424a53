package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.asclepion.media.rtp.ArrivalLog;
import org.asclepion.media.rtp.RtcpReader;
import org.asclepion.media.rtp.RtcpWriter;
import org.asclepion.media.rtp.RtpPacket;
import org.asclepion.media.rtp.Vp8Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes through the router, and what it looks like on the other side. */
class RoutingTest {
  private final Hospital hospital = new Hospital();
  private final RtpPacket view = new RtpPacket(Hospital.IDS);

  @AfterEach
  void nothingIsKeptWhenAllHaveGone() {
    assertEquals(0, hospital.close(), "packets leaked");
  }

  private List<ByteBuf> sentTo(long id) {
    return hospital.link(id).rtp;
  }

  private void speak(Peer peer, int from, int packets, int level) {
    for (int i = 0; i < packets; i++) {
      hospital.now += 20 * Hospital.MILLI;
      hospital.arrives(peer, hospital.voice(from + i, level, peer.id()));
    }
  }

  @Test
  void aVoiceIsHeardUnderTheReceiversNumbers() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    speak(one, 65_535, 3, 30);
    List<ByteBuf> heard = sentTo(2);
    assertEquals(3, heard.size());
    int sequence = -1;
    for (ByteBuf packet : heard) {
      assertTrue(view.read(packet));
      assertEquals(1_000, view.ssrc());
      assertEquals(Hospital.OPUS, view.payloadType());
      assertEquals(30, view.audioLevel(packet));
      assertEquals(-1, view.transportSequence(packet), "voices are not numbered");
      assertEquals(sequence < 0, view.marker(), "the first one is marked");
      assertTrue(sequence < 0 || view.sequence() == sequence + 1);
      assertEquals(1, Hospital.mark(packet));
      sequence = view.sequence();
    }
    assertEquals(1, hospital.voices.get("2/0"));
    assertEquals(0, sentTo(1).size(), "nobody hears himself");
    assertEquals(3, hospital.router.count(Count.FORWARDED));
    assertEquals(3, hospital.link(2).flushes, "once each burst");
  }

  @Test
  void withoutAnAudienceNobodyHearsAnything() {
    Peer one = hospital.join(1);
    hospital.join(2);
    speak(one, 0, 5, 30);
    assertEquals(5, hospital.router.count(Count.NO_AUDIENCE));
    assertEquals(0, sentTo(2).size());
    ByteBuf next = hospital.voice(5, 30, 1);
    assertFalse(one.wants(next), "not even worth decrypting");
    hospital.together(1, 1, 2);
    assertTrue(one.wants(next));
    next.release();
    hospital.router.end(hospital.room);
    speak(one, 6, 1, 30);
    assertEquals(0, sentTo(2).size());
    assertEquals(1, hospital.router.count(Count.UNWANTED));
  }

  @Test
  void aMutedMicrophoneTakesNoSlotAndNoDecrypting() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    speak(one, 0, 5, 127);
    assertEquals(0, sentTo(2).size());
    ByteBuf silent = hospital.voice(5, 127, 1);
    assertFalse(one.wants(silent));
    speak(one, 6, 1, 20);
    assertTrue(one.wants(silent), "who has a slot is sent on, silent or not");
    silent.release();
    hospital.tick(1_000);
    RtcpReader reader = new RtcpReader();
    reader.begin(hospital.link(1).rtcp.getFirst());
    assertTrue(reader.next());
    assertEquals(0, reader.blockCumulativeLost(0), "what was not wanted is not lost");
  }

  @Test
  void aDenialHoldsUntilANewerAudience() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(5, 1, 2);
    speak(one, 0, 1, 30);
    boolean[] done = {false};
    hospital.room.deny(Denial.between(1, 2, 6)).thenRun(() -> done[0] = true);
    speak(one, 1, 1, 30);
    assertEquals(1, sentTo(2).size(), "at once, before any loop has run");
    assertFalse(done[0]);
    hospital.loop.run();
    assertTrue(done[0]);
    assertEquals(RouteListener.NOBODY, hospital.voices.get("2/0"));
    hospital.together(6, 1, 2);
    speak(one, 2, 1, 30);
    assertEquals(1, sentTo(2).size(), "version 6 may not know of it yet");
    hospital.together(7, 1, 2);
    speak(one, 3, 1, 30);
    assertEquals(2, sentTo(2).size());
    hospital.room.deny(Denial.between(1, 2, 6));
    speak(one, 4, 1, 30);
    assertEquals(3, sentTo(2).size(), "version 7 knew of it");
  }

  @Test
  void oneSourceIsDeniedAndTheOthersGoOn() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    hospital.room.deny(new Denial(1, Denial.EVERYBODY, Source.CAMERA, 1));
    speak(one, 0, 1, 30);
    assertEquals(1, sentTo(2).size());
    hospital.room.deny(new Denial(1, 2, Source.VOICE, 1));
    speak(one, 1, 1, 30);
    assertEquals(1, sentTo(2).size());
  }

  @Test
  void aRoomMayHaveOneHearFewerThanThereAreSlots() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2);
    Peer three = hospital.join(3);
    hospital.together(1, 1, 2, 3);
    speak(one, 0, 1, 30);
    speak(two, 0, 1, 30);
    assertEquals(2, hospital.voices.get("3/1"));
    three.hearAtMost(1);
    hospital.tick(200);
    assertEquals(RouteListener.NOBODY, hospital.voices.get("3/1"));
    speak(two, 1, 1, 30);
    assertEquals(RouteListener.NOBODY, hospital.voices.get("3/1"));
    three.hearAtMost(2);
    hospital.tick(200);
    speak(two, 2, 1, 30);
    assertEquals(2, hospital.voices.get("3/1"));
  }

  @Test
  void tooManyDenialsDenyEverything() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    for (int i = 0; i <= Ruling.MAX_DENIALS; i++) {
      hospital.room.deny(Denial.between(100 + i, 2, 1));
    }
    speak(one, 0, 1, 30);
    assertEquals(0, sentTo(2).size());
    assertEquals(1, hospital.room.ruling().denials().size());
    hospital.together(2, 1, 2);
    speak(one, 1, 1, 30);
    assertEquals(1, sentTo(2).size());
  }

  @Test
  void theLoudestAreHeardAndSlotsStayWithTheirPeople() {
    Peer[] people = new Peer[7];
    for (int i = 1; i <= 6; i++) {
      people[i] = hospital.join(i);
    }
    hospital.together(1, 1, 2, 3, 4, 5, 6);
    // Four slots; 2 to 5 come first and talk.
    for (int round = 0; round < 50; round++) {
      hospital.now += 20 * Hospital.MILLI;
      for (int i = 2; i <= 6; i++) {
        hospital.arrives(people[i], hospital.voice(round, i == 6 ? 33 : 30, i));
      }
    }
    assertEquals(Set.of(2L, 3L, 4L, 5L), heardBy(1), "a little softer displaces nobody");
    for (int round = 50; round < 100; round++) {
      hospital.now += 20 * Hospital.MILLI;
      for (int i = 2; i <= 6; i++) {
        hospital.arrives(people[i], hospital.voice(round, i == 6 ? 10 : 20 + 3 * i, i));
      }
    }
    assertEquals(Set.of(2L, 3L, 4L, 6L), heardBy(1), "much louder displaces the softest");
    Set<Long> before = Set.copyOf(heardBy(1));
    // 3 falls silent; after the hang-over 5 has its slot.
    for (int round = 100; round < 250; round++) {
      hospital.now += 20 * Hospital.MILLI;
      for (int i = 2; i <= 6; i++) {
        hospital.arrives(people[i], hospital.voice(round, i == 3 ? 90 : 26, i));
      }
      if (round == 110) {
        assertEquals(before, heardBy(1), "a breath is no silence");
      }
    }
    assertEquals(Set.of(2L, 4L, 5L, 6L), heardBy(1));
    assertTrue(hospital.router.count(Count.NOT_LOUDEST) > 0);
    assertEquals(4, hospital.voices.keySet().stream().filter(k -> k.startsWith("1/")).count());
  }

  private Set<Long> heardBy(long receiver) {
    Set<Long> heard = new TreeSet<>();
    hospital.voices.forEach(
        (slot, sender) -> {
          if (slot.startsWith(receiver + "/")) {
            heard.add(sender);
          }
        });
    return heard;
  }

  @Test
  void whoTalksIsToldSeldom() {
    Peer one = hospital.join(1);
    for (int i = 0; i < 100; i++) {
      speak(one, i, 1, i % 2 == 0 ? 10 : 60);
      hospital.tick(0);
    }
    assertEquals("1 talks", hospital.talk.getFirst());
    assertTrue(hospital.talk.size() <= 21, "" + hospital.talk.size());
    hospital.tick(1_000);
    assertEquals("1 is quiet", hospital.talk.getLast());
  }

  @Test
  void aPictureGoesByLayerFromItsKeyFrame() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    film(one, 0, 20, -1);
    hospital.tick(200);
    assertEquals(1, hospital.pictures.get("2/0"));
    hospital.tick(20);
    assertTrue(hospital.parts(1, RtcpReader::isPli) > 0, "a key frame is asked for");
    film(one, 20, 5, -1);
    assertEquals(0, sentTo(2).size(), "not without a key frame");
    int asked = hospital.parts(1, RtcpReader::isPli);
    hospital.tick(20);
    hospital.tick(20);
    assertEquals(asked, hospital.parts(1, RtcpReader::isPli), "not each tick anew");
    film(one, 25, 20, 30);
    List<ByteBuf> seen = sentTo(2);
    assertEquals(15, seen.size());
    Vp8Payload vp8 = new Vp8Payload();
    int sequence = -1;
    int picture = -1;
    for (ByteBuf packet : seen) {
      assertTrue(view.read(packet));
      assertEquals(2_000, view.ssrc());
      assertTrue(view.transportSequence(packet) >= 0);
      assertTrue(vp8.read(packet, view.payloadAt(), view.payloadBytes()));
      assertTrue(sequence >= 0 || vp8.keyframe());
      assertTrue(sequence < 0 || view.sequence() == sequence + 1);
      assertTrue(picture < 0 || vp8.pictureId() == picture + 1);
      sequence = view.sequence();
      picture = vp8.pictureId();
    }
  }

  /** Pictures of all three layers; every {@code keyframes}-th is a key frame. */
  private void film(Peer peer, int from, int pictures, int keyframes) {
    for (int i = from; i < from + pictures; i++) {
      hospital.now += 33 * Hospital.MILLI;
      for (int layer = 0; layer < 3; layer++) {
        boolean keyframe = keyframes > 0 && i % keyframes == 0;
        hospital.arrives(peer, hospital.camera(layer, i, keyframe, 200 << layer, 0));
      }
    }
  }

  @Test
  void aScreenInOneLayerIsTriedThoughNobodyKnowsThatItFits() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    for (int i = 0; i < 100; i++) {
      hospital.now += 20 * Hospital.MILLI;
      hospital.arrives(one, hospital.screen(i, i % 10 == 0, 0).writeZero(4_000));
      hospital.tick(0);
    }
    assertTrue(sentTo(2).size() > 50, "1.6 Mbit/s: " + sentTo(2).size());
  }

  @Test
  void aNarrowPathGetsALowerLayer() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2);
    hospital.together(1, 1, 2);
    film(one, 0, 40, 5);
    hospital.tick(200);
    hospital.tick(200);
    film(one, 40, 40, 5);
    assertEquals(720, heightSeen(), "800 kbit/s to begin with");
    ByteBuf remb = Hospital.buffer();
    RtcpWriter.remb(remb, 9, 80_000, 2_000);
    hospital.rtcp(two, remb);
    hospital.tick(200);
    film(one, 80, 10, 5);
    assertEquals(180, heightSeen());
    assertTrue(two.stats().bitsPerSecond() <= 800_000);
  }

  /** Of the key frame sent last to 2. */
  private int heightSeen() {
    Vp8Payload vp8 = new Vp8Payload();
    int height = 0;
    for (ByteBuf packet : sentTo(2)) {
      assertTrue(view.read(packet));
      assertTrue(vp8.read(packet, view.payloadAt(), view.payloadBytes()));
      height = vp8.keyframe() ? vp8.height() : height;
    }
    return height;
  }

  @Test
  void whatWasLostIsSentAgainByteForByte() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2);
    hospital.together(1, 1, 2);
    speak(one, 0, 3, 30);
    ByteBuf lost = sentTo(2).get(1);
    nack(two, 1_000, lost.getUnsignedShort(2));
    assertEquals(ByteBufUtil.hexDump(lost), ByteBufUtil.hexDump(sentTo(2).get(3)));
    hospital.room.deny(Denial.from(1, 1));
    hospital.now += 100 * Hospital.MILLI;
    nack(two, 1_000, lost.getUnsignedShort(2));
    assertEquals(4, sentTo(2).size(), "the cache obeys too, before any loop has run");
    assertEquals(1, hospital.router.count(Count.RESEND_DENIED));
  }

  private void nack(Peer from, int ssrc, int sequence) {
    hospital.now += 20 * Hospital.MILLI;
    ByteBuf nack = Hospital.buffer();
    RtcpWriter.nack(nack, 9, ssrc, new int[] {sequence}, 1);
    hospital.rtcp(from, nack);
  }

  @Test
  void whatWasLostIsSentAgainInAStreamOfItsOwn() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2, Hospital.profile(1, 1, true), hospital.room, hospital.loop);
    hospital.together(1, 1, 2);
    hospital.arrives(one, hospital.screen(1, true, 77));
    hospital.tick(200);
    hospital.arrives(one, hospital.screen(2, true, 78));
    assertTrue(view.read(sentTo(2).getFirst()));
    int sequence = view.sequence();
    nack(two, 2_000, sequence);
    ByteBuf again = sentTo(2).getLast();
    assertTrue(view.read(again));
    assertEquals(3_000, view.ssrc());
    assertEquals(Hospital.RTX, view.payloadType());
    assertEquals(sequence, again.getUnsignedShort(view.payloadAt()));
    assertEquals(78, Hospital.mark(again));
  }

  @Test
  void aNackCannotAskForMoreThanItsBound() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2);
    hospital.together(1, 1, 2);
    speak(one, 0, 1, 30);
    ByteBuf nack = Hospital.buffer();
    int[] all = new int[1_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    RtcpWriter.nack(nack, 9, 1_000, all, all.length);
    hospital.rtcp(two, nack);
    long tried = hospital.router.count(Count.RESENT) + hospital.router.count(Count.NOT_KEPT);
    assertEquals(Egress.MAX_RESENDS, tried);
  }

  @Test
  void aGapInAPictureIsAskedFor() {
    Peer one = hospital.join(1);
    for (int i : new int[] {1, 2, 5, 6}) {
      hospital.arrives(one, hospital.camera(0, i, true, 100, 0));
    }
    hospital.tick(20);
    assertEquals(1, hospital.parts(1, RtcpReader::isNack));
    assertEquals(1, hospital.parts(1, RtcpReader::isTransportCc));
    assertEquals(1, hospital.parts(1, part -> part.type() == RtcpReader.RECEIVER_REPORT));
  }

  @Test
  void aSendersClockBecomesOurs() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    speak(one, 100, 1, 30);
    ByteBuf report = Hospital.buffer();
    RtcpWriter.senderReport(report, 10, 0xE6A1_B2C3_8000_0000L, 100 * 960, 1, 8);
    hospital.rtcp(one, report);
    long atReport = hospital.now;
    hospital.tick(1_000);
    RtcpReader reader = new RtcpReader();
    reader.begin(hospital.link(2).rtcp.getLast());
    assertTrue(reader.next());
    assertEquals(RtcpReader.SENDER_REPORT, reader.type());
    assertEquals(1_000, reader.senderSsrc());
    assertEquals(Clock.ntp(hospital.now), reader.ntp());
    assertTrue(view.read(sentTo(2).getFirst()));
    long since = (hospital.now - atReport) / 1_000 * 48_000 / 1_000_000;
    assertEquals(view.timestamp() + (int) since, reader.rtpTimestamp(), 1);
    assertTrue(hospital.now - Clock.nanos(Clock.ntp(hospital.now)) <= 1, "there and back");
  }

  @Test
  void feedbackOfWhatWasSentMovesTheEstimate() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2);
    hospital.together(1, 1, 2);
    ArrivalLog log = new ArrivalLog();
    for (int i = 0; i < 600; i++) {
      hospital.now += 10 * Hospital.MILLI;
      hospital.arrives(one, hospital.camera(0, i, true, 1_000, 0));
      hospital.tick(0);
      for (ByteBuf packet : sentTo(2)) {
        assertTrue(view.read(packet));
        log.arrived(view.transportSequence(packet), hospital.now);
      }
      sentTo(2).clear();
      if (log.any() && i % 5 == 0) {
        ByteBuf report = Hospital.buffer();
        log.write(report, 9, 2_000);
        hospital.rtcp(two, report);
      }
    }
    hospital.tick(1_000);
    assertTrue(two.stats().bitsPerSecond() > 900_000, "" + two.stats());
    assertEquals(1, two.stats().pictures());
  }

  @Test
  void whoComesAgainPutsOutWhoWasThere() {
    Peer first = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    speak(first, 0, 1, 30);
    FakeLink before = hospital.link(1);
    Peer again = hospital.join(1);
    hospital.loop.run();
    assertTrue(before.closed);
    speak(first, 1, 1, 30);
    assertEquals(1, sentTo(2).size());
    speak(again, 7_000, 1, 30);
    assertEquals(2, sentTo(2).size());
    hospital.tick(200);
    assertEquals(1, Collections.frequency(hospital.voices.values(), 1L), "one slot, not two");
    hospital.link(1).close();
    hospital.tick(200);
    assertEquals(0, Collections.frequency(hospital.voices.values(), 1L));
  }

  @Test
  void packetsForABusyLoopAreBounded() {
    ManualLoop busy = new ManualLoop();
    Peer one = hospital.join(1);
    hospital.join(2, Hospital.profile(2, 1, false), hospital.room, busy);
    hospital.together(1, 1, 2);
    busy.run();
    speak(one, 0, Hub.MAX_HANDOVERS + 10, 30);
    assertEquals(10, hospital.router.count(Count.HANDOVER_FULL));
    busy.run();
    assertEquals(Hub.MAX_HANDOVERS, sentTo(2).size());
  }

  @Test
  void whatMakesNoSenseIsCounted() {
    Peer one = hospital.join(1);
    ByteBuf unknown = hospital.voice(0, 30, 1).setInt(8, 99);
    hospital.arrives(one, unknown);
    hospital.arrives(one, Hospital.buffer().writeInt(1));
    assertEquals(2, hospital.router.count(Count.UNREADABLE));
    assertThrows(
        IllegalArgumentException.class,
        () -> Hospital.profile(PeerProfile.MAX_SLOTS + 1, 0, false));
  }

  @Test
  void whatBelongsToNoStreamIsAnsweredAndHoldsNobodyUp() {
    Peer one = hospital.join(1);
    Peer two = hospital.join(2);
    hospital.together(1, 1, 2);
    hospital.arrives(one, hospital.numbered(77));
    speak(two, 0, 1, 30);
    hospital.link(2).rtcp.clear();
    hospital.tick(2_000);
    assertEquals(1, hospital.router.count(Count.UNREADABLE));
    assertFalse(hospital.link(1).rtcp.isEmpty(), "feedback about the path");
    assertFalse(hospital.link(2).rtcp.isEmpty(), "a report for the next one");
  }

  @Test
  void aFaultWithOnePeerEndsThatPeerAlone() {
    RouteListener broken =
        new RouteListener() {
          @Override
          public void talking(long participant, boolean talking, int loudness) {
            throw new IllegalStateException("on purpose");
          }

          @Override
          public void voice(long receiver, int slot, long sender) {}

          @Override
          public void picture(long receiver, int slot, long sender, Source source) {}
        };
    Peer one = hospital.join(1, broken);
    Peer two = hospital.join(2);
    hospital.together(1, 1, 2);
    speak(two, 0, 1, 30);
    speak(one, 0, 100, 30);
    hospital.link(2).rtcp.clear();
    assertThrows(IllegalStateException.class, () -> hospital.tick(20));
    assertTrue(hospital.link(1).closed);
    assertFalse(hospital.link(2).rtcp.isEmpty(), "a report for the next one");
    hospital.tick(2_000);
  }

  @Test
  void whoArrivesKeepsHisPacket() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.together(1, 1, 2);
    ByteBuf voice = hospital.voice(0, 30, 1).retain();
    hospital.arrives(one, voice);
    assertEquals(1, voice.refCnt());
    voice.release();
    assertEquals(1, one.holders());
    hospital.close();
    assertEquals(0, one.holders());
  }

  /** A device's picture in units of H.264: parameters, or a part of another picture. */
  private ByteBuf unit(int sequence, boolean keyframe, int type, long mark) {
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(128);
    hospital.writer.begin(packet, true, type, sequence, sequence * 3_000, 30);
    return packet.writeByte(keyframe ? 0x67 : 0x41).writeMedium(0x42C01F).writeLong(mark);
  }

  @Test
  void h264GoesToThoseWhoHaveItFromAKeyFrameOn() {
    PeerProfile known = Hospital.profile(0, 1, true);
    PayloadTypes device = new PayloadTypes(Map.of(Codec.H264, 100), Map.of());
    PayloadTypes browser =
        new PayloadTypes(
            Map.of(Codec.VP8, Hospital.VP8, Codec.H264, 102),
            Map.of(Hospital.RTX, Hospital.VP8, 103, 102));
    Peer one = hospital.join(1, with(known, device), hospital.room, hospital.loop);
    Peer two = hospital.join(2, with(known, browser), hospital.room, hospital.loop);
    hospital.join(3, known, hospital.room, hospital.loop);
    hospital.together(1, 1, 2, 3);
    hospital.arrives(one, unit(1, false, 100, 1));
    hospital.tick(300);
    hospital.arrives(one, unit(2, false, 100, 1));
    assertEquals(0, sentTo(2).size(), "not in the middle of a picture");
    hospital.tick(20);
    assertEquals(1, hospital.parts(1, RtcpReader::isPli));
    hospital.arrives(one, unit(3, true, 100, 1));
    hospital.arrives(one, unit(4, false, 100, 1));
    assertEquals(2, sentTo(2).size());
    assertTrue(view.read(sentTo(2).getFirst()));
    assertEquals(102, view.payloadType(), "under the receiver's own type");
    assertEquals(0x67, sentTo(2).getFirst().getByte(view.payloadAt()));
    assertEquals(0, sentTo(3).size(), "who has no H.264 gets none of it");
    assertTrue(hospital.router.count(Count.NO_CODEC) > 0);
    ByteBuf nack = Hospital.buffer();
    RtcpWriter.nack(nack, 9, view.ssrc(), new int[] {view.sequence()}, 1);
    hospital.now += 100 * Hospital.MILLI;
    hospital.rtcp(two, nack);
    assertTrue(view.read(sentTo(2).get(2)));
    assertEquals(103, view.payloadType(), "repaired by the type that is for H.264");
  }

  private static PeerProfile with(PeerProfile known, PayloadTypes types) {
    return new PeerProfile(
        known.extensions(),
        types,
        known.sections(),
        known.voices(),
        known.pictures(),
        known.reporterSsrc(),
        known.cname());
  }
}
