package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.asclepion.host.media.MediaSettings;
import org.junit.jupiter.api.Test;

/**
 * A device and a display that are not ours (GStreamer, by WHIP and WHEP) and real clients in real
 * browsers. What they do and expect stands in {@code clients/web/e2e/device.mjs}.
 */
class DeviceTest {
  @Test
  void aDeviceIsSeenInItsRoomUntilItsTicketIsRevoked() throws Exception {
    String missing = System.getenv().getOrDefault("ASCLEPION_TOOLS_MISSING", "");
    boolean none = List.of(missing.split(",", -1)).contains("gstreamer");
    assertFalse(none && "true".equals(System.getenv("CI")), "CI must have GStreamer");
    assumeFalse(none, "needs gstreamer: ./asclepion test --install");
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    String operator = "an-operators-token-of-a-test";
    BrowserScript.run(
        "device.mjs",
        setup -> setup.carrying(new MediaSettings(free, List.of())).operatedWith(operator),
        operator);
  }
}
