package org.asclepion.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where motion comes from: a folder of recordings, or a walk computed here. Static. */
public final class Clips {
  /** Floats in a row of a {@code .pose} file; the first is the time. */
  private static final int FILE_ROW = 25;

  private static final int MAX_FRAMES = 60 * 600;

  /** How long a rig's root looks at the head before it follows, in rows of a clip. */
  private static final int SMOOTHING = 30;

  /** The head is at most this far from the root, well within what a server lets pass. */
  private static final double HEAD_REACH = 0.8;

  /** Reads the folder's recordings, as its {@code index.json} lists them. */
  public static List<Clip> load(Path folder) {
    try {
      JsonNode index = new ObjectMapper().readTree(folder.resolve("index.json").toFile());
      List<Clip> clips = new ArrayList<>();
      for (JsonNode entry : index.path("clips")) {
        String name = entry.path("clip").asText();
        float[] rows = read(folder.resolve(name + ".pose"));
        if (entry.path("root").asText().equals("rig")) {
          followHead(rows);
        }
        clips.add(new Clip(name, rows));
      }
      if (clips.isEmpty()) {
        throw new UsageException(folder + " lists no clips in index.json");
      }
      return clips;
    } catch (IOException e) {
      throw new UsageException("motion in " + folder + " cannot be read: " + e.getMessage());
    }
  }

  private static float[] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int frames = bytes.length / (4 * FILE_ROW);
    if (bytes.length % (4 * FILE_ROW) != 0 || frames < 2 || frames > MAX_FRAMES) {
      throw new IOException(file + " is not a recording of 2 to " + MAX_FRAMES + " rows");
    }
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] rows = new float[frames * Clip.ROW];
    for (int i = 0; i < frames; i++) {
      floats.get(i * FILE_ROW + 1, rows, i * Clip.ROW, Clip.ROW);
    }
    return rows;
  }

  /**
   * Makes a recording whose root is the play space into one whose root is below the wearer: there
   * real steps are steps of the head, and no server lets a head wander metres from its root.
   */
  static void followHead(float[] rows) {
    int frames = rows.length / Clip.ROW;
    float[] x = new float[frames];
    float[] z = new float[frames];
    for (int i = 0; i < frames; i++) {
      int from = Math.max(0, i - SMOOTHING);
      int to = Math.min(frames - 1, i + SMOOTHING);
      for (int j = from; j <= to; j++) {
        x[i] += rows[j * Clip.ROW + 3] / (to - from + 1);
        z[i] += rows[j * Clip.ROW + 5] / (to - from + 1);
      }
      double dx = rows[i * Clip.ROW + 3] - x[i];
      double dz = rows[i * Clip.ROW + 5] - z[i];
      double far = Math.hypot(dx, dz);
      if (far > HEAD_REACH) {
        x[i] += (float) (dx * (1 - HEAD_REACH / far));
        z[i] += (float) (dz * (1 - HEAD_REACH / far));
      }
    }
    for (int i = 0; i < frames; i++) {
      int at = i * Clip.ROW;
      rows[at] = x[i];
      rows[at + 1] = z[i];
      // The rig's yaw stays 0, so the limbs only move.
      for (int limb = 0; limb < Posture.LIMBS; limb++) {
        rows[at + 3 + limb * Posture.LIMB] -= x[i];
        rows[at + 5 + limb * Posture.LIMB] -= z[i];
      }
    }
  }

  /** A walk in a circle with swinging arms, for where there are no recordings. */
  public static List<Clip> synthetic() {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clips.add(walk(i));
    }
    return clips;
  }

  private static Clip walk(int variant) {
    double stepHz = 0.8 + 0.05 * variant;
    double radius = 0.8 + 0.1 * variant;
    double speed = 1.0;
    int frames = (int) (20 * Clip.HZ);
    float[] rows = new float[frames * Clip.ROW];
    for (int i = 0; i < frames; i++) {
      double t = i / Clip.HZ;
      double angle = speed / radius * t;
      double swing = Math.sin(2 * Math.PI * stepHz * t);
      double bob = Math.cos(4 * Math.PI * stepHz * t);
      int at = i * Clip.ROW;
      rows[at] = (float) (radius * Math.cos(angle));
      rows[at + 1] = (float) (-radius * Math.sin(angle));
      rows[at + 2] = (float) angle;
      double look = 0.3 * Math.sin(0.7 * t + variant);
      limb(rows, at + 3, 0.02 * swing, 1.6 + 0.02 * bob, -0.05, look, 0);
      limb(rows, at + 10, -0.25, 0.85 + 0.03 * bob, -0.05 - 0.25 * swing, 0, 0.5 * swing);
      limb(rows, at + 17, 0.25, 0.85 + 0.03 * bob, -0.05 + 0.25 * swing, 0, -0.5 * swing);
    }
    return new Clip("walk-" + variant, rows);
  }

  private static void limb(
      float[] rows, int at, double x, double y, double z, double yaw, double pitch) {
    rows[at] = (float) x;
    rows[at + 1] = (float) y;
    rows[at + 2] = (float) z;
    rows[at + 3] = (float) (Math.sin(pitch / 2) * Math.cos(yaw / 2));
    rows[at + 4] = (float) (Math.cos(pitch / 2) * Math.sin(yaw / 2));
    rows[at + 5] = (float) (-Math.sin(pitch / 2) * Math.sin(yaw / 2));
    rows[at + 6] = (float) (Math.cos(pitch / 2) * Math.cos(yaw / 2));
  }

  private Clips() {}
}
