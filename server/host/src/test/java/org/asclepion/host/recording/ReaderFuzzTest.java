package org.asclepion.host.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.asclepion.host.recording.RecordingException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes the reader is given, it ends, and says where a file went wrong. */
class ReaderFuzzTest {
  private static final int RUNS = Boolean.getBoolean("asclepion.long") ? 200_000 : 3_000;

  /** More than any block can say: a reader that goes on longer hangs. */
  private static final int PATIENCE = 40_000_000;

  @TempDir private Path directory;
  private byte[] sound = new byte[0];
  private int headerBytes;

  @BeforeEach
  void record() throws Exception {
    try (Recordings recordings = Rec.recordings(directory)) {
      Rec.run(recordings, Rec.template("consultation-1"), 1, 600);
    }
    sound = Files.readAllBytes(Rec.only(directory));
    headerBytes = 52 + 1 + "consultation-1".length() + 1 + "test".length() + 4;
  }

  private static void readAll(byte[] bytes) throws IOException, RecordingException {
    try (RecordingReader reader = new RecordingReader(new ByteArrayInputStream(bytes))) {
      int entries = 0;
      while (reader.next() != null) {
        assertTrue(entries++ < PATIENCE, "it does not end");
      }
    }
  }

  @Test
  void aFileCutAnywhereBreaksOffThere() throws Exception {
    readAll(sound);
    for (int length = 0; length < sound.length; length += length < 200 ? 1 : 37) {
      byte[] cut = Arrays.copyOf(sound, length);
      RecordingException fault = assertThrows(RecordingException.class, () -> readAll(cut));
      assertEquals(
          length < Format.MAGIC.length ? Reason.NO_RECORDING : Reason.BREAKS_OFF, fault.reason());
      if (fault.reason() == Reason.BREAKS_OFF) {
        assertEquals(length, fault.offset());
      }
    }
  }

  @Test
  void aFlippedBitIsFoundInItsBlock() {
    for (int at = headerBytes; at < sound.length; at += 41) {
      byte[] bad = sound.clone();
      bad[at] ^= (byte) (1 << (at & 7));
      RecordingException fault = assertThrows(RecordingException.class, () -> readAll(bad));
      assertTrue(fault.offset() <= at || fault.reason() == Reason.BREAKS_OFF, fault::getMessage);
    }
  }

  @Test
  void whatFollowsTheEndIsDamage() {
    byte[] more = Arrays.copyOf(sound, sound.length + 1);
    RecordingException fault = assertThrows(RecordingException.class, () -> readAll(more));
    assertEquals(Reason.DAMAGED, fault.reason());
    assertEquals(sound.length, fault.offset());
  }

  @Test
  void anotherVersionIsNamed() {
    byte[] next = sound.clone();
    next[Header.VERSION_AT + 1]++;
    RecordingException fault = assertThrows(RecordingException.class, () -> readAll(next));
    assertEquals(Reason.OTHER_VERSION, fault.reason());
  }

  @Test
  void aBlockThatClaimsToBeHugeIsNotBelieved() {
    for (int at : new int[] {headerBytes, headerBytes + 4}) {
      byte[] bad = sound.clone();
      ByteBuffer.wrap(bad).putInt(at, Integer.MAX_VALUE);
      RecordingException fault = assertThrows(RecordingException.class, () -> readAll(bad));
      assertEquals(Reason.DAMAGED, fault.reason());
      assertEquals(headerBytes, fault.offset());
    }
  }

  /** Blocks whose checksum is right and whose content makes no sense. */
  @Test
  void nonsenseInSoundBlocksIsAnswered() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] header = Arrays.copyOf(sound, headerBytes);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    for (int run = 0; run < RUNS; run++) {
      byte[] plain = new byte[random.nextInt(200)];
      for (int i = 0; i < plain.length; i++) {
        int kind = random.nextInt(4);
        plain[i] = (byte) (kind == 0 ? random.nextInt() : random.nextInt(40));
      }
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(header);
      file.write(block(plain, deflater));
      try {
        readAll(file.toByteArray());
      } catch (RecordingException _) {
        // As it should.
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed + ", run " + run, e);
      }
    }
    deflater.end();
  }

  private static byte[] block(byte[] plain, Deflater deflater) {
    byte[] bytes = new byte[Format.BLOCK_HEAD_BYTES + plain.length + 64];
    deflater.reset();
    deflater.setInput(plain);
    deflater.finish();
    int stored =
        deflater.deflate(bytes, Format.BLOCK_HEAD_BYTES, bytes.length - Format.BLOCK_HEAD_BYTES);
    ByteBuffer.wrap(bytes).putInt(0, stored).putInt(4, plain.length);
    ByteBuffer.wrap(bytes).putInt(8, RecordingFile.check(bytes, stored));
    return Arrays.copyOf(bytes, Format.BLOCK_HEAD_BYTES + stored);
  }
}
