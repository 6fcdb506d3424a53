package org.asclepion.host.session;

import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.Refusal;

/**
 * What a session answers who wants sound and pictures of a server that carries none. Static and
 * pure.
 */
final class MediaSignals {
  /** Characters of a session description. */
  static final int MAX_SDP = 12_000;

  private MediaSignals() {}

  static Refusal.Reason refusal(MediaRequest request) {
    return request.getOffer().getSdp().length() > MAX_SDP
        ? Refusal.Reason.REASON_TOO_LONG
        : Refusal.Reason.REASON_NOT_AVAILABLE;
  }
}
