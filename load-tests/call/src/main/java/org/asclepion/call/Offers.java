package org.asclepion.call;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Session descriptions as the server takes them: {@code media.proto} says how. Static. */
final class Offers {
  /** The header extensions that the server reads or writes. */
  private static final List<String> EXTENSIONS =
      List.of(
          "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
          "urn:ietf:params:rtp-hdrext:sdes:mid",
          "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
          "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time");

  /** In a bundle these say the same wherever they stand (RFC 8843), so that once is enough. */
  private static final Pattern SHARED =
      Pattern.compile("a=(?:ice-ufrag|ice-pwd|fingerprint|setup|extmap|rtpmap|fmtp|rtcp-fb):.*");

  private static final Pattern NEEDLESS =
      Pattern.compile(
          "a=(?:candidate:|end-of-candidates|rtcp:|ice-options:|msid|extmap-allow-mixed"
              + "|ssrc:\\d+ (?!cname:)).*");

  /** What of libwebrtc's description the server needs, within the length a message may have. */
  static String compact(String sdp) {
    Set<String> said = new HashSet<>();
    StringBuilder out = new StringBuilder(sdp.length());
    for (String line : sdp.lines().toList()) {
      boolean wanted =
          !NEEDLESS.matcher(line).matches()
              && (!line.startsWith("a=extmap:") || EXTENSIONS.contains(extension(line)))
              && (!SHARED.matcher(line).matches() || said.add(line));
      if (wanted) {
        out.append(line).append("\r\n");
      }
    }
    return out.toString();
  }

  private static String extension(String line) {
    int from = line.indexOf(' ') + 1;
    int to = line.indexOf(' ', from);
    return line.substring(from, to < 0 ? line.length() : to);
  }

  private Offers() {}
}
