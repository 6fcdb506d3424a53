package org.asclepion.host.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom participants hear and see at the moment, slot by slot. Whoever carries sound and pictures
 * writes it, rooms' owner threads read it and tell each participant in its own terms: so nobody is
 * named to somebody who may not perceive them. Any thread.
 */
public interface Reception {
  /** What a slot can carry. */
  enum Source {
    MICROPHONE,
    CAMERA,
    SCREEN
  }

  /**
   * A device that shows a picture.
   *
   * @param room where it shows it
   * @param label what people are told of it
   * @param board index of the board it hangs on
   */
  record Shown(RoomKey room, String label, int board) {}

  /**
   * A slot that is taken.
   *
   * @param mid the slot's name in the receiver's session description
   * @param sender whose source is in it
   * @param device which device it is; null for a person
   */
  record Held(String mid, Source source, long sender, @Nullable Shown device) {
    public Held(String mid, Source source, long sender) {
      this(mid, source, sender, null);
    }
  }

  /** Nobody hears or sees anybody. */
  Reception NONE =
      new Reception() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public @Nullable List<Held> of(long participant) {
          return null;
        }

        @Override
        public int slotOf(long participant) {
          return -1;
        }
      };

  /** Whether nobody in the whole server has slots, so that nobody need be asked for. */
  boolean isEmpty();

  /** The slots of a participant that are taken; null for who has no slots at all. Immutable. */
  @Nullable List<Held> of(long participant);

  /**
   * The labels of displays elsewhere that show what is on the boards of the room where a
   * participant is: whoever is there has to know. Immutable, the same list while nothing changes.
   */
  default List<String> displays(long participant) {
    return List.of();
  }

  /** Whether a participant's body is in a room. */
  default boolean standsIn(long participant, RoomKey room) {
    return false;
  }

  /** The slot of a participant's body in the room where it is now, or -1. */
  int slotOf(long participant);
}
