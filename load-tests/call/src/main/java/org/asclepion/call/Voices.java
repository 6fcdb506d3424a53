package org.asclepion.call;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.HashMap;
import java.util.Map;

/**
 * How many voices came to a peer at once at most: streams of sound of which packets came between
 * two looks at the statistics. Any thread.
 */
final class Voices {
  private final Map<String, Long> packets = new HashMap<>();
  private int most;

  synchronized void look(RTCStatsReport report) {
    int now = 0;
    for (RTCStats stats : report.getStats().values()) {
      if (stats.getType() == RTCStatsType.INBOUND_RTP
          && "audio".equals(stats.getAttributes().get("kind"))) {
        now += came(stats.getId(), (long) Received.number(stats, "packetsReceived")) ? 1 : 0;
      }
    }
    most = Math.max(most, now);
  }

  /** Whether more has come of a stream since the last look. */
  private boolean came(String id, long count) {
    Long before = packets.put(id, count);
    return before == null ? count > 0 : count > before;
  }

  synchronized int most() {
    return most;
  }
}
