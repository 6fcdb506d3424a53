package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.Random;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPing;
import org.asclepion.protocol.v1.PoseIntent;
import org.junit.jupiter.api.Test;

/**
 * The fast reader takes every pose frame as protobuf writes it, and whatever it takes, protobuf
 * reads the same way. A failure names the seed for {@code -Dasclepion.seed}.
 */
class PoseFramePropertyTest {
  private static final int ROUNDS = 200_000;

  /** The longest sample whose lengths fit one byte each. */
  private static final int LONGEST = 125;

  private final PoseFrame fast = new PoseFrame();

  private static ClientFrame frame(int sequence, byte[] sample) {
    return ClientFrame.newBuilder()
        .setSequence(sequence)
        .setPose(PoseIntent.newBuilder().setSample(ByteString.copyFrom(sample)))
        .build();
  }

  private void assertTaken(int sequence, byte[] sample) {
    byte[] bytes = frame(sequence, sample).toByteArray();
    assertTrue(fast.read(bytes, bytes.length));
    assertEquals(sequence, fast.sequence());
    assertEquals(ByteString.copyFrom(sample), ByteString.copyFrom(bytes).substring(fast.from()));
  }

  @Test
  void posesAreTakenAsProtobufWritesThem() {
    Random random = new Random(1);
    for (int size = 1; size <= LONGEST; size++) {
      byte[] sample = new byte[size];
      random.nextBytes(sample);
      assertTaken(1, sample);
      assertTaken(127, sample);
      assertTaken(128, sample);
      assertTaken(Integer.MAX_VALUE, sample);
      assertTaken(-1, sample);
    }
  }

  @Test
  void everythingElseIsLeftToProtobuf() {
    byte[] tooLong = frame(1, new byte[LONGEST + 1]).toByteArray();
    assertFalse(fast.read(tooLong, tooLong.length));
    byte[] noSequence = frame(0, new byte[34]).toByteArray();
    assertFalse(fast.read(noSequence, noSequence.length));
    byte[] ping =
        ClientFrame.newBuilder()
            .setSequence(1)
            .setClockPing(ClockPing.newBuilder().setClientTimeNanos(1))
            .build()
            .toByteArray();
    assertFalse(fast.read(ping, ping.length));
    assertFalse(fast.read(new byte[0], 0));
  }

  @Test
  void whatIsTakenMeansTheSameToProtobuf() throws Exception {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    int taken = 0;
    try {
      for (int i = 0; i < ROUNDS; i++) {
        byte[] sample = new byte[random.nextInt(40)];
        random.nextBytes(sample);
        byte[] bytes = frame(random.nextInt() >>> random.nextInt(32), sample).toByteArray();
        bytes = mutated(bytes, random);
        taken += agrees(bytes) ? 1 : 0;
      }
      assertTrue(taken > ROUNDS / 10);
    } catch (Throwable failure) {
      throw new AssertionError("-Dasclepion.seed=" + seed, failure);
    }
  }

  /** Whether it was taken; if so, both must have read the same. */
  private boolean agrees(byte[] bytes) throws InvalidProtocolBufferException {
    // As in the product, in an array with other things behind.
    byte[] scratch = Arrays.copyOf(bytes, bytes.length + 64);
    if (!fast.read(scratch, bytes.length)) {
      return false;
    }
    ClientFrame slow = ClientFrame.parseFrom(bytes);
    assertEquals(slow.getSequence(), fast.sequence());
    assertEquals(ClientFrame.MessageCase.POSE, slow.getMessageCase());
    assertEquals(
        slow.getPose().getSample(),
        ByteString.copyFrom(scratch, fast.from(), bytes.length - fast.from()));
    assertTrue(slow.getUnknownFields().asMap().isEmpty());
    assertTrue(slow.getPose().getUnknownFields().asMap().isEmpty());
    return true;
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutant = bytes.clone();
    for (int i = random.nextInt(3); i > 0 && mutant.length > 0; i--) {
      // Mostly in the head, where the meaning is.
      int at = random.nextInt(random.nextBoolean() ? Math.min(12, mutant.length) : mutant.length);
      switch (random.nextInt(5)) {
        case 0, 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] = (byte) random.nextInt(256);
        case 3 -> mutant = Arrays.copyOf(mutant, at);
        default -> {
          byte[] longer = new byte[mutant.length + 1];
          System.arraycopy(mutant, 0, longer, 0, at);
          longer[at] = (byte) random.nextInt(256);
          System.arraycopy(mutant, at, longer, at + 1, mutant.length - at);
          mutant = longer;
        }
      }
    }
    return mutant;
  }
}
