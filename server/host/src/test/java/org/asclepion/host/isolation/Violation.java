package org.asclepion.host.isolation;

/** Something somebody received, or still holds, that they may not perceive. */
record Violation(Kind kind, String text) {
  /** What went wrong. */
  enum Kind {
    /** The journal contradicts itself, or a body is where its role or visit does not admit it. */
    JOURNAL,
    /** A frame that cannot be read, or whose bytes hold more than its message. */
    GARBLED,
    /** Streams begin, go on and end otherwise than the protocol says. */
    PROTOCOL,
    /** Told to be in a room where one is not. */
    WRONG_ROOM,
    /** A stream opened for somebody who is no member of its scope. */
    NOT_A_MEMBER,
    /** A frame of a stream that is not open for the receiver: another's, or of a room left. */
    UNOPENED_STREAM,
    /** A frame of a tick at which the receiver was no longer in the room. */
    LATE_FRAME,
    /** A stream that tells of another instance than the receiver's. */
    WRONG_INSTANCE,
    /** Somebody is still told of who has left. */
    LATE_REMOVAL,
    /** A body, a name, a pose of somebody who was never there, or with another's looks. */
    STRANGER,
    /** A component in a scope that does not carry it. */
    WRONG_SCOPE,
    /** A name seen through a window. */
    NAME_IN_WINDOW,
    /** A visitor recognisable where visitors are anonymous. */
    VISITOR_EXPOSED,
    /** A figure that tells more than that somebody is there. */
    FIGURE,
    /** A window that shows what a closed door hides, or that is none. */
    CLOSED_WINDOW,
    /** A secret word in bytes of somebody who may not know it. */
    SECRET,
    /** Two ways to the same moment of a stream led to different states. */
    DIVERGED,
    /** Somebody in the room is not told of who is there. */
    MISSING
  }
}
