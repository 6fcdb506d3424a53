package org.asclepion.media.ice;

import java.nio.charset.StandardCharsets;
import org.asclepion.media.stun.StunKey;

/** The credentials of both sides between two restarts, ready for use. Owned by the peer's loop. */
final class Generation {
  final String localUfrag;
  final byte[] localUfragBytes;
  final StunKey localKey;
  final StunKey remoteKey;

  /** What our checks carry: theirs before the colon, ours behind it. */
  final byte[] username;

  Generation(IceCredentials local, IceCredentials remote) {
    localUfrag = local.ufrag();
    localUfragBytes = local.ufrag().getBytes(StandardCharsets.US_ASCII);
    localKey = new StunKey(local.password());
    remoteKey = new StunKey(remote.password());
    username = (remote.ufrag() + ":" + local.ufrag()).getBytes(StandardCharsets.US_ASCII);
  }
}
