package org.asclepion.world.intent;

/** The bounds on what one participant can make a room hold. */
public final class Limits {
  public static final int CHAT_CHARACTERS = 500;
  public static final int NOTE_CHARACTERS = 4_000;
  public static final int SIDE_TALKS_PER_ROOM = 32;
  public static final int SIDE_TALK_MEMBERS = 16;

  private Limits() {}
}
