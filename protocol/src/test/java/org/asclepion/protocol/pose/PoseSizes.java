package org.asclepion.protocol.pose;

import java.nio.file.Path;
import java.util.List;

/** Prints how many bytes an avatar's update takes on recorded motion: {@code PoseSizes DIR}. */
public final class PoseSizes {
  private final List<Motion> clips;

  private PoseSizes(List<Motion> clips) {
    this.clips = clips;
  }

  public static void main(String[] args) throws PoseFormatException {
    PoseSizes sizes = new PoseSizes(Motion.all(Path.of(args[0])));
    System.out.println("| avatars | at 20 Hz | at 30 Hz | keyframe per avatar |");
    for (int avatars : new int[] {1, 2, 20}) {
      System.out.printf(
          "| %d | %.2f | %.2f | %.1f |%n",
          avatars, sizes.delta(avatars, 3), sizes.delta(avatars, 2), sizes.keyframe(avatars));
    }
  }

  /** Bytes per update: each clip played by {@code avatars} people, each from elsewhere in it. */
  private double delta(int avatars, int stride) throws PoseFormatException {
    PoseEncoder encoder = new PoseEncoder();
    long bytes = 0;
    long updates = 0;
    for (Motion clip : clips) {
      PoseColumns base = at(clip, avatars, 0, 0);
      PoseColumns now = new PoseColumns();
      PoseColumns seen = new PoseColumns();
      for (int i = 1; i * stride < clip.frames(); i++) {
        now = now == base ? new PoseColumns() : now;
        now.copyFrom(at(clip, avatars, i * stride, i));
        updates += avatars;
        if (encoder.delta(base, i, now)) {
          bytes += encoder.length();
          PoseDecoder.delta(encoder.toByteArray(), base, i, seen);
          if (!seen.sameState(now)) {
            throw new AssertionError("decoded otherwise");
          }
        }
        PoseColumns swap = base;
        base = now;
        now = swap;
      }
    }
    return bytes / (double) updates;
  }

  private double keyframe(int avatars) {
    PoseEncoder encoder = new PoseEncoder();
    PoseColumns base = at(clips.getFirst(), avatars, 0, 0);
    PoseColumns now = at(clips.getFirst(), avatars, 3, 1);
    encoder.delta(base, 1, now);
    encoder.keyframe(now);
    return encoder.length() / (double) avatars;
  }

  private static PoseColumns at(Motion clip, int avatars, int frame, int sample) {
    PoseColumns columns = new PoseColumns();
    for (int avatar = 0; avatar < avatars; avatar++) {
      int start = avatar * clip.frames() / avatars;
      // A clip that starts again would jump: play it there and back.
      int turn = (start + frame) % (2 * clip.frames());
      int at = turn < clip.frames() ? turn : 2 * clip.frames() - 1 - turn;
      clip.into(at, sample, columns, columns.add(avatar));
    }
    return columns;
  }
}
