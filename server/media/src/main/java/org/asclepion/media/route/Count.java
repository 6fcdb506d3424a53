package org.asclepion.media.route;

/** What the router counts. */
public enum Count {
  /** Packets that arrived and were read. */
  ARRIVED,
  /** Packets sent on, one for each receiver. */
  FORWARDED,
  /** Packets sent again on request. */
  RESENT,
  /** Requests for packets that the cache no longer has. */
  NOT_KEPT,
  /** Requests for packets that their asker may no longer have. */
  RESEND_DENIED,
  /** Ways not gone because of a revocation. */
  DENIED,
  /** Packets for which nobody is in the audience. */
  NO_AUDIENCE,
  /** Voices, one for each receiver, that were not among the loudest. */
  NOT_LOUDEST,
  /** Packets dropped before they were decrypted, since nobody wanted them. */
  UNWANTED,
  /** Pictures, one for each receiver, without a slot or of another layer. */
  NOT_CHOSEN,
  /** Packets in a codec that the receiver has not agreed to. */
  NO_CODEC,
  /** Packets too late for the stream they would go into. */
  TOO_LATE,
  /** Packets that make no sense, or belong to no section. */
  UNREADABLE,
  /** Packets for another loop whose queue was full. */
  HANDOVER_FULL,
}
