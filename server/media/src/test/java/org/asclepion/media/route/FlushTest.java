package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When what was sent is handed to the socket. */
class FlushTest {
  private final Hospital hospital = new Hospital();

  @AfterEach
  void close() {
    hospital.close();
  }

  private void arriveInOneBurst(Peer sender, int from, int packets) {
    for (int i = 0; i < packets; i++) {
      ByteBuf packet = hospital.voice(from + i, Hospital.LOUD, 1);
      sender.rtp(packet, hospital.now);
      packet.release();
    }
  }

  @Test
  void theFirstOfALongBurstDoNotWaitForItsEnd() {
    Peer one = hospital.join(1);
    hospital.join(2);
    hospital.join(3);
    hospital.together(1, 1, 2, 3);
    int before = hospital.link(2).flushes;
    int fewer = Hub.FLUSH_PACKETS / 2 - 1;
    arriveInOneBurst(one, 0, fewer);
    assertEquals(before, hospital.link(2).flushes, "a short burst is flushed when it is over");
    arriveInOneBurst(one, fewer, 1);
    assertEquals(before + 1, hospital.link(2).flushes, "so many wait and no more");
    assertEquals(hospital.link(2).flushes, hospital.link(3).flushes);
    arriveInOneBurst(one, fewer + 1, 1);
    one.burstEnded();
    assertEquals(before + 2, hospital.link(2).flushes);
    assertTrue(hospital.link(2).rtp.size() == fewer + 2);
  }
}
