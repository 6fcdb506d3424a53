package org.asclepion.media.route;

/** The codecs that are passed on; the server decodes none of them. */
public enum Codec {
  /** RFC 7587, with in-band FEC and DTX as the sender likes. */
  OPUS(48_000, false),
  /** Opus with copies of earlier frames (RFC 2198). */
  RED(48_000, false),
  /** RFC 7741. */
  VP8(90_000, true),
  /** RFC 6184, as devices send it. */
  H264(90_000, true);

  private final int clockHz;
  private final boolean picture;

  Codec(int clockHz, boolean picture) {
    this.clockHz = clockHz;
    this.picture = picture;
  }

  public int clockHz() {
    return clockHz;
  }

  public boolean picture() {
    return picture;
  }
}
