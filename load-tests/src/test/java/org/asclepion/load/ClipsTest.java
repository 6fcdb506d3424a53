package org.asclepion.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClipsTest {
  /** The recordings, where they lie beside the checkout; the computed walk everywhere. */
  private static List<Clip> clips() {
    List<Clip> clips = new ArrayList<>(Clips.synthetic());
    Path folder = Path.of("../../shared/motion");
    if (Files.isDirectory(folder)) {
      clips.addAll(Clips.load(folder));
    }
    return clips;
  }

  @Test
  void clipsNeverJumpAndKeepTheHeadOverTheRoot() {
    for (Clip clip : clips()) {
      smooth(clip);
      Posture posture = new Posture();
      for (int i = 0; i < clip.frames(); i++) {
        clip.at(i / Clip.HZ, posture);
        assertTrue(Math.hypot(posture.limbs[0], posture.limbs[2]) < 0.9, clip.name());
      }
    }
  }

  @Test
  void theRootFollowsTheHeadAndNothingMovesInTheWorld() {
    int frames = 200;
    float[] rows = new float[frames * Clip.ROW];
    for (int i = 0; i < frames; i++) {
      for (int limb = 0; limb < Posture.LIMBS; limb++) {
        rows[i * Clip.ROW + 3 + limb * Posture.LIMB] = i * 0.05f;
      }
    }
    Clips.followHead(rows);
    for (int i = 0; i < frames; i++) {
      int at = i * Clip.ROW;
      assertEquals(i * 0.05f, rows[at] + rows[at + 3], 1e-4, "root and head together");
      assertTrue(Math.abs(rows[at + 3]) <= 0.81, "head " + rows[at + 3]);
    }
  }

  @Test
  void saysWhatIsWrongWithAFolder(@TempDir Path folder) throws IOException {
    assertThrows(UsageException.class, () -> Clips.load(folder));
    Files.writeString(folder.resolve("index.json"), "{\"clips\":[{\"clip\":\"a\"}]}");
    Files.write(folder.resolve("a.pose"), new byte[150]);
    UsageException fault = assertThrows(UsageException.class, () -> Clips.load(folder));
    assertTrue(String.valueOf(fault.getMessage()).contains("a.pose"));
  }

  private static void smooth(Clip clip) {
    Posture before = new Posture();
    Posture posture = new Posture();
    clip.at(-3, before);
    double period = clip.period();
    for (double t = -3; t < period + 3; t += 0.01) {
      clip.at(t, posture);
      double step = Math.hypot(posture.x - before.x, posture.z - before.z);
      assertTrue(step < 0.08, clip.name() + " at " + t + " steps " + step);
      double squares = 0;
      for (int i = 3; i < 7; i++) {
        squares += posture.limbs[i] * posture.limbs[i];
      }
      assertEquals(1, squares, 1e-4);
      before.set(posture);
    }
  }
}
