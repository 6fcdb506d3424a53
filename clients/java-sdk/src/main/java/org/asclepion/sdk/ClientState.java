package org.asclepion.sdk;

/**
 * Where a client is in its life. {@code TICKET → CONNECTING → JOINING → LIVE}; from LIVE, when the
 * connection is lost, {@code RESUMING → JOINING} as often as needed; from anywhere to {@code
 * ENDED}, and from there nowhere.
 */
public enum ClientState {
  /** Asking for a ticket. */
  TICKET,
  /** Opening the socket. */
  CONNECTING,
  /** Hello is sent, Welcome not yet here. */
  JOINING,
  /** In the hospital. */
  LIVE,
  /** The connection is lost; waiting to try again. */
  RESUMING,
  /** Over. */
  ENDED
}
