package org.asclepion.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.asclepion.host.media.MediaSettings;
import org.junit.jupiter.api.Test;

/**
 * A patient on an emulated headset and a doctor at a screen, in real browsers. What they do and
 * expect stands in {@code clients/web/e2e/headset.mjs}.
 */
class BrowserHeadsetTest {
  @Test
  void aPatientOnAHeadsetMeetsADoctorAtAScreen() throws Exception {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BrowserScript.run("headset.mjs", setup -> setup.carrying(new MediaSettings(free, List.of())));
  }
}
