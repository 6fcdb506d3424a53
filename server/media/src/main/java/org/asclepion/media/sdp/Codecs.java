package org.asclepion.media.sdp;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.PayloadTypes;
import org.asclepion.media.sdp.Offer.Section;
import org.jspecify.annotations.Nullable;

/** The codecs that both sides know, by their payload types in the offer. Immutable. */
final class Codecs {
  /** Two bits of RFC 6184's profile-iop: what every decoder takes. */
  private static final Pattern CONSTRAINED_BASELINE =
      parameter("profile-level-id=42[4-7c-f]\\p{XDigit}{3}");

  private static final Pattern BASELINE = parameter("profile-level-id=42\\p{XDigit}{4}");
  private static final Pattern OTHER_PROFILE = parameter("profile-level-id=.*");

  /** Units may be put together and taken apart; without it each has a packet of its own. */
  private static final Pattern PARTS = parameter("packetization-mode=1");

  private static final Pattern OTHER_MODE = parameter("packetization-mode=[^01].*");

  private final Offer.@Nullable Codec opus;
  private final Offer.@Nullable Codec red;
  private final Map<Codec, Offer.Codec> pictures = new EnumMap<>(Codec.class);

  /** The retransmissions, each of a picture's codec. */
  private final Map<Codec, Offer.Codec> repairs = new EnumMap<>(Codec.class);

  private Codecs(Offer offer, Terms terms) {
    opus = find(offer, "opus/48000/2", _ -> true);
    red = opus == null ? null : find(offer, "red/48000/2", about("", opus, "(/\\d+)*"));
    put(Codec.VP8, find(offer, "VP8/90000", _ -> true));
    put(Codec.H264, h264(offer, terms));
    pictures.forEach(
        (codec, offered) -> {
          Offer.Codec repair = find(offer, "rtx/90000", about("apt=", offered, "(;.*)?"));
          if (repair != null) {
            repairs.put(codec, repair);
          }
        });
  }

  static Codecs of(Offer offer, Terms terms) {
    return new Codecs(offer, terms);
  }

  private void put(Codec codec, Offer.@Nullable Codec offered) {
    if (offered != null) {
      pictures.put(codec, offered);
    }
  }

  /**
   * Of the many forms of H.264 one that every decoder of it takes. Who receives must take units in
   * parts; who sends may do without.
   */
  private static Offer.@Nullable Codec h264(Offer offer, Terms terms) {
    List<Predicate<String>> wishes =
        List.of(
            text -> PARTS.matcher(text).find() && CONSTRAINED_BASELINE.matcher(text).find(),
            text -> PARTS.matcher(text).find() && BASELINE.matcher(text).find(),
            // RFC 6184 section 8.1: who names no profile means the baseline.
            text ->
                terms == Terms.SHOWS
                    && !OTHER_MODE.matcher(text).find()
                    && (BASELINE.matcher(text).find() || !OTHER_PROFILE.matcher(text).find()));
    for (Predicate<String> wish : wishes) {
      Offer.Codec found = find(offer, "H264/90000", wish);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Pattern parameter(String form) {
    return Pattern.compile("(^|;) *" + form + " *(;|$)", Pattern.CASE_INSENSITIVE);
  }

  private static Predicate<String> about(String before, Offer.Codec codec, String after) {
    return Pattern.compile(before + codec.payloadType() + after).asMatchPredicate();
  }

  private static Offer.@Nullable Codec find(
      Offer offer, String name, Predicate<String> parameters) {
    for (Section section : offer.sections()) {
      for (Offer.Codec codec : section.codecs()) {
        if (codec.is(name) && parameters.test(codec.parameters())) {
          return codec;
        }
      }
    }
    return null;
  }

  /** The codecs for pictures that a section offers. */
  Set<Codec> picturesIn(Section section) {
    Set<Codec> found = new TreeSet<>(pictures.keySet());
    found.removeIf(codec -> !isIn(pictures.get(codec), section));
    return found;
  }

  private static boolean isIn(Offer.@Nullable Codec wanted, Section section) {
    return wanted != null
        && section.codecs().stream().anyMatch(codec -> codec.payloadType() == wanted.payloadType());
  }

  /** What of a section's codecs the server carries, where of pictures only these may come. */
  List<Offer.Codec> carried(Section section, Set<Codec> allowed) {
    return section.codecs().stream().filter(codec -> has(codec, allowed)).toList();
  }

  private boolean has(Offer.Codec codec, Set<Codec> allowed) {
    if (is(codec, opus) || is(codec, red)) {
      return true;
    }
    for (Codec picture : allowed) {
      if (is(codec, pictures.get(picture)) || is(codec, repairs.get(picture))) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(Offer.Codec codec, Offer.@Nullable Codec mine) {
    return mine != null && mine.payloadType() == codec.payloadType();
  }

  boolean isRed(Offer.Codec codec) {
    return is(codec, red);
  }

  boolean isOpus(Offer.Codec codec) {
    return is(codec, opus);
  }

  boolean isPicture(Offer.Codec codec) {
    return pictures.values().stream().anyMatch(mine -> is(codec, mine));
  }

  /** Whether lost pictures can be sent again. */
  boolean repairs() {
    return !repairs.isEmpty();
  }

  PayloadTypes types() {
    Map<Codec, Integer> types = new EnumMap<>(Codec.class);
    put(types, Codec.OPUS, opus);
    put(types, Codec.RED, red);
    pictures.forEach((codec, offered) -> put(types, codec, offered));
    Map<Integer, Integer> retransmissions = new HashMap<>();
    repairs.forEach((codec, repair) -> retransmissions.put(repair.payloadType(), types.get(codec)));
    return new PayloadTypes(types, retransmissions);
  }

  private static void put(Map<Codec, Integer> types, Codec codec, Offer.@Nullable Codec offered) {
    if (offered != null) {
      types.put(codec, offered.payloadType());
    }
  }
}
