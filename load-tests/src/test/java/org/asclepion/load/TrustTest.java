package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Certificates that nobody vouches for are good enough on this machine, and nowhere else. */
final class TrustTest {
  @Test
  void anyCertificateWillDoOnThisMachineOnly() {
    assertNotNull(Trust.of(URI.create("https://localhost:8443")));
    assertNotNull(Trust.of(URI.create("https://127.0.0.1:8443")));
    assertNull(Trust.of(URI.create("https://192.0.2.1:8443")));
    assertNull(Trust.of(URI.create("http://localhost:8080")));
  }
}
