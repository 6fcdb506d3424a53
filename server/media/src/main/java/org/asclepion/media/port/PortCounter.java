package org.asclepion.media.port;

/** What the port counts. All only ever grow. */
public enum PortCounter {
  PACKETS_RECEIVED,
  BYTES_RECEIVED,
  PACKETS_SENT,
  BYTES_SENT,
  PEERS_ADDED,
  PEERS_CLOSED,
  HANDSHAKES_STARTED,
  HANDSHAKES_DONE,
  HANDSHAKES_FAILED,
  /** Peers from whom no answer came for half a minute. */
  CONSENT_EXPIRED,

  /** Refused: as many peers as there may be. */
  PEERS_REFUSED,
  /** Dropped: from an address that no signed check came from. */
  FROM_STRANGERS,
  /** Dropped: none of the protocols that share the port. */
  NO_PROTOCOL,
  /** Dropped: not a well-formed STUN message. */
  STUN_MALFORMED,
  /** Dropped: a STUN request for nobody, not signed, or signed with another key. */
  STUN_FORGED,
  /** Answered by an error: signed, but not acceptable. */
  STUN_REFUSED,
  /** Dropped: an answer to nothing that we asked. */
  STUN_UNSOLICITED,
  /** Dropped: a signed request from an address that another peer uses. */
  ADDRESS_TAKEN,
  /** Dropped: DTLS that cannot be, or more than the handshake's queue holds. */
  DTLS_DROPPED,
  /** Dropped: a handshake's beginning while there are as many as there may be. */
  HANDSHAKES_REFUSED,
  /** Dropped: media before the handshake was done. */
  SRTP_EARLY,
  /** Not even decrypted: its receiver did not want it. */
  SRTP_UNWANTED,
  SRTP_MALFORMED,
  SRTP_FORGED,
  SRTP_REPLAYED,
  /** Dropped: more streams than a peer may have. */
  SRTP_TOO_MANY_STREAMS,
  /** Not sent: its number was used before, or there is no key yet. */
  SEND_REFUSED,
  /** Not sent: the address is not proven and has had three times what came from it. */
  SEND_UNPROVEN,
  /** Not sent: the socket is full, or there is no path. */
  SEND_DROPPED,
  /** Dropped: the loop that it belongs to is too far behind. */
  LOOP_BEHIND,
  /** The system refused to send, or a handler failed. */
  FAULTS
}
