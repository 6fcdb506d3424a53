package org.asclepion.host.session;

import org.jspecify.annotations.Nullable;

/**
 * Where devices and displays that have a ticket bring what they ask about their one connection. Any
 * thread; implementations do not wait.
 */
public interface DeviceDesk {
  /** What becomes of a request. */
  sealed interface Answer {
    /**
     * There is a connection.
     *
     * @param session its name; hard to guess
     * @param version names its credentials of the moment; another with each restart of ICE
     * @param sdp the whole answer, or the part that is about ICE
     */
    record Agreed(String session, String version, String sdp) implements Answer {}

    /** Taken note of, and nothing to say. */
    record Noted() implements Answer {}

    record Refused(Reason reason) implements Answer {}
  }

  /** Why not. */
  enum Reason {
    /** The description is none, or not one that can be answered; devices are told what is wrong. */
    MALFORMED,
    /** It offers nothing that could be shown, or received. */
    NO_COMMON_CODEC,
    /** There is no such connection of this ticket, any more. */
    NO_SUCH_SESSION,
    /** It is about credentials that are not those of the moment. */
    OUTDATED,
    TOO_OFTEN,
    /** As many connections as there may be, or no sound and pictures in this server at all. */
    BUSY,
    /** The ticket has ended. */
    TICKET_OVER
  }

  /** A new connection; takes the place of the one the ticket has. */
  Answer open(DeviceTicket ticket, String sdp);

  /**
   * Something about ICE.
   *
   * @param version what it is about; null begins with new credentials
   * @param fragment as RFC 8840 has it
   */
  Answer ice(DeviceTicket ticket, String session, @Nullable String version, String fragment);

  /** The end of a connection; false when the ticket has none of that name. */
  boolean close(DeviceTicket ticket, String session);

  /** The ticket has ended: so has its connection when this returns. */
  void over(DeviceTicket ticket);

  /** Whether the ticket has a connection over which packets can flow. */
  boolean isConnected(DeviceTicket ticket);

  /** The desk of a server without sound and pictures. */
  static DeviceDesk none() {
    return new NoDevices();
  }
}
