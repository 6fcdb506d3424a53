package org.asclepion.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.asclepion.media.sdp.Offer.Direction;
import org.asclepion.media.sdp.Offer.Kind;
import org.asclepion.media.sdp.Offer.Section;
import org.jspecify.annotations.Nullable;

/** A section while it is read. Owned by whoever parses. */
final class SectionDraft {
  static final int MAX_CODECS = 64;
  static final int MAX_RIDS = 4;
  static final int MAX_SSRCS = 16;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.+-]{1,32}");
  private static final Pattern LINE = Pattern.compile("[\\x20-\\x7E]{1,512}");

  private final String line;
  private final Kind kind;
  private final List<Integer> types = new ArrayList<>();
  private final List<String> rids = new ArrayList<>();
  private final List<Integer> ssrcs = new ArrayList<>();

  /** SSRCs in the groups of FID: each stream, then what repairs it. */
  private final List<Integer> pairs = new ArrayList<>();

  private Direction direction = Direction.SENDRECV;
  private @Nullable String mid;

  /**
   * @param line without "m="
   */
  SectionDraft(String line) throws SdpFault {
    String[] words = line.split(" ", -1);
    if (words.length < 4 || words.length > MAX_CODECS + 3 || !LINE.matcher(line).matches()) {
      throw new SdpFault("not a media line, or one of more than " + MAX_CODECS + " codecs");
    }
    this.line = line;
    kind =
        switch (words[0]) {
          case "audio" -> Kind.AUDIO;
          case "video" -> Kind.VIDEO;
          default -> Kind.OTHER;
        };
    for (int i = 3; i < words.length && kind != Kind.OTHER; i++) {
      types.add(Text.number(words[i], CodecTable.MAX_TYPE));
    }
  }

  void attribute(String key, String value) throws SdpFault {
    switch (key) {
      case "mid" -> mid = token(value);
      case "sendrecv" -> direction = Direction.SENDRECV;
      case "sendonly" -> direction = Direction.SENDONLY;
      case "recvonly" -> direction = Direction.RECVONLY;
      case "inactive" -> direction = Direction.INACTIVE;
      case "rid" -> rid(value);
      case "ssrc" -> ssrc(value);
      case "ssrc-group" -> group(value);
      default -> {
        // RFC 8866: what one does not know, one ignores.
      }
    }
  }

  Section section(CodecTable codecs) throws SdpFault {
    if (mid == null) {
      throw new SdpFault("a section without a name");
    }
    List<Integer> streams = new ArrayList<>();
    List<Integer> repairs = new ArrayList<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      streams.add(pairs.get(i));
      repairs.add(pairs.get(i + 1));
    }
    return new Section(
        kind,
        line,
        mid,
        direction,
        codecs.of(types),
        rids,
        streams.isEmpty() ? ssrcs : streams,
        repairs);
  }

  private void rid(String value) throws SdpFault {
    String[] words = value.split(" ", 3);
    if (words.length < 2) {
      throw new SdpFault("not a layer");
    }
    String rid = token(words[0]);
    if (words[1].equals("send") && !rids.contains(rid)) {
      if (rids.size() == MAX_RIDS) {
        throw new SdpFault("more than " + MAX_RIDS + " layers");
      }
      rids.add(rid);
    }
  }

  private void ssrc(String value) throws SdpFault {
    int blank = value.indexOf(' ');
    int ssrc = Text.ssrc(blank < 0 ? value : value.substring(0, blank));
    if (!ssrcs.contains(ssrc)) {
      bounded(ssrcs, 1);
      ssrcs.add(ssrc);
    }
  }

  private void group(String value) throws SdpFault {
    String[] words = value.split(" ", -1);
    if (words.length == 3 && words[0].equals("FID")) {
      bounded(pairs, 2);
      pairs.add(Text.ssrc(words[1]));
      pairs.add(Text.ssrc(words[2]));
    }
  }

  private static void bounded(List<Integer> list, int more) throws SdpFault {
    if (list.size() + more > MAX_SSRCS) {
      throw new SdpFault("more than " + MAX_SSRCS + " SSRCs in a section");
    }
  }

  private static String token(String word) throws SdpFault {
    if (!TOKEN.matcher(word).matches()) {
      throw new SdpFault("not a name");
    }
    return word;
  }
}
