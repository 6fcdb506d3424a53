package org.asclepion.host.recording;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.asclepion.world.room.Room;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a room by a recording and compares its state with the recorded hashes. Owned by one thread.
 */
public final class Replay {
  /**
   * How a replay went.
   *
   * @param hashes recorded ones that were compared
   * @param hash of the state at the end
   * @param differsAtTick the tick after which the state first was not the recorded one, or -1
   * @param failedSteps steps in which the room threw, as it must have when it was recorded
   * @param ending null if the recording breaks off
   */
  public record Result(
      long steps,
      long intents,
      int hashes,
      long hash,
      int differsAtTick,
      int failedSteps,
      @Nullable Ending ending) {
    public boolean matches() {
      return differsAtTick < 0;
    }
  }

  private final RecordingReader recording;
  private final Room room;
  private final RandomGenerator random;
  private long steps;
  private long intents;
  private int hashes;
  private int differsAtTick = -1;
  private int failedSteps;

  /**
   * @param template the one that the recording's header names, of the hospital it was made in
   */
  public Replay(RecordingReader recording, RoomTemplate template) {
    this.recording = recording;
    this.room = new Room(template);
    this.random = recording.header().seed().random();
  }

  /** Replays to the end, or to where the recording can no longer be read. */
  public Result run() throws IOException, RecordingException {
    Ending ending = null;
    for (Entry entry = recording.next(); entry != null; entry = recording.next()) {
      switch (entry) {
        case Entry.Step step -> step(step);
        case Entry.Hash hash -> compare(hash.value());
        case Entry.End end -> ending = end.ending();
      }
    }
    return result(ending);
  }

  /** How it has gone so far, when the recording broke off. */
  public Result soFar() {
    return result(null);
  }

  private Result result(@Nullable Ending ending) {
    return new Result(steps, intents, hashes, room.stateHash(), differsAtTick, failedSteps, ending);
  }

  private void step(Entry.Step step) {
    steps++;
    intents += step.intents().size();
    try {
      room.step(step.tick(), step.intents(), random);
    } catch (RuntimeException _) {
      // The host's loop goes on after a fault in a room, so the recording does as well.
      failedSteps++;
    }
  }

  private void compare(long recorded) {
    hashes++;
    if (differsAtTick < 0 && recorded != room.stateHash()) {
      differsAtTick = room.tick();
    }
  }
}
