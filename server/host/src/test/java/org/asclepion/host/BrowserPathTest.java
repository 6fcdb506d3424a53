package org.asclepion.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.asclepion.host.media.Coturn;
import org.asclepion.host.media.MediaSettings;
import org.asclepion.host.media.TurnServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The check page tells, before one enters, over which way sound and pictures would travel. */
class BrowserPathTest {
  private static final String SECRET = "known to coturn and to the server";

  @TempDir private Path folder;

  @Test
  @Timeout(300)
  void straightOrOverTcpOrThroughCoturnOrNotAtAll() throws Exception {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    MediaSettings plain = new MediaSettings(free, List.of());
    try (@Nullable Coturn coturn =
        Coturn.isPossible() ? new Coturn(folder.resolve("coturn"), SECRET) : null) {
      MediaSettings media =
          coturn == null
              ? plain
              : plain.relayedBy(
                  new TurnServers(List.of(coturn.uri("udp")), SECRET, TurnServers.HOLDS));
      BrowserScript.run("path.mjs", setup -> setup.carrying(media));
    }
  }
}
