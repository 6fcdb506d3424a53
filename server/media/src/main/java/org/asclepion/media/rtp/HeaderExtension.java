package org.asclepion.media.rtp;

/** The header extensions the server understands, by the URI under which SDP names them. */
public enum HeaderExtension {
  /** One byte: the voice activity bit and the level below overload, 0 to 127 dB (RFC 6464). */
  AUDIO_LEVEL(0, "urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
  /** The media section a packet belongs to (RFC 8843). */
  MID(1, "urn:ietf:params:rtp-hdrext:sdes:mid"),
  /** The simulcast stream a packet belongs to (RFC 8852). */
  RID(2, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
  /** The simulcast stream whose loss a retransmission repairs (RFC 8852). */
  REPAIRED_RID(3, "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
  /** Two bytes: a number counted over all streams of a transport. */
  TRANSPORT_CC(4, "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
  /** Three bytes: when a packet left, 6.18 fixed-point seconds. */
  ABS_SEND_TIME(5, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
  /** One byte: how the picture is to be turned (3GPP TS 26.114). */
  VIDEO_ORIENTATION(6, "urn:3gpp:video-orientation");

  static final int COUNT = 7;

  private final int index;
  private final String uri;

  HeaderExtension(int index, String uri) {
    this.index = index;
    this.uri = uri;
  }

  /** Its place in arrays, below {@link #COUNT}. */
  int index() {
    return index;
  }

  public String uri() {
    return uri;
  }
}
