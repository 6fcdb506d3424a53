package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.asclepion.media.rtp.RtpPacket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Twenty people in one room, all talking. */
class CrowdTest {
  private static final int PEOPLE = 20;
  private static final int LOUDEST = 6;
  private static final int SECONDS = 10;
  private static final int PACKETS_PER_SECOND = 50;

  private final Hospital hospital = new Hospital();
  private final RtpPacket view = new RtpPacket(Hospital.IDS);

  /** Of each listener, how many packets have been looked at. */
  private final Map<Long, Integer> read = new HashMap<>();

  @AfterEach
  void nothingIsKeptWhenAllHaveGone() {
    assertEquals(0, hospital.close(), "packets leaked");
  }

  @Test
  void aListenerGetsTheLoudestSixVoices() {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Peer> people = new ArrayList<>();
    long[] ids = new long[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      ids[i] = i + 1L;
      Peer peer =
          hospital.join(ids[i], Hospital.profile(8, 0, false), hospital.room, hospital.loop);
      peer.hearAtMost(LOUDEST);
      people.add(peer);
    }
    hospital.together(1, ids);
    hospital.tick(200);
    for (int n = 0; n < SECONDS * PACKETS_PER_SECOND; n++) {
      hospital.now += 20 * Hospital.MILLI;
      for (Peer peer : people) {
        hospital.arrives(peer, hospital.voice(n, 20 + random.nextInt(20), peer.id()));
      }
      for (long id : ids) {
        Set<Integer> heard = heard(id);
        String who = "seed " + seed + ": " + id + " heard " + heard;
        assertTrue(heard.size() <= LOUDEST, who);
        assertTrue(n == 0 || heard.size() == LOUDEST, who);
      }
      if (n % PACKETS_PER_SECOND == 0) {
        hospital.tick(0);
      }
    }
    for (long id : ids) {
      int most = LOUDEST * SECONDS * PACKETS_PER_SECOND;
      int packets = hospital.link(id).rtp.size();
      // Where a voice takes another's place, both may have been heard within the same 20 ms.
      assertTrue(packets < 1.02 * most, "seed " + seed + ": " + packets + " packets");
    }
  }

  /** The streams, one for each voice, of which packets came since the last look. */
  private Set<Integer> heard(long id) {
    Set<Integer> streams = new HashSet<>();
    var packets = hospital.link(id).rtp;
    for (int i = read.getOrDefault(id, 0); i < packets.size(); i++) {
      assertTrue(view.read(packets.get(i)));
      assertNotEquals(id, Hospital.mark(packets.get(i)), "one's own voice");
      streams.add(view.ssrc());
    }
    read.put(id, packets.size());
    return streams;
  }
}
