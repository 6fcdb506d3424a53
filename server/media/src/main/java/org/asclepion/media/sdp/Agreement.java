package org.asclepion.media.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.PeerProfile;
import org.asclepion.media.route.PeerProfile.SlotSpec;
import org.asclepion.media.route.Source;
import org.asclepion.media.rtp.Allocation;
import org.asclepion.media.rtp.ExtensionIds;
import org.asclepion.media.rtp.HeaderExtension;
import org.asclepion.media.sdp.Offer.Kind;
import org.asclepion.media.sdp.Offer.Section;
import org.jspecify.annotations.Nullable;

/**
 * What comes of an offer: which section is which source, which are slots and under which SSRCs.
 * Immutable; any thread.
 *
 * <p>Of the sections that send, the first for audio is the microphone, the first for video the
 * camera and the second the screen. Sections that only receive are the slots. Whatever there is
 * more of stays in the bundle and idle, so that the offerer's sections keep their places.
 *
 * <p>Pictures may be received in every codec that is passed on. Persons send VP8, which every
 * browser has (RFC 7742); a device VP8 if it can, or else H.264.
 */
public final class Agreement {
  /** What a section becomes. */
  sealed interface Part {
    Section offered();

    /**
     * The offerer sends this.
     *
     * @param pictures the codecs in which it may
     */
    record Sends(Section offered, Source source, List<String> rids, Set<Codec> pictures)
        implements Part {}

    /** The offerer receives in this slot. */
    record Slot(Section offered, SlotSpec spec) implements Part {}

    /** Nothing goes either way. */
    record Idle(Section offered) implements Part {}

    /** Not in the bundle at all. */
    record Declined(Section offered) implements Part {}
  }

  private static final Set<Codec> VP8_ONLY = Set.of(Codec.VP8);
  private static final Set<Codec> H264_ONLY = Set.of(Codec.H264);

  private final PeerProfile profile;
  private final List<Part> parts;
  private final AnswerWriter writer;

  private Agreement(PeerProfile profile, List<Part> parts, AnswerWriter writer) {
    this.profile = profile;
    this.parts = List.copyOf(parts);
    this.writer = writer;
  }

  /**
   * Agrees as far as possible; what is not possible stays idle.
   *
   * @param terms what the offerer is
   * @param ssrcs gives random ones
   * @param cname the canonical name of all the server will send
   */
  public static Agreement on(Offer offer, Terms terms, IntSupplier ssrcs, String cname) {
    Codecs codecs = Codecs.of(offer, terms);
    Ssrcs fresh = new Ssrcs(offer, ssrcs);
    List<Part> parts = new ArrayList<>();
    List<PeerProfile.Section> sections = new ArrayList<>();
    List<SlotSpec> voices = new ArrayList<>();
    List<SlotSpec> pictures = new ArrayList<>();
    for (Section section : offer.sections()) {
      Part part = part(section, terms, parts, codecs, fresh, voices.size(), pictures.size());
      parts.add(part);
      switch (part) {
        case Part.Sends sends -> sections.add(sent(sends));
        case Part.Slot slot -> (section.kind() == Kind.AUDIO ? voices : pictures).add(slot.spec());
        case Part.Idle idle -> {}
        case Part.Declined declined -> {}
      }
    }
    ExtensionIds extensions = extensions(offer);
    PeerProfile profile =
        new PeerProfile(
            extensions, codecs.types(), sections, voices, pictures, fresh.next(), cname);
    return new Agreement(profile, parts, new AnswerWriter(extensions, codecs, cname));
  }

  private static Part part(
      Section section,
      Terms terms,
      List<Part> before,
      Codecs codecs,
      Ssrcs fresh,
      int voices,
      int pictures) {
    boolean audio = section.kind() == Kind.AUDIO;
    boolean sends = section.direction().sends();
    Set<Codec> may = codecs.picturesIn(section);
    if (sends) {
      may.retainAll(terms == Terms.SHOWS && !may.contains(Codec.VP8) ? H264_ONLY : VP8_ONLY);
    }
    if (section.kind() == Kind.OTHER || codecs.carried(section, may).isEmpty()) {
      return new Part.Declined(section);
    }
    if (sends) {
      Source source = source(terms, audio, before);
      return source == null
          ? new Part.Idle(section)
          : new Part.Sends(section, source, layers(section), may);
    }
    int taken = audio ? voices : pictures;
    if (section.direction() == Offer.Direction.INACTIVE
        || taken == PeerProfile.MAX_SLOTS
        || terms == Terms.SHOWS
        || (terms == Terms.WATCHES && audio)) {
      return new Part.Idle(section);
    }
    boolean repaired = !audio && codecs.repairs();
    return new Part.Slot(section, new SlotSpec(fresh.next(), repaired ? fresh.next() : 0));
  }

  private static @Nullable Source source(Terms terms, boolean audio, List<Part> before) {
    return switch (terms) {
      case CALLS -> source(audio, before);
      case SHOWS -> audio || has(Source.SCREEN, before) ? null : Source.SCREEN;
      case WATCHES -> null;
    };
  }

  private static @Nullable Source source(boolean audio, List<Part> before) {
    boolean camera = has(Source.CAMERA, before);
    if (audio) {
      return has(Source.VOICE, before) ? null : Source.VOICE;
    }
    if (camera) {
      return has(Source.SCREEN, before) ? null : Source.SCREEN;
    }
    return Source.CAMERA;
  }

  private static boolean has(Source source, List<Part> parts) {
    return parts.stream().anyMatch(part -> part instanceof Part.Sends it && it.source() == source);
  }

  /** Simulcast is for pictures; of too many layers the lower ones. */
  private static List<String> layers(Section section) {
    return section.kind() == Kind.AUDIO
        ? List.of()
        : section.rids().subList(0, Math.min(section.rids().size(), Allocation.MAX_LAYERS));
  }

  private static PeerProfile.Section sent(Part.Sends sends) {
    Section offered = sends.offered();
    // With layers' names, the SSRCs are told by the packets.
    int declared = sends.rids().isEmpty() ? Math.min(1, offered.ssrcs().size()) : 0;
    return new PeerProfile.Section(
        offered.mid(),
        sends.source(),
        offered.ssrcs().subList(0, declared),
        offered.repairs().subList(0, Math.min(declared, offered.repairs().size())),
        sends.rids());
  }

  private static ExtensionIds extensions(Offer offer) {
    Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
    for (HeaderExtension extension : HeaderExtension.values()) {
      offer
          .extensions()
          .forEach(
              (id, uri) -> {
                if (uri.equals(extension.uri())) {
                  ids.merge(extension, id, Math::min);
                }
              });
    }
    return new ExtensionIds(ids);
  }

  /** For the router. */
  public PeerProfile profile() {
    return profile;
  }

  /** The names of the sections that are voice slots, in the slots' order. */
  public List<String> voiceMids() {
    return slotMids(Kind.AUDIO);
  }

  /** The names of the sections that are picture slots, in the slots' order. */
  public List<String> pictureMids() {
    return slotMids(Kind.VIDEO);
  }

  private List<String> slotMids(Kind kind) {
    List<String> mids = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Slot && part.offered().kind() == kind) {
        mids.add(part.offered().mid());
      }
    }
    return mids;
  }

  /** The codecs in which the offerer can receive pictures. */
  public Set<Codec> receives() {
    Set<Codec> all = EnumSet.noneOf(Codec.class);
    for (Part part : parts) {
      if (part instanceof Part.Slot && part.offered().kind() == Kind.VIDEO) {
        all.addAll(writer.picturesIn(part.offered()));
      }
    }
    return all;
  }

  /** The codec of the picture that a device shows; null when it shows none. */
  public @Nullable Codec shows() {
    for (Part part : parts) {
      if (part instanceof Part.Sends sends && sends.source() == Source.SCREEN) {
        return sends.pictures().iterator().next();
      }
    }
    return null;
  }

  /** Whether a later offer is about the same sections in the same bundle, for new credentials. */
  public boolean isAlso(Offer offer) {
    if (offer.sections().size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      Section mine = parts.get(i).offered();
      Section other = offer.sections().get(i);
      if (!mine.mid().equals(other.mid()) || mine.kind() != other.kind()) {
        return false;
      }
    }
    return true;
  }

  /**
   * The answer.
   *
   * @param local our credentials
   * @param fingerprint of our certificate
   * @param candidates as they stand behind "a="
   * @param version counts the answers of one connection, from 1
   */
  public String answer(
      IceCredentials local, Fingerprint fingerprint, List<String> candidates, int version) {
    return writer.write(parts, local, fingerprint, candidates, version);
  }
}
