package org.asclepion.host.recording;

import org.asclepion.world.intent.Limits;

/**
 * What a recording keeps of something said or written: how long it was, never a word of it. A room
 * treats the {@link #stand in} as it treated the words. Stateless.
 */
final class Words {
  /** One more than anybody may write; longer than that is as good as this. */
  static final int MAX_LENGTH = Limits.NOTE_CHARACTERS + 1;

  private Words() {}

  static int length(String words) {
    return Math.min(words.length(), MAX_LENGTH);
  }

  /** Something as long, and as blank, as the words were. */
  static String stand(int length, boolean blank) {
    return (blank ? " " : "x").repeat(length);
  }
}
