package org.asclepion.media.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Offers as a browser makes them. */
final class Offers {
  private Offers() {}

  /**
   * Chromium 156: a microphone, a camera in three layers, a screen, two slots for voices and two
   * for pictures; codecs limited to those that the server carries.
   */
  static String chromium() {
    return read("chromium-offer.sdp");
  }

  /** The same without what it says again. */
  static String abridged() {
    return read("chromium-offer-abridged.sdp");
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Offers.class.getResourceAsStream(name))) {
      // As in SDP; the files have plain ends of lines so that tools do not change them.
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
