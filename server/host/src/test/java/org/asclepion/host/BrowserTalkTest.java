package org.asclepion.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.asclepion.host.media.MediaSettings;
import org.junit.jupiter.api.Test;

/**
 * Two real clients in real browsers hear and see each other over the real forwarding unit. What
 * they do and expect stands in {@code clients/web/e2e/talk.mjs}.
 */
class BrowserTalkTest {
  @Test
  void aDoctorAndAPatientHearAndSeeEachOther() throws Exception {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BrowserScript.run("talk.mjs", setup -> setup.carrying(new MediaSettings(free, List.of())));
  }
}
