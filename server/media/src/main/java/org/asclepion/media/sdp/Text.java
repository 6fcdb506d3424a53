package org.asclepion.media.sdp;

/** The small words of a description. Static and pure. */
final class Text {
  private static final int MAX_DIGITS = 10;

  private Text() {}

  /** A decimal number without a sign. */
  static int number(String word, int most) throws SdpFault {
    long number = unsigned(word);
    if (number > most) {
      throw new SdpFault("not a number up to " + most);
    }
    return (int) number;
  }

  /** An SSRC, as the 32 bits of an int. */
  static int ssrc(String word) throws SdpFault {
    long number = unsigned(word);
    if (number > 0xFFFF_FFFFL) {
      throw new SdpFault("not an SSRC");
    }
    return (int) number;
  }

  private static long unsigned(String word) throws SdpFault {
    if (word.isEmpty() || word.length() > MAX_DIGITS) {
      throw new SdpFault("not a number");
    }
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        throw new SdpFault("not a number");
      }
    }
    return Long.parseLong(word);
  }
}
