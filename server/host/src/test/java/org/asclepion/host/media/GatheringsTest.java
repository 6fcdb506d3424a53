package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import org.asclepion.host.TestRooms;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Reception.Held;
import org.asclepion.host.room.RoomKey;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.RtpWriter;
import org.asclepion.media.sdp.Agreement;
import org.asclepion.media.sdp.OfferParser;
import org.asclepion.media.sdp.Terms;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Outcome;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Spawn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A room and the real router: what a room, a session or a caller takes away is gone at once, also
 * while the publisher is late.
 */
class GatheringsTest {
  private static final RoomKey KEY = new RoomKey(0, "", "");
  static final String OFFER =
      """
      v=0
      a=ice-ufrag:abcd
      a=ice-pwd:abcdefghijklmnopqrstuvwx
      a=fingerprint:sha-256 %s
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:0
      a=sendonly
      a=rtpmap:111 opus/48000/2
      a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
      a=ssrc:7 cname:c
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:1
      a=recvonly
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:2
      a=recvonly
      """
          .formatted(String.join(":", Collections.nCopies(32, "AB")));

  /** A link that counts what is sent over it. */
  static final class Link implements PeerLink {
    int sent;

    @Override
    public Executor loop() {
      return Runnable::run;
    }

    @Override
    public boolean protectRtp(ByteBuf plain) {
      return true;
    }

    @Override
    public void send(ByteBuf packet) {
      sent++;
      packet.release();
    }

    @Override
    public void sendRtcp(ByteBuf plain) {
      plain.release();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class Nobody implements RouteListener {
    @Override
    public void talking(long participant, boolean talking, int loudness) {}

    @Override
    public void voice(long receiver, int slot, long sender) {}

    @Override
    public void picture(long receiver, int slot, long sender, Source source) {}
  }

  private final Room room =
      new Room(
          TestRooms.waiting(false, new Spawn(0, 0, 0), new Spawn(1, 0, 0), new Spawn(2, 0, 0)));
  private final Router router = new Router(new Nobody());
  private final Register register = new Register();
  private final Queue<Runnable> publisher = new ArrayDeque<>();
  private final Gatherings gatherings = new Gatherings(router, register, publisher::add, key -> 6);
  private final Map<Long, Link> links = new HashMap<>();
  private final RtpWriter writer = new RtpWriter();
  private Audience before = Audience.NOBODY;
  private int tick;
  private int sequence;

  @AfterEach
  void close() {
    for (Caller caller : register.callers()) {
      Leg leg = caller.leg();
      if (leg != null) {
        leg.closed("the test is over");
      }
    }
  }

  /** A step of the room, told as its owner does. */
  private void step(Intent... intents) {
    room.step(++tick, List.of(intents), new Random(1));
    for (Outcome outcome : room.outcomes()) {
      if (outcome instanceof Outcome.Entered entered) {
        gatherings.entered(KEY, tick, entered.who().id(), entered.slot());
      } else if (outcome instanceof Outcome.Left left) {
        gatherings.left(KEY, tick, left.who().id(), left.slot());
      }
    }
    Revoked revoked = Revoked.between(before, room.audience());
    if (!revoked.edges().isEmpty()) {
      gatherings.revoked(KEY, tick, revoked);
    }
    before = room.audience();
    gatherings.published(KEY, before);
  }

  private void publish() {
    for (Runnable task = publisher.poll(); task != null; task = publisher.poll()) {
      task.run();
    }
  }

  private Caller enter(long id) throws Exception {
    step(new Intent.Arrive(new Participant(id, Role.DOCTOR, "person " + id, 0, 0), -1, null));
    Caller caller = register.caller(id, frame -> {});
    Agreement agreement =
        Agreement.on(OfferParser.parse(OFFER), Terms.CALLS, new Random(id)::nextInt, "hospital");
    Leg leg = new Leg(id, agreement, router, gatherings.nowhere(), register::shown, ended -> {});
    Link link = new Link();
    links.put(id, link);
    leg.opened(link);
    caller.leg(leg);
    caller.set(MediaSource.MEDIA_SOURCE_MICROPHONE, true);
    gatherings.joined(caller);
    return caller;
  }

  private int heard(long id) {
    Link link = links.get(id);
    return link == null ? 0 : link.sent;
  }

  /** Somebody says something; answers who got it. */
  private List<Long> speak(Caller caller) {
    Map<Long, Integer> counts = new HashMap<>();
    links.keySet().forEach(id -> counts.put(id, heard(id)));
    ByteBuf packet = Unpooled.buffer(64);
    writer.begin(packet, false, 111, ++sequence & 0xFFFF, sequence * 960, 7);
    writer.beginExtensions(packet, false);
    writer.extension(packet, 1, 1);
    packet.writeByte(0x80 | 20);
    writer.endExtensions(packet);
    packet.writeLong(caller.participant);
    Leg leg = caller.leg();
    assertNotNull(leg);
    leg.rtp(packet, System.nanoTime());
    leg.burstEnded();
    List<Long> reached = new ArrayList<>();
    counts.forEach(
        (id, count) -> {
          if (heard(id) > count) {
            reached.add(id);
          }
        });
    return reached;
  }

  @Test
  void whoStandsInARoomIsHeardThere() throws Exception {
    Caller one = enter(1);
    Caller two = enter(2);
    assertEquals(List.of(), speak(one), "before anything is published");
    publish();
    assertEquals(List.of(2L), speak(one));
    assertEquals(List.of(1L), speak(two));
    assertEquals(List.of(new Held("1", Reception.Source.MICROPHONE, 1)), two.held());
  }

  @Test
  void aMutedMicrophoneIsSilentAtOnce() throws Exception {
    Caller one = enter(1);
    enter(2);
    publish();
    one.set(MediaSource.MEDIA_SOURCE_MICROPHONE, false);
    gatherings.silenced(one, Source.VOICE);
    assertEquals(List.of(), speak(one));
    publish();
    assertEquals(List.of(), speak(one));
    one.set(MediaSource.MEDIA_SOURCE_MICROPHONE, true);
    gatherings.changed(one);
    publish();
    assertEquals(List.of(2L), speak(one));
  }

  @Test
  void whoLeavesNeitherHearsNorIsHeard() throws Exception {
    Caller one = enter(1);
    Caller two = enter(2);
    Caller three = enter(3);
    publish();
    assertEquals(List.of(2L, 3L), speak(one).stream().sorted().toList());
    step(new Intent.Depart(1, -1));
    assertEquals(List.of(), speak(one));
    assertEquals(List.of(3L), speak(two));
    publish();
    assertEquals(List.of(), speak(one));
    assertEquals(List.of(2L), speak(three));
  }

  @Test
  void aSideTalkShutsTheOthersOutAtOnce() throws Exception {
    Caller one = enter(1);
    Caller two = enter(2);
    enter(3);
    publish();
    step(new Intent.InviteToSideTalk(1, 1, 1, 0));
    assertEquals(List.of(2L), speak(one));
    assertEquals(List.of(1L), speak(two));
    publish();
    assertEquals(List.of(2L), speak(one));
    step(new Intent.LeaveSideTalk(1, 2, 1));
    publish();
    assertEquals(List.of(2L, 3L), speak(one).stream().sorted().toList());
  }

  @Test
  void whoHasNoConnectionIsAwayAndComesBack() throws Exception {
    Caller one = enter(1);
    Caller two = enter(2);
    publish();
    one.away(true);
    gatherings.silenced(one, null);
    assertEquals(List.of(), speak(one));
    assertEquals(List.of(), speak(two));
    publish();
    assertEquals(List.of(), speak(two));
    one.away(false);
    gatherings.changed(one);
    publish();
    assertEquals(List.of(1L), speak(two));
  }

  @Test
  void anEndedRoomIsSilent() throws Exception {
    Caller one = enter(1);
    enter(2);
    publish();
    gatherings.ended(KEY);
    publish();
    assertEquals(List.of(), speak(one));
  }
}
