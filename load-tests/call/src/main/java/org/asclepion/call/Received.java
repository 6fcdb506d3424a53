package org.asclepion.call;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;

/** The sums over a peer's incoming streams, from the statistics of the WebRTC specification. */
final class Received {
  long audioPackets;
  long videoPackets;
  long lost;
  double jitterMs;
  long decoded;
  int pictureStreams;
  long freezes;
  double frozenSeconds;
  double energy;
  private double samples;
  private double concealed;

  static Received of(RTCStatsReport report) {
    Received all = new Received();
    for (RTCStats stats : report.getStats().values()) {
      if (stats.getType() == RTCStatsType.INBOUND_RTP) {
        all.add(stats);
      }
    }
    return all;
  }

  /** Sound that was made up for, percent of all that was played. */
  double concealedPercent() {
    return samples == 0 ? 0 : 100 * concealed / samples;
  }

  private void add(RTCStats stream) {
    long packets = (long) number(stream, "packetsReceived");
    if ("audio".equals(stream.getAttributes().get("kind"))) {
      audioPackets += packets;
      energy += number(stream, "totalAudioEnergy");
      samples += number(stream, "totalSamplesReceived");
      concealed += number(stream, "concealedSamples") - number(stream, "silentConcealedSamples");
    } else {
      videoPackets += packets;
      long frames = (long) number(stream, "framesDecoded");
      decoded += frames;
      pictureStreams += frames > 0 ? 1 : 0;
      freezes += (long) number(stream, "freezeCount");
      frozenSeconds += number(stream, "totalFreezesDuration");
    }
    lost += (long) number(stream, "packetsLost");
    jitterMs = Math.max(jitterMs, 1_000 * number(stream, "jitter"));
  }

  static double number(RTCStats stream, String name) {
    return stream.getAttributes().get(name) instanceof Number value ? value.doubleValue() : 0;
  }
}
