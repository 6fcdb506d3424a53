package org.asclepion.media.route;

/** What signalling and the world are told. Called on loops; must not block. */
public interface RouteListener {
  /** Stands for nobody in a slot. */
  long NOBODY = Denial.EVERYBODY;

  /**
   * Somebody began or ended talking, or talks louder or softer; at most ten times a second each.
   *
   * @param loudness 0 (silence) to 127 dB, smoothed
   */
  void talking(long participant, boolean talking, int loudness);

  /** A receiver's voice slot now carries this sender, or {@link #NOBODY}. */
  void voice(long receiver, int slot, long sender);

  /** A receiver's picture slot now carries this source of this sender, or {@link #NOBODY}'s. */
  void picture(long receiver, int slot, long sender, Source source);
}
