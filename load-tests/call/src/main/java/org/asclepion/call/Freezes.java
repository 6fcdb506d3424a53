package org.asclepion.call;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a peer's pictures stood still at the longest, from looks at the statistics in short
 * intervals. Any thread.
 *
 * <p>The library counts a freeze when it is over, and tells the sum of all. What a stream's sum
 * grew by between two looks is taken for one freeze; and where no picture was decoded for long, the
 * time since.
 */
final class Freezes {
  /** Between two pictures and two looks so much may pass without anything being wrong. */
  static final long STILL_MILLIS = 500;

  private static final class Stream {
    long pictures;
    long pictureNanos;
    double frozenSeconds;
  }

  private final Map<String, Stream> streams = new HashMap<>();
  private long longestMillis;

  synchronized void look(RTCStatsReport report, long nowNanos) {
    for (RTCStats stats : report.getStats().values()) {
      if (stats.getType() == RTCStatsType.INBOUND_RTP
          && "video".equals(stats.getAttributes().get("kind"))) {
        look(
            stats.getId(),
            (long) Received.number(stats, "framesDecoded"),
            Received.number(stats, "totalFreezesDuration"),
            nowNanos);
      }
    }
  }

  synchronized void look(String id, long pictures, double frozenSeconds, long nowNanos) {
    Stream stream = streams.computeIfAbsent(id, _ -> new Stream());
    if (pictures > stream.pictures) {
      stream.pictures = pictures;
      stream.pictureNanos = nowNanos;
    }
    longestMillis =
        Math.max(longestMillis, Math.round(1_000 * (frozenSeconds - stream.frozenSeconds)));
    stream.frozenSeconds = frozenSeconds;
  }

  synchronized long longestMillis(long nowNanos) {
    long longest = longestMillis;
    for (Stream stream : streams.values()) {
      if (stream.pictures > 0) {
        longest = Math.max(longest, (nowNanos - stream.pictureNanos) / 1_000_000 - STILL_MILLIS);
      }
    }
    return longest;
  }
}
