package org.asclepion.media.sdp;

import java.util.List;
import org.asclepion.media.ice.IceCredentials;
import org.jspecify.annotations.Nullable;

/**
 * The part of a description that is about ICE (RFC 8840), as WHIP and WHEP send it after the offer:
 * which credentials it is about. Candidates in it are not needed, since a lite agent learns the
 * other's addresses from its checks. Immutable.
 */
public record IceFragment(IceCredentials ice) {
  /** Reads one; the fault says what is wrong with it. */
  public static IceFragment parse(String text) throws SdpFault {
    if (text.length() > OfferParser.MAX_CHARACTERS) {
      throw new SdpFault("longer than " + OfferParser.MAX_CHARACTERS + " characters");
    }
    String ufrag = null;
    String password = null;
    int lines = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (++lines > OfferParser.MAX_LINES) {
        throw new SdpFault("more than " + OfferParser.MAX_LINES + " lines");
      }
      ufrag = same(line, "a=ice-ufrag:", ufrag);
      password = same(line, "a=ice-pwd:", password);
    }
    if (ufrag == null || password == null || !IceCredentials.areValid(ufrag, password)) {
      throw new SdpFault("no credentials for ICE");
    }
    return new IceFragment(new IceCredentials(ufrag, password));
  }

  private static @Nullable String same(String line, String key, @Nullable String before)
      throws SdpFault {
    if (!line.startsWith(key)) {
      return before;
    }
    String value = line.substring(key.length());
    if (before != null && !before.equals(value)) {
      throw new SdpFault("more than one " + key + " everything must be in one bundle");
    }
    return value;
  }

  /**
   * What is answered when ICE was restarted.
   *
   * @param local our new credentials
   * @param candidates as they stand behind "a="
   */
  public static String answer(IceCredentials local, List<String> candidates) {
    StringBuilder out = new StringBuilder();
    out.append("a=ice-lite\r\n");
    out.append("a=ice-ufrag:").append(local.ufrag()).append("\r\n");
    out.append("a=ice-pwd:").append(local.password()).append("\r\n");
    candidates.forEach(candidate -> out.append("a=").append(candidate).append("\r\n"));
    return out.append("a=end-of-candidates\r\n").toString();
  }
}
