package org.asclepion.host.media;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The port for sound and pictures cannot be opened. */
public final class MediaPortException extends IOException {
  private static final long serialVersionUID = 1;

  MediaPortException(InetSocketAddress wanted, IOException cause) {
    super("UDP port " + wanted.getPort() + ": " + cause.getMessage(), cause);
  }
}
