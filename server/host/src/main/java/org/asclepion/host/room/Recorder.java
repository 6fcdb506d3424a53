package org.asclepion.host.room;

import java.util.List;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.RoomTemplate;

/**
 * Takes down all that decides the course of one room instance. Called by the room's owner thread;
 * implementations copy what they want to keep, hand it over and return at once.
 */
public interface Recorder {
  /** Makes the recorder of a new room instance. Any thread. */
  interface Factory {
    Recorder of(RoomTemplate template, Seed seed);
  }

  /**
   * The room is about to make a step.
   *
   * @param room as it is before the step
   * @param intents in the order in which they will be applied; the list and what is in it may be
   *     used again after the step
   */
  void step(Room room, int tick, List<? extends Intent> intents);

  /** There will be no more steps. Called at most once. */
  void end(Room room);

  /** Records nothing. */
  static Factory none() {
    Recorder none =
        new Recorder() {
          @Override
          public void step(Room room, int tick, List<? extends Intent> intents) {}

          @Override
          public void end(Room room) {}
        };
    return (_, _) -> none;
  }
}
