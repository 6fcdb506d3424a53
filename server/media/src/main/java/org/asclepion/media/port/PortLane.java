package org.asclepion.media.port;

import org.asclepion.media.ice.IcePath;
import org.asclepion.media.ice.Lane;

/** A lane that knows whose it is: where its packets' owner is looked up. */
sealed interface PortLane extends Lane permits UdpLane, TcpLane {
  /**
   * Makes it a peer's; on the peer's loop.
   *
   * @return false when it is another's, who still uses it
   */
  boolean claim(Claim claim);

  /** It is the peer's no more; on the peer's loop. */
  void release(Peer peer);

  /** An address in use: the peer and what is known about the path. */
  record Claim(Peer peer, IcePath path) {}
}
