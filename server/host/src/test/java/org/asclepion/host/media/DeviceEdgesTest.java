package org.asclepion.host.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.asclepion.host.TestRooms;
import org.asclepion.host.room.RoomKey;
import org.asclepion.host.session.DeviceBook;
import org.asclepion.host.session.DeviceTicket.Way;
import org.asclepion.media.route.Audience;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.sdp.Agreement;
import org.asclepion.media.sdp.Offer;
import org.asclepion.media.sdp.OfferParser;
import org.asclepion.media.sdp.Terms;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.world.audience.Row;
import org.asclepion.world.avatar.Participant;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Outcome;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.Spawn;
import org.junit.jupiter.api.Test;

/**
 * Who is shown a device's picture, and what a display is shown, against a rule written a second
 * time. A failure names the seed for {@code -Dasclepion.seed}.
 */
class DeviceEdgesTest {
  private static final int STEPS = Boolean.getBoolean("asclepion.long") ? 100_000 : 2_000;
  private static final long SEED = Long.getLong("asclepion.seed", System.nanoTime());
  private static final RoomKey HERE = new RoomKey(0, "", "");
  private static final RoomKey ELSEWHERE = new RoomKey(1, "", "");

  private final Random random = new Random(SEED);

  /** Visitors wait without seeing each other. */
  private final Room room =
      new Room(TestRooms.waiting(true, new Spawn(0, 0, 0), new Spawn(1, 0, 0), new Spawn(2, 0, 0)));

  private final Router router = new Router(new Quiet());
  private final Register register = new Register();
  private final RoomMedia media = new RoomMedia(HERE);
  private final DeviceBook book = new DeviceBook(System::nanoTime);
  private final Map<Long, Role> inside = new HashMap<>();
  private final Set<Long> hasH264 = new HashSet<>();
  private final List<Device> devices = new ArrayList<>();
  private long nextPerson;
  private long nextDevice;
  private int tick;

  private static final class Quiet implements RouteListener {
    @Override
    public void talking(long participant, boolean talking, int loudness) {}

    @Override
    public void voice(long receiver, int slot, long sender) {}

    @Override
    public void picture(long receiver, int slot, long sender, Source source) {}
  }

  private Leg leg(long id, Terms terms, boolean vp8, boolean h264) throws Exception {
    String way = terms == Terms.SHOWS ? "sendonly" : "recvonly";
    String text =
        """
        v=0
        a=ice-ufrag:abcd
        a=ice-pwd:abcdefghijklmnopqrstuvwx
        a=fingerprint:sha-256 %s
        m=video 9 UDP/TLS/RTP/SAVPF %s
        a=mid:0
        a=%s
        a=rtpmap:96 VP8/90000
        a=rtpmap:97 H264/90000
        a=fmtp:97 packetization-mode=1;profile-level-id=42e01f
        """
            .formatted(
                "AB:".repeat(31) + "AB", ((vp8 ? "96 " : "") + (h264 ? "97" : "")).strip(), way);
    Offer offer = OfferParser.parse(text);
    Agreement agreement = Agreement.on(offer, terms, random::nextInt, "hospital");
    return new Leg(id, agreement, router, router.gathering(), register::shown, _ -> {});
  }

  private void arrive() throws Exception {
    List<Role> roles = List.of(Role.values());
    Role role = roles.get(random.nextInt(roles.size()));
    long id = ++nextPerson;
    room.step(
        ++tick,
        List.of(new Intent.Arrive(new Participant(id, role, "person " + id, 0, 0), -1, null)),
        random);
    for (Outcome outcome : room.outcomes()) {
      if (outcome instanceof Outcome.Entered entered) {
        register.entered(HERE, id, entered.slot());
        inside.put(id, role);
      }
    }
    boolean h264 = random.nextBoolean();
    if (h264) {
      hasH264.add(id);
    }
    Caller caller = register.caller(id, _ -> {});
    caller.leg(leg(id, Terms.CALLS, true, h264));
    boolean _ = caller.set(MediaSource.MEDIA_SOURCE_SCREEN, random.nextBoolean());
  }

  private void depart(boolean told) {
    long id = inside.keySet().iterator().next();
    room.step(++tick, List.of(new Intent.Depart(id, -1)), random);
    for (Outcome outcome : room.outcomes()) {
      if (outcome instanceof Outcome.Left left) {
        // In between, the room's last word on its audience still has them.
        assertTrue(register.left(HERE, id, left.slot()));
        inside.remove(id);
      }
    }
    if (!told) {
      register.entered(ELSEWHERE, id, 0);
    }
  }

  private void device() throws Exception {
    Way way = random.nextBoolean() ? Way.IN : Way.OUT;
    DeviceBook.Issued issued =
        book.issue(HERE, random.nextInt(2), way, "device", Duration.ofHours(1));
    assertNotNull(issued);
    long id = --nextDevice;
    boolean vp8 = random.nextBoolean();
    Terms terms = way == Way.IN ? Terms.SHOWS : Terms.WATCHES;
    Leg leg = leg(id, terms, vp8, !vp8 || random.nextBoolean());
    Device device =
        new Device(
            id,
            "session",
            issued.ticket(),
            leg,
            new org.asclepion.media.ice.IceCredentials("abcd", "abcdefghijklmnopqrstuvwx"));
    devices.add(device);
    media.devices.add(device);
  }

  private void remove() {
    Device gone = devices.removeLast();
    media.devices.remove(gone);
    assertNotNull(book.revoke(gone.ticket.id()));
  }

  /** The rule, told once more: in the room, with a connection, able to decode it. */
  private boolean mayBeShown(long person, Device device) {
    boolean vp8 = device.shows == org.asclepion.media.route.Codec.VP8;
    return inside.containsKey(person) && (vp8 || hasH264.contains(person));
  }

  /** Staff are seen by all; a visitor only where no other visitor is. */
  private boolean isOpenToAll(long person) {
    Role role = inside.get(person);
    return role != null
        && (role.isStaff()
            || inside.keySet().stream().allMatch(id -> id == person || sees(id, person)));
  }

  private boolean sees(long viewer, long subject) {
    Row row = room.audience().of(viewer);
    return row != null && row.findSeen(subject) >= 0;
  }

  private void check() {
    Audience edges = Edges.of(media, register, 1);
    int found = 0;
    for (Device device : devices) {
      for (long person = 1; person <= nextPerson; person++) {
        boolean expected = !device.isDisplay() && mayBeShown(person, device);
        String what = device.id + " to " + person + ", seed " + SEED + ", tick " + tick;
        assertEquals(expected, edges.has(device.id, person, Source.SCREEN), what);
        assertEquals(false, edges.has(person, device.id, Source.VOICE), what);
        assertEquals(false, edges.has(person, device.id, Source.CAMERA), what);
        if (edges.has(person, device.id, Source.SCREEN)) {
          assertTrue(device.isDisplay() && isOpenToAll(person), what);
          found++;
        }
      }
      for (Device other : devices) {
        boolean expected =
            device.isDisplay() && other.shows != null && device.receives.contains(other.shows);
        assertEquals(expected, edges.has(other.id, device.id, Source.SCREEN), "a display");
      }
    }
    screens += found;
  }

  private int screens;

  @Test
  void aDeviceIsShownToWhoeverIsInTheRoomAndADisplayWhatAllSee() throws Exception {
    for (int step = 0; step < STEPS; step++) {
      int what = random.nextInt(8);
      if (what < 3 && inside.size() < 7) {
        arrive();
      } else if (what < 5 && !inside.isEmpty()) {
        depart(random.nextBoolean());
        check();
      } else if (what == 5 && devices.size() < 6) {
        device();
      } else if (what == 6 && !devices.isEmpty()) {
        remove();
      }
      media.audience = room.audience();
      check();
    }
    assertTrue(screens > 0, "no display was ever shown a screen, seed " + SEED);
  }
}
