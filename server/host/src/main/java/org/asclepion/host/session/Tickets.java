package org.asclepion.host.session;

/** Issues and redeems single-use, short-lived tickets. Any thread. */
public interface Tickets {
  /** Makes a ticket for an admission: at least 128 random bits, base64url. */
  String issue(Admission admission);

  /** Takes a ticket: at most one call per ticket ever answers {@link Redeemed.Granted}. */
  Redeemed redeem(String ticket);

  /** The answer to {@link #redeem}. */
  sealed interface Redeemed {
    record Granted(Admission admission) implements Redeemed {}

    /** Never issued, forged, already used or expired. */
    record Denied(String why) implements Redeemed {}
  }
}
