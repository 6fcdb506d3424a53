package org.asclepion.media.sdp;

import java.util.List;
import java.util.Map;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/**
 * What a browser offers, all of it in one bundle. Immutable.
 *
 * @param ice credentials of the bundle
 * @param fingerprint of the certificate that it will show
 * @param extensions of the header: URI by id, from 1 to 14, so that the one-byte form does
 * @param sections in their order, at most {@link OfferParser#MAX_SECTIONS}
 */
public record Offer(
    IceCredentials ice,
    Fingerprint fingerprint,
    Map<Integer, String> extensions,
    List<Section> sections) {
  public Offer {
    extensions = Map.copyOf(extensions);
    sections = List.copyOf(sections);
  }

  /** Which way media go, as the offerer sees it. */
  public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    boolean sends() {
      return this == SENDRECV || this == SENDONLY;
    }
  }

  /** What a section is for. */
  public enum Kind {
    AUDIO,
    VIDEO,
    /** Data channels, and whatever else there may be. */
    OTHER
  }

  /**
   * One m-line.
   *
   * @param line the m-line as it stands, for the answer that declines it
   * @param mid its name in the bundle
   * @param codecs in the offerer's order of preference
   * @param rids of the layers that it will send, in their order; empty without simulcast
   * @param ssrcs that it will send, as far as it says so
   * @param repairs the SSRCs that retransmit those, in the same order; empty when it does not say
   */
  public record Section(
      Kind kind,
      String line,
      String mid,
      Direction direction,
      List<Codec> codecs,
      List<String> rids,
      List<Integer> ssrcs,
      List<Integer> repairs) {
    public Section {
      codecs = List.copyOf(codecs);
      rids = List.copyOf(rids);
      ssrcs = List.copyOf(ssrcs);
      repairs = List.copyOf(repairs);
    }
  }

  /**
   * A payload type.
   *
   * @param name such as "opus/48000/2" or "VP8/90000", as it came
   * @param parameters of its a=fmtp, or empty
   * @param feedback of its a=rtcp-fb, such as "nack pli"
   */
  public record Codec(int payloadType, String name, String parameters, List<String> feedback) {
    public Codec {
      feedback = List.copyOf(feedback);
    }

    boolean is(String wanted) {
      return name.equalsIgnoreCase(wanted);
    }
  }
}
