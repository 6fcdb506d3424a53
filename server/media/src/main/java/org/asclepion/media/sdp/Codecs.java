package org.asclepion.media.sdp;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.PayloadTypes;
import org.asclepion.media.sdp.Offer.Section;
import org.jspecify.annotations.Nullable;

/** The codecs that both sides know, by their payload types in the offer. Immutable. */
final class Codecs {
  private static final Pattern ANY = Pattern.compile(".*");

  final Offer.@Nullable Codec opus;
  final Offer.@Nullable Codec red;
  final Offer.@Nullable Codec vp8;
  final Offer.@Nullable Codec rtx;

  private Codecs(
      Offer.@Nullable Codec opus,
      Offer.@Nullable Codec red,
      Offer.@Nullable Codec vp8,
      Offer.@Nullable Codec rtx) {
    this.opus = opus;
    this.red = red;
    this.vp8 = vp8;
    this.rtx = rtx;
  }

  static Codecs of(Offer offer) {
    Offer.Codec opus = find(offer, "opus/48000/2", ANY);
    Offer.Codec vp8 = find(offer, "VP8/90000", ANY);
    return new Codecs(
        opus,
        opus == null ? null : find(offer, "red/48000/2", about("", opus, "(/\\d+)*")),
        vp8,
        vp8 == null ? null : find(offer, "rtx/90000", about("apt=", vp8, "(;.*)?")));
  }

  private static Pattern about(String before, Offer.Codec codec, String after) {
    return Pattern.compile(before + codec.payloadType() + after);
  }

  private static Offer.@Nullable Codec find(Offer offer, String name, Pattern parameters) {
    for (Section section : offer.sections()) {
      for (Offer.Codec codec : section.codecs()) {
        if (codec.is(name) && parameters.matcher(codec.parameters()).matches()) {
          return codec;
        }
      }
    }
    return null;
  }

  /** Whether a section has anything in common with what the server carries. */
  boolean any(Section section) {
    return section.codecs().stream().anyMatch(this::has);
  }

  boolean has(Offer.Codec codec) {
    for (Offer.Codec mine : new Offer.@Nullable Codec[] {opus, red, vp8, rtx}) {
      if (mine != null && mine.payloadType() == codec.payloadType()) {
        return true;
      }
    }
    return false;
  }

  PayloadTypes types() {
    Map<Codec, Integer> types = new EnumMap<>(Codec.class);
    put(types, Codec.OPUS, opus);
    put(types, Codec.RED, red);
    put(types, Codec.VP8, vp8);
    Map<Integer, Integer> repairs = new HashMap<>();
    if (rtx != null && vp8 != null) {
      repairs.put(rtx.payloadType(), vp8.payloadType());
    }
    return new PayloadTypes(types, repairs);
  }

  private static void put(Map<Codec, Integer> types, Codec codec, Offer.@Nullable Codec offered) {
    if (offered != null) {
      types.put(codec, offered.payloadType());
    }
  }
}
