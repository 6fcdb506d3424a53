package org.asclepion.host.recording;

import java.util.List;
import org.asclepion.host.room.Recorder;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * Takes one room down in blocks of bytes and hands each over when it is full. Belongs to the thread
 * that owns the room.
 */
final class RoomRecorder implements Recorder {
  /** Where finished blocks go. Called by the room's thread; answers at once. */
  interface Sink {
    /**
     * Takes a block in plain form.
     *
     * @param ending null when more will follow
     * @return false if there is no use in more: this recording has ended
     */
    boolean take(byte[] block, @Nullable Ending ending);
  }

  private final Sink sink;
  private final PlainBytes block = new PlainBytes(Format.BLOCK_BYTES / 4);
  private final IntentWriter intents = new IntentWriter(block);
  private int nextTick;
  private int emptySteps;
  private int stepsSinceHash;
  private boolean ended;
  private boolean begun;

  RoomRecorder(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void step(Room room, int tick, List<? extends Intent> wanted) {
    if (ended) {
      return;
    }
    begun = true;
    if (stepsSinceHash == Format.HASH_EVERY_STEPS) {
      hash(room);
      handOver();
    }
    if (tick != nextTick) {
      writeEmptySteps();
      block.u8(Format.SKIP);
      block.unsigned(tick - (long) nextTick);
    }
    nextTick = tick + 1;
    stepsSinceHash++;
    if (wanted.isEmpty()) {
      emptySteps++;
      return;
    }
    writeEmptySteps();
    for (int i = 0; i < wanted.size(); i++) {
      intents.write(wanted.get(i));
      if (block.length() >= Format.BLOCK_BYTES) {
        handOver();
      }
    }
    block.u8(Format.STEP);
  }

  @Override
  public void end(Room room) {
    if (ended || !begun) {
      return;
    }
    ended = true;
    hash(room);
    sink.take(block.toArray(), Ending.CLOSED);
  }

  private void hash(Room room) {
    writeEmptySteps();
    stepsSinceHash = 0;
    block.u8(Format.HASH);
    block.i64(room.stateHash());
  }

  private void writeEmptySteps() {
    if (emptySteps > 0) {
      block.u8(Format.EMPTY_STEPS);
      block.unsigned(emptySteps);
      emptySteps = 0;
    }
  }

  private void handOver() {
    if (!ended) {
      ended = !sink.take(block.toArray(), null);
    }
    block.clear();
    intents.newBlock();
  }
}
