package org.asclepion.load.media;

import org.asclepion.load.Histogram;

/** What the generator counted in a window. Owned by its loop. */
final class MediaMeter {
  /** From a packet's making to its arrival at a sampled receiver. */
  final Histogram delayNanos = new Histogram();

  /** The same of voices. */
  final Histogram voiceDelayNanos = new Histogram();

  long sent;
  long delivered;
  long voicesSent;
  long voicesDelivered;
  long opened;
  long forged;
  long asked;
  long rtcpIn;

  /** How late the sender's timer was: the generator's own share of a delay. */
  final Histogram lateNanos = new Histogram();

  void clear() {
    delayNanos.clear();
    voiceDelayNanos.clear();
    lateNanos.clear();
    sent = 0;
    delivered = 0;
    voicesSent = 0;
    voicesDelivered = 0;
    opened = 0;
    forged = 0;
    asked = 0;
    rtcpIn = 0;
  }
}
