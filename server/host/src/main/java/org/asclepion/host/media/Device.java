package org.asclepion.host.media;

import java.util.Set;
import org.asclepion.host.session.DeviceTicket;
import org.asclepion.host.session.DeviceTicket.Way;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.route.Codec;
import org.jspecify.annotations.Nullable;

/**
 * The one connection of a device or a display that has a ticket. It stands in its ticket's room as
 * a source or a receiver and nothing else: it has no body, no voice and no ears. Any thread;
 * whoever changes its credentials holds its monitor.
 */
final class Device {
  /** Below zero, so that it is nobody's body; see {@link #isOne}. */
  final long id;

  final String session;
  final DeviceTicket ticket;
  final Leg leg;

  /** What it shows in; null for a display. */
  final @Nullable Codec shows;

  /** What a display can be shown; empty for a device. */
  final Set<Codec> receives;

  // Guarded by this.
  private IceCredentials remote;
  private int version = 1;

  Device(long id, String session, DeviceTicket ticket, Leg leg, IceCredentials remote) {
    this.id = id;
    this.session = session;
    this.ticket = ticket;
    this.leg = leg;
    this.remote = remote;
    shows = leg.agreement.shows();
    receives = leg.agreement.receives();
  }

  /** Whether a number in the router is a device's. */
  static boolean isOne(long participant) {
    return participant < 0;
  }

  boolean isDisplay() {
    return ticket.way() == Way.OUT;
  }

  /** The credentials it told last. */
  IceCredentials remote() {
    return remote;
  }

  /** Names the credentials of the moment. */
  String version() {
    return Integer.toString(version);
  }

  void restarted(IceCredentials now) {
    remote = now;
    version++;
  }
}
