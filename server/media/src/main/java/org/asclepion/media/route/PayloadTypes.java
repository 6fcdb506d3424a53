package org.asclepion.media.route;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payload types of a session's SDP. Immutable, for any thread. */
public final class PayloadTypes {
  static final int NONE = -1;

  private static final int TYPES = 128;

  private final @Nullable Codec[] codecs = new Codec[TYPES];
  private final int[] repaired = new int[TYPES];
  private final int[] repairs = new int[TYPES];
  private final EnumMap<Codec, Integer> types = new EnumMap<>(Codec.class);

  /**
   * Takes what was negotiated.
   *
   * @param types in [0, 127]
   * @param retransmissions the types of RFC 4588, each to the type it repairs
   */
  public PayloadTypes(Map<Codec, Integer> types, Map<Integer, Integer> retransmissions) {
    this.types.putAll(types);
    Arrays.fill(repaired, NONE);
    Arrays.fill(repairs, NONE);
    types.forEach((codec, type) -> codecs[type] = codec);
    retransmissions.forEach(
        (repair, type) -> {
          repaired[repair] = type;
          repairs[type] = repair;
        });
  }

  /** What a type stands for; null when nothing the server passes on. */
  @Nullable Codec codec(int type) {
    return codecs[type];
  }

  /** Whether it is a picture's or repairs one. */
  boolean isPicture(int type) {
    Codec codec = codecs[repaired[type] == NONE ? type : repaired[type]];
    return codec != null && codec.picture();
  }

  /** The type a retransmission's type repairs, or {@link #NONE} when it is no such type. */
  int repaired(int type) {
    return repaired[type];
  }

  /** A codec's type, or {@link #NONE}. */
  int typeOf(Codec codec) {
    return types.getOrDefault(codec, NONE);
  }

  /** The type under which packets of a type are sent again (RFC 4588), or {@link #NONE}. */
  int retransmissionOf(int type) {
    return repairs[type];
  }
}
