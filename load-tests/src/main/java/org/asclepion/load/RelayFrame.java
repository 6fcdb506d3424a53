package org.asclepion.load;

/**
 * What the floor's clients and its relay put into their frames: when samples were sent, so that
 * latency and delivery can be measured without any protocol. Static.
 *
 * <pre>
 * client to relay: a pose frame whose sample (34 bytes, the last of the payload) begins with
 *   8 bytes  System.nanoTime of its sending
 * relay to client: as long as the frame it stands for, at least one entry
 *   2 bytes  number of the first member told of
 *   8 bytes  nanoTime of that member's newest sample, then of the next members, as many as fit
 * </pre>
 */
final class RelayFrame {
  static final int HEAD = 2;
  static final int ENTRY = 8;

  /** How many members a payload tells of. */
  static int entries(int payload, int members) {
    return Math.max(1, Math.min(members, (payload - HEAD) / ENTRY));
  }

  private RelayFrame() {}
}
