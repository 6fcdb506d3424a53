package org.asclepion.media.dtls;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.asclepion.media.srtp.SrtpProfile;
import org.jspecify.annotations.Nullable;

/**
 * Starts handshakes, and not too many at once: each costs some milliseconds of a core, and a flood
 * of them must not starve the media of those who are in. Any thread.
 */
public final class DtlsHandshakes {
  private final DtlsIdentity identity;
  private final List<SrtpProfile> profiles;
  private final int timeoutMillis;
  private final Semaphore places;

  /**
   * @param profiles those accepted, the preferred first
   * @param most handshakes at the same time
   * @param timeout of one handshake
   */
  public DtlsHandshakes(
      DtlsIdentity identity, List<SrtpProfile> profiles, int most, Duration timeout) {
    this.identity = identity;
    this.profiles = List.copyOf(profiles);
    timeoutMillis = Math.toIntExact(timeout.toMillis());
    places = new Semaphore(most);
  }

  public Fingerprint fingerprint() {
    return identity.fingerprint();
  }

  /** Handshakes that could be started right now. */
  public int free() {
    return places.availablePermits();
  }

  /**
   * Starts one on a virtual thread.
   *
   * @return null when there are too many; the client will try again
   */
  public @Nullable DtlsAssociation start(Fingerprint expected, DtlsUser user) {
    if (!places.tryAcquire()) {
      return null;
    }
    SrtpTlsServer server = new SrtpTlsServer(identity, profiles, expected, timeoutMillis);
    DtlsAssociation association = new DtlsAssociation(server, user, places::release);
    Thread.ofVirtual().name("dtls").start(association::run);
    return association;
  }
}
