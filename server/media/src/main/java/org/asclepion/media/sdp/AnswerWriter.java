package org.asclepion.media.sdp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.HeaderExtension;
import org.asclepion.media.sdp.Agreement.Part;
import org.asclepion.media.sdp.Offer.Codec;
import org.asclepion.media.sdp.Offer.Kind;
import org.asclepion.media.sdp.Offer.Section;

/** Writes answers to one offer. Immutable; any thread. */
final class AnswerWriter {
  /** Twenty milliseconds or less a packet, repair of lost ones in the next, and pauses unsent. */
  private static final String OPUS = "minptime=10;useinbandfec=1;usedtx=1";

  private static final Set<String> PICTURE_FEEDBACK =
      Set.of("transport-cc", "goog-remb", "nack", "nack pli", "ccm fir");

  /**
   * Voices are not numbered for the transport: what nobody wants to hear need then not even be
   * decrypted, and they hardly matter beside pictures.
   */
  private static final List<HeaderExtension> OF_VOICES =
      List.of(HeaderExtension.AUDIO_LEVEL, HeaderExtension.MID);

  private static final List<HeaderExtension> OF_PICTURES =
      List.of(
          HeaderExtension.MID,
          HeaderExtension.RID,
          HeaderExtension.REPAIRED_RID,
          HeaderExtension.TRANSPORT_CC,
          HeaderExtension.ABS_SEND_TIME,
          HeaderExtension.VIDEO_ORIENTATION);

  private final ExtensionIds extensions;
  private final Codecs codecs;
  private final String cname;

  AnswerWriter(ExtensionIds extensions, Codecs codecs, String cname) {
    this.extensions = extensions;
    this.codecs = codecs;
    this.cname = cname;
  }

  String write(
      List<Part> parts,
      IceCredentials local,
      Fingerprint fingerprint,
      List<String> candidates,
      int version) {
    Lines out = new Lines();
    out.line("v=0");
    // RFC 8866: the number names the session together with the address, which is nobody's.
    out.line("o=- 1 " + version + " IN IP4 0.0.0.0");
    out.line("s=-");
    out.line("t=0 0");
    out.line("a=group:BUNDLE" + bundled(parts));
    out.line("a=ice-lite");
    out.line("a=msid-semantic: WMS *");
    boolean first = true;
    for (Part part : parts) {
      if (part instanceof Part.Declined) {
        decline(out, part.offered());
        continue;
      }
      begin(out, part);
      out.line("a=ice-ufrag:" + local.ufrag());
      out.line("a=ice-pwd:" + local.password());
      out.line("a=fingerprint:" + fingerprint);
      out.line("a=setup:passive");
      if (first) {
        candidates.forEach(candidate -> out.line("a=" + candidate));
        out.line("a=end-of-candidates");
        first = false;
      }
      rest(out, part);
    }
    return out.toString();
  }

  private static String bundled(List<Part> parts) {
    StringBuilder mids = new StringBuilder();
    for (Part part : parts) {
      if (!(part instanceof Part.Declined)) {
        mids.append(' ').append(part.offered().mid());
      }
    }
    return mids.toString();
  }

  private static void decline(Lines out, Section section) {
    // The line as it came, but for port 0 (RFC 3264 section 6).
    String[] words = section.line().split(" ", 3);
    out.line("m=" + words[0] + " 0 " + words[2]);
    out.line("c=IN IP4 0.0.0.0");
    out.line("a=mid:" + section.mid());
    out.line("a=inactive");
  }

  private void begin(Lines out, Part part) {
    Section section = part.offered();
    StringBuilder types = new StringBuilder();
    for (Codec codec : spoken(part)) {
      types.append(' ').append(codec.payloadType());
    }
    String[] words = section.line().split(" ", 4);
    out.line("m=" + words[0] + " 9 " + words[2] + types);
    out.line("c=IN IP4 0.0.0.0");
    out.line("a=rtcp:9 IN IP4 0.0.0.0");
  }

  /**
   * In the offerer's order, so that it decides which it sends; but a voice with copies of earlier
   * frames goes first. An encoder repairs by itself only what it takes for speech.
   */
  private List<Codec> spoken(Part part) {
    Section section = part.offered();
    List<Codec> carried =
        codecs.carried(
            section, part instanceof Part.Sends it ? it.pictures() : codecs.picturesIn(section));
    List<Codec> ordered = new ArrayList<>(carried);
    ordered.sort(Comparator.comparing(codec -> !codecs.isRed(codec)));
    return ordered;
  }

  Set<org.asclepion.media.route.Codec> picturesIn(Section section) {
    return codecs.picturesIn(section);
  }

  private void rest(Lines out, Part part) {
    Section section = part.offered();
    boolean audio = section.kind() == Kind.AUDIO;
    out.line("a=mid:" + section.mid());
    for (HeaderExtension extension : audio ? OF_VOICES : OF_PICTURES) {
      int id = extensions.idOf(extension);
      if (id != 0) {
        out.line("a=extmap:" + id + " " + extension.uri());
      }
    }
    switch (part) {
      case Part.Sends sends -> out.line("a=recvonly");
      case Part.Slot slot -> out.line("a=sendonly");
      case Part.Idle idle -> out.line("a=inactive");
      case Part.Declined declined -> {}
    }
    out.line("a=rtcp-mux");
    out.line("a=rtcp-rsize");
    for (Codec codec : spoken(part)) {
      codec(out, codec);
    }
    switch (part) {
      case Part.Sends sends -> layers(out, sends);
      case Part.Slot slot -> stream(out, section, slot.spec());
      case Part.Idle idle -> {}
      case Part.Declined declined -> {}
    }
  }

  private void codec(Lines out, Codec codec) {
    int type = codec.payloadType();
    out.line("a=rtpmap:" + type + " " + codec.name());
    if (codecs.isPicture(codec)) {
      for (String feedback : codec.feedback()) {
        if (PICTURE_FEEDBACK.contains(feedback)) {
          out.line("a=rtcp-fb:" + type + " " + feedback);
        }
      }
    }
    String parameters = codecs.isOpus(codec) ? OPUS : codec.parameters();
    if (!parameters.isEmpty()) {
      out.line("a=fmtp:" + type + " " + parameters);
    }
  }

  private static void layers(Lines out, Part.Sends sends) {
    if (sends.source() == Source.VOICE || sends.rids().isEmpty()) {
      return;
    }
    for (String rid : sends.rids()) {
      out.line("a=rid:" + rid + " recv");
    }
    out.line("a=simulcast:recv " + String.join(";", sends.rids()));
  }

  private void stream(Lines out, Section section, SlotSpec spec) {
    String name = "slot-" + section.mid();
    String ssrc = Integer.toUnsignedString(spec.ssrc());
    out.line("a=msid:" + name + " " + name);
    List<String> all = new ArrayList<>(List.of(ssrc));
    if (spec.retransmissionSsrc() != 0) {
      all.add(Integer.toUnsignedString(spec.retransmissionSsrc()));
      out.line("a=ssrc-group:FID " + String.join(" ", all));
    }
    for (String one : all) {
      out.line("a=ssrc:" + one + " cname:" + cname);
      out.line("a=ssrc:" + one + " msid:" + name + " " + name);
    }
  }

  /** RFC 8866: every line ends so. */
  private static final class Lines {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
      text.append(line).append("\r\n");
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
