package org.asclepion.media.route;

import org.jspecify.annotations.Nullable;

/**
 * A revocation: what an audience allowed is denied until a newer audience has had its say.
 * Immutable.
 *
 * @param source what of the sender's is denied; null for everything
 * @param asOfVersion the newest audience that may have been computed without knowing of this; any
 *     newer one lifts the denial
 */
public record Denial(long sender, long receiver, @Nullable Source source, long asOfVersion) {
  /** Stands for every participant. */
  public static final long EVERYBODY = Long.MIN_VALUE;

  /** This receiver gets nothing of this sender. */
  public static Denial between(long sender, long receiver, long asOfVersion) {
    return new Denial(sender, receiver, null, asOfVersion);
  }

  /** Nobody gets anything of this sender: consent withdrawn, or gone. */
  public static Denial from(long sender, long asOfVersion) {
    return new Denial(sender, EVERYBODY, null, asOfVersion);
  }

  /** This receiver gets nothing of anybody: gone, or shut out. */
  public static Denial to(long receiver, long asOfVersion) {
    return new Denial(EVERYBODY, receiver, null, asOfVersion);
  }

  boolean covers(long packetsOf, long to, Source of) {
    return (sender == EVERYBODY || sender == packetsOf)
        && (receiver == EVERYBODY || receiver == to)
        && (source == null || source == of);
  }
}
