package org.asclepion.media.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.sdp.Offer.Section;
import org.jspecify.annotations.Nullable;

/**
 * Reads an offer. Made for one; owned by one thread. Lines that it does not know are skipped, as
 * RFC 8866 asks; what it knows must be right, and every fault says what is wrong.
 *
 * <p>In one bundle an attribute of the transport is the same for all sections, and so is the
 * meaning of a payload type and of a header extension's id (RFC 8843). So it counts for all
 * sections wherever it stands, and an offer may leave out what it has said before.
 */
public final class OfferParser {
  public static final int MAX_CHARACTERS = 12_000;
  public static final int MAX_LINES = 1_000;
  public static final int MAX_SECTIONS = 64;

  /** RFC 8285: the ids of the one-byte form. */
  private static final int MAX_EXTENSION = 14;

  private static final Pattern URI = Pattern.compile("[\\x21-\\x7E]{1,255}");

  private final List<SectionDraft> sections = new ArrayList<>();
  private final CodecTable codecs = new CodecTable();
  private final Map<Integer, String> extensions = new HashMap<>();
  private @Nullable String ufrag;
  private @Nullable String password;
  private @Nullable Fingerprint fingerprint;

  private OfferParser() {}

  /** Reads one; the fault says what is wrong with it. */
  public static Offer parse(String text) throws SdpFault {
    if (text.length() > MAX_CHARACTERS) {
      throw new SdpFault("longer than " + MAX_CHARACTERS + " characters");
    }
    return new OfferParser().read(text);
  }

  private Offer read(String text) throws SdpFault {
    int lines = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (++lines > MAX_LINES) {
        throw new SdpFault("more than " + MAX_LINES + " lines");
      }
      if (line.startsWith("m=")) {
        if (sections.size() == MAX_SECTIONS) {
          throw new SdpFault("more than " + MAX_SECTIONS + " sections");
        }
        sections.add(new SectionDraft(line.substring(2)));
      } else if (line.startsWith("a=")) {
        attribute(line.substring(2));
      }
    }
    if (ufrag == null || password == null || !IceCredentials.areValid(ufrag, password)) {
      throw new SdpFault("no credentials for ICE");
    }
    if (fingerprint == null) {
      throw new SdpFault("no fingerprint of SHA-256 or better");
    }
    return new Offer(new IceCredentials(ufrag, password), fingerprint, extensions, finish());
  }

  private List<Section> finish() throws SdpFault {
    List<Section> finished = new ArrayList<>();
    for (SectionDraft draft : sections) {
      Section section = draft.section(codecs);
      for (Section other : finished) {
        if (other.mid().equals(section.mid())) {
          throw new SdpFault("two sections have one name");
        }
      }
      finished.add(section);
    }
    if (finished.isEmpty()) {
      throw new SdpFault("nothing is offered");
    }
    return finished;
  }

  private void attribute(String attribute) throws SdpFault {
    int colon = attribute.indexOf(':');
    String key = colon < 0 ? attribute : attribute.substring(0, colon);
    String value = colon < 0 ? "" : attribute.substring(colon + 1);
    switch (key) {
      case "ice-ufrag" -> ufrag = same(key, ufrag, value);
      case "ice-pwd" -> password = same(key, password, value);
      case "fingerprint" -> fingerprint(value);
      case "setup" -> {
        if (!value.equals("actpass") && !value.equals("active")) {
          throw new SdpFault("the offerer must be able to begin the handshake");
        }
      }
      case "extmap" -> extension(value);
      case "rtpmap" -> codecs.name(value);
      case "fmtp" -> codecs.parameters(value);
      case "rtcp-fb" -> codecs.feedback(value);
      default -> {
        if (!sections.isEmpty()) {
          sections.getLast().attribute(key, value);
        }
      }
    }
  }

  private static String same(String what, @Nullable String before, String value) throws SdpFault {
    if (before != null && !before.equals(value)) {
      throw new SdpFault("more than one " + what + ": everything must be in one bundle");
    }
    return value;
  }

  private void fingerprint(String value) throws SdpFault {
    Fingerprint found = Fingerprint.parse(value);
    if (found != null && fingerprint != null && !fingerprint.equals(found)) {
      throw new SdpFault("more than one fingerprint: everything must be in one bundle");
    }
    fingerprint = found == null ? fingerprint : found;
  }

  /** What cannot be told in one byte is not used. */
  private void extension(String value) throws SdpFault {
    String[] words = value.split(" ", 3);
    int slash = words[0].indexOf('/');
    int id = Text.number(slash < 0 ? words[0] : words[0].substring(0, slash), 4_095);
    if (words.length < 2 || !URI.matcher(words[1]).matches()) {
      throw new SdpFault("not a header extension");
    }
    if (id < 1 || id > MAX_EXTENSION) {
      return;
    }
    String before = extensions.put(id, words[1]);
    if (before != null && !before.equals(words[1])) {
      throw new SdpFault("one id for two header extensions");
    }
  }
}
