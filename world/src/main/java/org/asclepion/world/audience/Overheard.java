package org.asclepion.world.audience;

import java.util.List;

/**
 * Who of one room can be heard through one of its apertures, the nearest. Immutable.
 *
 * @param aperture index in the hospital
 * @param voices at most {@link #MOST}, by participant
 */
public record Overheard(int aperture, List<Voice> voices) {
  /** Voices that pass one aperture. */
  public static final int MOST = 8;

  public Overheard {
    voices = List.copyOf(voices);
  }

  boolean has(long participant) {
    for (int i = 0; i < voices.size(); i++) {
      if (voices.get(i).participant() == participant) {
        return true;
      }
    }
    return false;
  }
}
