package org.asclepion.world.audience;

/**
 * Who may hear and see whom, distance and walls apart. The one place with these rules; static and
 * pure. No edge exists that a rule here does not give.
 *
 * <ul>
 *   <li>Whoever the host does not permit to be heard (or seen) is not.
 *   <li>A voice goes to the room or to one side-talk, never to both; so do camera and screen. What
 *       goes to a side-talk reaches its members, wherever they stand, and nobody else.
 *   <li>Who waits anonymously is heard and seen only in a side-talk, which only staff can have with
 *       them, and hears and sees only staff. Two of them never hear or see each other.
 *   <li>A presenter speaks to everybody in the room.
 * </ul>
 */
final class Rules {
  /** How one person reaches another. */
  enum Way {
    NONE,
    /** As far as distance and walls allow. */
    NEAR,
    PRESENTED,
    SIDE_TALK
  }

  private Rules() {}

  static Way hears(Attendee listener, Attendee speaker) {
    return speaker.mayBeHeard ? way(listener, speaker) : Way.NONE;
  }

  static Way sees(Attendee viewer, Attendee subject) {
    return subject.mayBeSeen ? way(viewer, subject) : Way.NONE;
  }

  private static Way way(Attendee to, Attendee from) {
    if (to == from || (to.hidden && !from.staff)) {
      return Way.NONE;
    }
    if (from.voice != 0) {
      return (to.talks & from.voice) != 0 ? Way.SIDE_TALK : Way.NONE;
    }
    if (from.hidden) {
      return Way.NONE;
    }
    return from.presenting ? Way.PRESENTED : Way.NEAR;
  }

  /** Whether a voice of this room may leave it through an opening at all. */
  static boolean carriesOut(Attendee speaker) {
    return speaker.mayBeHeard && speaker.voice == 0 && !speaker.hidden;
  }

  /** Whether somebody here may hear that voice of another room. */
  static boolean hearsBeyond(Attendee listener, Voice voice) {
    return !listener.hidden || voice.staff();
  }
}
