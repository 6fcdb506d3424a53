package org.asclepion.protocol.pose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.asclepion.protocol.Seed;
import org.asclepion.protocol.pose.PoseFormatException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PoseStreamPropertyTest {
  private final Random random = Seed.random("PoseStreamPropertyTest");
  private final PoseEncoder encoder = new PoseEncoder();

  @Test
  void receiversHaveExactlyTheSendersState() throws PoseFormatException {
    for (int room = 0; room < 40; room++) {
      Walks walks = new Walks(random);
      PoseColumns base = new PoseColumns();
      PoseColumns early = new PoseColumns();
      PoseColumns late = new PoseColumns();
      for (int tick = 0; tick < 200; tick++) {
        PoseColumns now = values(base);
        walks.tick(now, 12);
        if (encoder.delta(base, tick, now)) {
          PoseColumns next = new PoseColumns();
          PoseDecoder.delta(encoder.toByteArray(), early, tick, next);
          early = next;
        }
        assertTrue(early.sameState(now));
        encoder.keyframe(now);
        PoseDecoder.keyframe(encoder.toByteArray(), late);
        assertTrue(late.sameState(now), "a keyframe carries all that deltas predict from");
        base = now;
      }
    }
  }

  @Test
  void manyDeltasMayHaveTheSameBase() throws PoseFormatException {
    Walks walks = new Walks(random);
    PoseColumns base = crowd(walks, 8);
    for (int i = 0; i < 50; i++) {
      PoseColumns now = values(base);
      walks.tick(now, 12);
      if (encoder.delta(base, 7, now)) {
        PoseColumns seen = new PoseColumns();
        PoseDecoder.delta(encoder.toByteArray(), base, 7, seen);
        assertTrue(seen.sameState(now));
      }
    }
  }

  @Test
  void nothingChangedIsNothingToSend() {
    PoseColumns base = crowd(new Walks(random), 5);
    PoseColumns now = values(base);
    assertFalse(encoder.delta(base, 1, now));
    assertEquals(0, encoder.length());
    assertTrue(now.sameState(base));
  }

  @Test
  void aFullHallFits() throws PoseFormatException {
    Walks walks = new Walks(random);
    PoseColumns hall = crowd(walks, PoseColumns.MAX_AVATARS);
    assertEquals(PoseColumns.MAX_AVATARS, hall.size());
    assertThrows(IllegalStateException.class, () -> hall.add(freeSlot(hall)));
    PoseColumns joined = new PoseColumns();
    assertTrue(encoder.delta(new PoseColumns(), 0, hall));
    PoseDecoder.delta(encoder.toByteArray(), new PoseColumns(), 0, joined);
    assertTrue(joined.sameState(hall));
    PoseColumns left = new PoseColumns();
    encoder.delta(hall, 1, new PoseColumns());
    PoseDecoder.delta(encoder.toByteArray(), hall, 1, left);
    assertEquals(0, left.size());
  }

  @Test
  void anotherBaseIsAFault() throws PoseFormatException {
    Walks walks = new Walks(random);
    PoseColumns base = crowd(walks, 3);
    PoseColumns now = values(base);
    walks.place(now, 0);
    encoder.delta(base, 41, now);
    assertEquals(Reason.CHECKSUM, deltaFault(encoder.toByteArray(), base, 42));
  }

  @Test
  void everyFlippedBitAndEveryTruncationIsAFault() {
    int payloads = 0;
    for (int room = 0; room < 20; room++) {
      Walks walks = new Walks(random);
      PoseColumns base = crowd(walks, random.nextInt(6));
      for (int tick = 0; tick < 20; tick++) {
        PoseColumns now = values(base);
        walks.tick(now, 6);
        int seq = tick;
        PoseColumns from = base;
        if (encoder.delta(base, tick, now)) {
          int crc = Crc8.updateInt(Crc8.START, seq);
          damage(encoder.toByteArray(), crc, bytes -> deltaFault(bytes, from, seq));
          payloads++;
        }
        base = now;
      }
      encoder.keyframe(base);
      damage(encoder.toByteArray(), Crc8.START, PoseStreamPropertyTest::keyframeFault);
      damage(sample(walks).encode(), Crc8.START, PoseStreamPropertyTest::sampleFault);
    }
    assertTrue(payloads > 200);
  }

  @Test
  void samplesComeBackAsTheyWere() throws PoseFormatException {
    Walks walks = new Walks(random);
    for (int i = 0; i < 10_000; i++) {
      PoseSample sample = sample(walks);
      byte[] bytes = sample.encode();
      assertEquals(PoseSample.BYTES, bytes.length);
      PoseSample seen = new PoseSample();
      seen.decode(bytes);
      assertTrue(seen.samePosture(sample));
      assertEquals(sample.number, seen.number);
      assertEquals(sample.moveX, seen.moveX);
      assertEquals(sample.moveZ, seen.moveZ);
    }
  }

  private interface Decoding {
    @Nullable Reason fault(byte[] bytes);
  }

  private static void damage(byte[] payload, int crc, Decoding decoding) {
    assertEquals(null, decoding.fault(payload));
    for (int bit = 0; bit < payload.length * 8; bit++) {
      byte[] mutant = payload.clone();
      mutant[bit >>> 3] ^= (byte) (0x80 >>> (bit & 7));
      assertNotNull(decoding.fault(mutant), "bit " + bit);
    }
    for (int length = 0; length < payload.length; length++) {
      byte[] mutant = Arrays.copyOf(payload, length);
      assertNotNull(decoding.fault(mutant), "length " + length);
      if (length >= Payload.HEAD_BYTES) {
        // The structure alone must tell, whatever the checksum says.
        assertNotNull(decoding.fault(Mutants.sealed(mutant, crc)), "length " + length);
      }
    }
  }

  static @Nullable Reason deltaFault(byte[] bytes, PoseColumns base, int seq) {
    try {
      PoseDecoder.delta(bytes, base, seq, new PoseColumns());
      return null;
    } catch (PoseFormatException e) {
      return e.reason();
    }
  }

  static @Nullable Reason keyframeFault(byte[] bytes) {
    try {
      PoseDecoder.keyframe(bytes, new PoseColumns());
      return null;
    } catch (PoseFormatException e) {
      return e.reason();
    }
  }

  static @Nullable Reason sampleFault(byte[] bytes) {
    try {
      new PoseSample().decode(bytes);
      return null;
    } catch (PoseFormatException e) {
      return e.reason();
    }
  }

  /** A copy that has no more than what a sender sets: slots and values. */
  private static PoseColumns values(PoseColumns of) {
    PoseColumns copy = new PoseColumns();
    for (int row = 0; row < of.size(); row++) {
      int added = copy.add(of.slotAt(row));
      for (int column = 0; column < PoseColumns.COLUMNS; column++) {
        copy.set(added, column, of.get(row, column));
      }
    }
    return copy;
  }

  private PoseColumns crowd(Walks walks, int size) {
    PoseColumns columns = new PoseColumns();
    while (columns.size() < size) {
      walks.place(columns, columns.add(freeSlot(columns)));
    }
    return columns;
  }

  private int freeSlot(PoseColumns columns) {
    int slot = random.nextInt(PoseColumns.MAX_SLOT + 1);
    while (columns.rowOf(slot) >= 0) {
      slot = random.nextInt(PoseColumns.MAX_SLOT + 1);
    }
    return slot;
  }

  private PoseSample sample(Walks walks) {
    PoseColumns columns = new PoseColumns();
    walks.place(columns, columns.add(0));
    PoseSample sample = new PoseSample();
    sample.number = columns.get(0, PoseColumns.SAMPLE);
    sample.yaw = columns.get(0, PoseColumns.YAW);
    sample.moveX = random.nextInt(8192) - 4096;
    sample.moveZ = random.nextInt(8192) - 4096;
    for (int column = PoseColumns.HEAD; column < PoseColumns.COLUMNS; column++) {
      sample.set(column, columns.get(0, column));
    }
    return sample;
  }
}
