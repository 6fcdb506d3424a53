package org.asclepion.protocol.pose;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.asclepion.protocol.Seed;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Name;
import org.asclepion.protocol.v1.PoseIntent;
import org.asclepion.protocol.v1.ServerFrame;
import org.junit.jupiter.api.Test;

/** A million mutants: whatever comes in, a decoder answers with a state or a named fault, soon. */
final class PoseFuzzPropertyTest {
  private static final int ROUNDS = 250_000;

  private final Random random = Seed.random("PoseFuzzPropertyTest");
  private final Mutants mutants = new Mutants(random);
  private final PoseColumns base = new PoseColumns();
  private final PoseColumns scratch = new PoseColumns();
  private final List<byte[]> keyframes = new ArrayList<>();
  private final List<byte[]> deltas = new ArrayList<>();
  private final List<byte[]> samples = new ArrayList<>();
  private final List<byte[]> clientFrames = new ArrayList<>();
  private final List<byte[]> serverFrames = new ArrayList<>();
  private int faults;
  private int states;

  @Test
  void neverCrashesAndNeverHangs() {
    seeds();
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < ROUNDS; i++) {
            int start = Crc8.START;
            keyframe(Mutants.sealed(mutants.of(any(keyframes)), start));
            delta(Mutants.sealed(mutants.of(any(deltas)), Crc8.updateInt(start, 9)));
            if (i % 4 == 0) {
              sample(Mutants.sealed(mutants.of(any(samples)), start));
            }
            client(mutants.of(any(clientFrames)));
            server(mutants.of(any(serverFrames)));
          }
        });
    System.out.println(faults + " faults, " + states + " states");
    assertTrue(faults > ROUNDS, "mutants must be found out");
    assertTrue(states > 100, "some mutants must get through all checks");
  }

  private byte[] any(List<byte[]> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void seeds() {
    Walks walks = new Walks(random);
    PoseEncoder encoder = new PoseEncoder();
    for (int slot = 0; slot < 5; slot++) {
      walks.place(base, base.add(slot * slot));
    }
    for (int i = 0; i < 50; i++) {
      PoseColumns now = new PoseColumns();
      now.copyFrom(base);
      walks.tick(now, 8);
      if (encoder.delta(base, 9, now)) {
        deltas.add(encoder.toByteArray());
        serverFrames.add(
            ServerFrame.newBuilder()
                .setDelta(
                    Delta.newBuilder()
                        .setScope(3)
                        .setSeq(10)
                        .setBaseSeq(9)
                        .setPoses(encoder.toByteString()))
                .build()
                .toByteArray());
      }
      encoder.keyframe(now);
      keyframes.add(encoder.toByteArray());
      serverFrames.add(
          ServerFrame.newBuilder()
              .setKeyframe(
                  Keyframe.newBuilder()
                      .setScope(3)
                      .setPoses(encoder.toByteString())
                      .addComponents(
                          Component.newBuilder()
                              .setName(Name.newBuilder().setSlot(1).setDisplayName("Ada"))))
              .build()
              .toByteArray());
      byte[] sample = new PoseSample().encode();
      samples.add(sample);
      clientFrames.add(
          ClientFrame.newBuilder()
              .setSequence(i)
              .setPose(PoseIntent.newBuilder().setSample(ByteString.copyFrom(sample)))
              .build()
              .toByteArray());
      clientFrames.add(
          ClientFrame.newBuilder()
              .setSequence(i)
              .setChat(ChatIntent.newBuilder().setText("你好"))
              .build()
              .toByteArray());
    }
  }

  private void keyframe(byte[] bytes) {
    try {
      PoseDecoder.keyframe(bytes, scratch);
      states++;
    } catch (PoseFormatException e) {
      faults++;
    }
  }

  private void delta(byte[] bytes) {
    try {
      PoseDecoder.delta(bytes, base, 9, scratch);
      states++;
    } catch (PoseFormatException e) {
      faults++;
    }
  }

  private void sample(byte[] bytes) {
    try {
      new PoseSample().decode(bytes);
      states++;
    } catch (PoseFormatException e) {
      faults++;
    }
  }

  private void client(byte[] bytes) {
    try {
      ClientFrame frame = ClientFrame.parseFrom(bytes);
      if (frame.hasPose()) {
        sample(frame.getPose().getSample().toByteArray());
      }
    } catch (InvalidProtocolBufferException e) {
      faults++;
    }
  }

  private void server(byte[] bytes) {
    try {
      ServerFrame frame = ServerFrame.parseFrom(bytes);
      if (frame.hasKeyframe()) {
        keyframe(frame.getKeyframe().getPoses().toByteArray());
      } else if (frame.hasDelta()) {
        delta(frame.getDelta().getPoses().toByteArray());
      }
    } catch (InvalidProtocolBufferException e) {
      faults++;
    }
  }
}
