package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.asclepion.media.route.PeerProfile.Section;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.HeaderExtension;
import org.asclepion.media.rtp.RtcpReader;
import org.asclepion.media.rtp.RtpWriter;

/** A router with peers on manual loops, and packets for them. */
final class Hospital implements RouteListener {
  static final long MILLI = 1_000_000L;
  static final int LOUD = 20;
  static final int OPUS = 111;
  static final int VP8 = 96;
  static final int RTX = 97;
  static final ExtensionIds IDS =
      new ExtensionIds(
          Map.of(
              HeaderExtension.AUDIO_LEVEL, 1,
              HeaderExtension.ABS_SEND_TIME, 2,
              HeaderExtension.TRANSPORT_CC, 3,
              HeaderExtension.MID, 4,
              HeaderExtension.RID, 10,
              HeaderExtension.REPAIRED_RID, 11));
  static final PayloadTypes TYPES =
      new PayloadTypes(Map.of(Codec.OPUS, OPUS, Codec.VP8, VP8), Map.of(RTX, VP8));

  final Router router = new Router(this);
  final Gathering room = router.gathering();
  final ManualLoop loop = new ManualLoop();
  final Map<Long, FakeLink> links = new HashMap<>();

  /** Told voices: "receiver/slot" to sender. */
  final Map<String, Long> voices = new TreeMap<>();

  final Map<String, Long> pictures = new TreeMap<>();
  final List<String> talk = new ArrayList<>();
  final RtpWriter writer = new RtpWriter();
  long now = 1_000 * MILLI;

  static PeerProfile profile(int voices, int pictures, boolean rtx) {
    List<SlotSpec> voiceSlots = new ArrayList<>();
    for (int i = 0; i < voices; i++) {
      voiceSlots.add(new SlotSpec(1_000 + i, 0));
    }
    List<SlotSpec> pictureSlots = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      pictureSlots.add(new SlotSpec(2_000 + i, rtx ? 3_000 + i : 0));
    }
    return new PeerProfile(
        IDS,
        TYPES,
        List.of(
            new Section("0", Source.VOICE, List.of(10), List.of(), List.of()),
            new Section("1", Source.CAMERA, List.of(), List.of(), List.of("l", "m", "h")),
            new Section("2", Source.SCREEN, List.of(30), List.of(31), List.of())),
        voiceSlots,
        pictureSlots,
        1,
        "asclepion");
  }

  /** Everybody goes; answers how many packets were never let go of. */
  long close() {
    links.values().forEach(FakeLink::close);
    loop.run();
    return links.values().stream().mapToLong(FakeLink::leaked).sum();
  }

  Peer join(long id) {
    return join(id, profile(4, 4, false), room, loop);
  }

  Peer join(long id, RouteListener listener) {
    return open(router.join(id, profile(4, 4, false), room, listener), loop);
  }

  Peer join(long id, PeerProfile profile, Gathering in, ManualLoop on) {
    return open(router.join(id, profile, in), on);
  }

  private Peer open(Peer peer, ManualLoop on) {
    long id = peer.id();
    FakeLink link = new FakeLink(on, peer);
    links.put(id, link);
    peer.opened(link);
    return peer;
  }

  FakeLink link(long id) {
    FakeLink link = links.get(id);
    if (link == null) {
      throw new AssertionError("nobody is " + id);
    }
    return link;
  }

  /** Everybody hears everybody and sees their camera and screen. */
  void together(long version, long... ids) {
    Audience.Builder audience = new Audience.Builder(version);
    for (long receiver : ids) {
      for (long sender : ids) {
        if (receiver != sender) {
          audience.hears(receiver, sender, 0, 1);
          audience.sees(receiver, sender, Source.CAMERA, 1, 720);
          audience.sees(receiver, sender, Source.SCREEN, 2, 720);
        }
      }
    }
    room.publish(audience.build());
    loop.run();
  }

  void tick(long millis) {
    now += millis * MILLI;
    router.tick(now);
    loop.run();
  }

  /** A voice packet as its sender wrote it. */
  ByteBuf voice(int sequence, int level, long mark) {
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(64);
    writer.begin(packet, false, OPUS, sequence & 0xFFFF, sequence * 960, 10);
    writer.beginExtensions(packet, false);
    writer.extension(packet, 1, 1);
    packet.writeByte(0x80 | level);
    writer.endExtensions(packet);
    return packet.writeLong(mark);
  }

  /** A packet with a number of its path and nothing that says whose stream it is. */
  ByteBuf numbered(int number) {
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(64);
    writer.begin(packet, false, OPUS, 1, 960, 99);
    writer.beginExtensions(packet, false);
    writer.extension(packet, 3, 2);
    packet.writeShort(number);
    writer.endExtensions(packet);
    return packet.writeLong(0);
  }

  /** One packet of a layer of the camera: a picture of its own. */
  ByteBuf camera(int layer, int sequence, boolean keyframe, int bytes, long mark) {
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(bytes + 128);
    writer.begin(packet, true, VP8, sequence & 0xFFFF, sequence * 3_000, 20 + layer);
    writer.beginExtensions(packet, false);
    writer.extension(packet, 4, 1);
    packet.writeByte('1');
    writer.extension(packet, 10, 1);
    packet.writeByte("lmh".charAt(layer));
    writer.extension(packet, 3, 2);
    packet.writeShort(0);
    writer.endExtensions(packet);
    return picture(packet, sequence, keyframe, 180 << layer, mark).writeZero(bytes);
  }

  ByteBuf screen(int sequence, boolean keyframe, long mark) {
    ByteBuf packet = PooledByteBufAllocator.DEFAULT.directBuffer(128);
    writer.begin(packet, true, VP8, sequence & 0xFFFF, sequence * 3_000, 30);
    return picture(packet, sequence, keyframe, 720, mark);
  }

  private static ByteBuf picture(
      ByteBuf packet, int sequence, boolean keyframe, int height, long mark) {
    packet.writeByte(0x90).writeByte(0xC0).writeShort(0x8000 | (sequence & 0x7FFF));
    packet.writeByte(sequence);
    packet.writeMedium(keyframe ? 0 : 0x010000).writeMedium(0x9D012A).writeShortLE(640);
    return packet.writeShortLE(height).writeLong(mark);
  }

  /** A packet arrives, decrypted, in a burst of its own. */
  void arrives(Peer from, ByteBuf packet) {
    try {
      from.rtp(packet, now);
      from.burstEnded();
    } finally {
      packet.release();
    }
  }

  void rtcp(Peer from, ByteBuf packet) {
    from.rtcp(packet, now);
    from.burstEnded();
  }

  /** How many parts of a kind were sent to a peer. */
  int parts(long id, Predicate<RtcpReader> kind) {
    RtcpReader reader = new RtcpReader();
    int found = 0;
    for (ByteBuf packet : link(id).rtcp) {
      reader.begin(packet);
      while (reader.next()) {
        found += kind.test(reader) ? 1 : 0;
      }
    }
    return found;
  }

  static long mark(ByteBuf packet) {
    return packet.getLong(packet.writerIndex() - FakeLink.TAG_BYTES - Long.BYTES);
  }

  static ByteBuf buffer() {
    return Unpooled.buffer();
  }

  @Override
  public void talking(long participant, boolean talking, int loudness) {
    talk.add(participant + (talking ? " talks" : " is quiet"));
  }

  @Override
  public void voice(long receiver, int slot, long sender) {
    voices.put(receiver + "/" + slot, sender);
  }

  @Override
  public void picture(long receiver, int slot, long sender, Source source) {
    pictures.put(receiver + "/" + slot, sender);
  }
}
