package org.asclepion.media.route;

import java.util.List;
import org.asclepion.media.rtp.Allocation;
import org.asclepion.media.rtp.ExtensionIds;

/**
 * What signalling agreed with one peer. Immutable.
 *
 * @param extensions the ids of header extensions, the same both ways
 * @param types the payload types, the same both ways
 * @param sections what the peer may send
 * @param voices where it hears: as many voices at once as there are slots
 * @param pictures where it sees
 * @param reporterSsrc the SSRC under which the server writes RTCP to this peer
 * @param cname the canonical name of all the server sends to it (RFC 3550)
 */
public record PeerProfile(
    ExtensionIds extensions,
    PayloadTypes types,
    List<Section> sections,
    List<SlotSpec> voices,
    List<SlotSpec> pictures,
    int reporterSsrc,
    String cname) {

  /** Voices or pictures a receiver can have at once. */
  public static final int MAX_SLOTS = 32;

  /** Sections a peer may send: microphone, camera, screen, and some to spare. */
  public static final int MAX_SECTIONS = 8;

  public PeerProfile {
    sections = List.copyOf(sections);
    voices = List.copyOf(voices);
    pictures = List.copyOf(pictures);
    if (voices.size() > MAX_SLOTS || pictures.size() > MAX_SLOTS) {
      throw new IllegalArgumentException("more than " + MAX_SLOTS + " slots");
    }
    if (sections.size() > MAX_SECTIONS) {
      throw new IllegalArgumentException("more than " + MAX_SECTIONS + " sections");
    }
  }

  /**
   * A media section in which the peer sends.
   *
   * @param mid its name, told in packets by an extension (RFC 8843)
   * @param ssrcs those the SDP declares, lowest simulcast layer first; may be empty
   * @param retransmissions the SSRCs that repair them, in the same order; may be empty
   * @param rids the names of simulcast layers, lowest first (RFC 8852); may be empty
   */
  public record Section(
      String mid,
      Source source,
      List<Integer> ssrcs,
      List<Integer> retransmissions,
      List<String> rids) {
    public Section {
      ssrcs = List.copyOf(ssrcs);
      retransmissions = List.copyOf(retransmissions);
      rids = List.copyOf(rids);
      if (ssrcs.size() > Allocation.MAX_LAYERS || rids.size() > Allocation.MAX_LAYERS) {
        throw new IllegalArgumentException("more than " + Allocation.MAX_LAYERS + " layers");
      }
    }
  }

  /**
   * A stream the peer was promised before anybody was in it.
   *
   * @param ssrc chosen by the server
   * @param retransmissionSsrc for lost packets; 0 to send them again byte for byte
   */
  public record SlotSpec(int ssrc, int retransmissionSsrc) {}
}
