package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.asclepion.media.route.PeerProfile.Section;
import org.asclepion.media.rtp.HeaderExtension;
import org.asclepion.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * Which incoming stream a packet belongs to. Owned by the sender's loop.
 *
 * <p>An SSRC is bound to a section and a layer when first seen in an authenticated packet: by what
 * the SDP declared, or by the packet's own extensions. There is at most one stream for each section
 * and layer; a new one takes the place of the old.
 */
final class Tracks {
  /** A section with its names as they stand in packets. */
  private static final class Named {
    final Section section;
    final byte[] mid;
    final List<byte[]> rids;

    Named(Section section) {
      this.section = section;
      mid = ascii(section.mid());
      rids = section.rids().stream().map(Tracks::ascii).toList();
    }
  }

  private static final int UNKNOWN = -1;

  private final List<Named> sections = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();

  Tracks(List<Section> sections) {
    for (Section section : sections) {
      this.sections.add(new Named(section));
    }
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** All bound so far; not to be changed. */
  List<Track> all() {
    return tracks;
  }

  /** The stream an SSRC is bound to, or null. */
  @Nullable Track bound(int ssrc) {
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).ssrc == ssrc) {
        return tracks.get(i);
      }
    }
    return null;
  }

  /** The stream of an authenticated packet, bound now if it was not; or null. */
  @Nullable Track of(RtpPacket rtp, ByteBuf packet) {
    Track track = bound(rtp.ssrc());
    return track != null ? track : bind(rtp, packet);
  }

  private @Nullable Track bind(RtpPacket rtp, ByteBuf packet) {
    for (Named named : sections) {
      int layer = named.section.ssrcs().indexOf(rtp.ssrc());
      if (layer >= 0) {
        return bind(rtp.ssrc(), named.section, layer);
      }
    }
    for (Named named : sections) {
      if (rtp.is(HeaderExtension.MID, packet, named.mid)) {
        int layer = layer(named, HeaderExtension.RID, rtp, packet);
        return layer == UNKNOWN ? null : bind(rtp.ssrc(), named.section, layer);
      }
    }
    return null;
  }

  private static int layer(Named named, HeaderExtension by, RtpPacket rtp, ByteBuf packet) {
    if (named.rids.isEmpty()) {
      return 0;
    }
    for (int layer = 0; layer < named.rids.size(); layer++) {
      if (rtp.is(by, packet, named.rids.get(layer))) {
        return layer;
      }
    }
    return UNKNOWN;
  }

  private Track bind(int ssrc, Section section, int layer) {
    Track track = new Track(ssrc, section, layer);
    if (layer < section.retransmissions().size()) {
      track.retransmissionSsrc = section.retransmissions().get(layer);
    }
    tracks.removeIf(old -> old.section.equals(section) && old.layer == layer);
    tracks.add(track);
    return track;
  }

  /** The stream that a retransmission repairs, or null. */
  @Nullable Track repaired(RtpPacket rtp, ByteBuf packet) {
    for (Track track : tracks) {
      if (track.retransmissionSsrc == rtp.ssrc()) {
        return track;
      }
    }
    for (Named named : sections) {
      if (rtp.is(HeaderExtension.MID, packet, named.mid)) {
        int layer = layer(named, HeaderExtension.REPAIRED_RID, rtp, packet);
        for (Track track : tracks) {
          if (track.section.equals(named.section) && track.layer == layer) {
            track.retransmissionSsrc = rtp.ssrc();
            return track;
          }
        }
      }
    }
    return null;
  }
}
