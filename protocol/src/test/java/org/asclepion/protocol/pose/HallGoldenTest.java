package org.asclepion.protocol.pose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bytes of a hall's pieces, which the TypeScript client reads as well: {@code pieces SEQ HEX},
 * then what they give: {@code rows N} and N times {@code row SLOT near|far} with the 23 values.
 * {@code -Dgolden.write=true} writes the file anew.
 */
class HallGoldenTest {
  private static final Path FILE = Path.of("src/test/golden/hall.txt");

  private final PoseEncoder encoder = new PoseEncoder();
  private final byte[] bytes = new byte[4_096];
  private int length;

  private static PoseColumns pose(int slot, int tick) {
    PoseColumns body = new PoseColumns(1);
    body.add(0);
    body.setRoot(0, tick, slot + 0.07 * tick, 0, -3 + 0.01 * tick * tick, 0.1 * tick);
    for (int limb : new int[] {PoseColumns.HEAD, PoseColumns.LEFT_HAND, PoseColumns.RIGHT_HAND}) {
      body.setLimb(0, limb, 0.01f * limb, 1.2f + 0.03f * (tick % 5), -0.2f, 0, 0.6f, 0, 0.8f);
    }
    return body;
  }

  private List<String> write() throws PoseFormatException {
    List<String> lines = new ArrayList<>();
    HallDecoder hall = new HallDecoder();
    LaneEncoder[] near = new LaneEncoder[3];
    LaneEncoder[] far = new LaneEncoder[3];
    int[] slots = {0, 77, 499};
    for (int i = 0; i < slots.length; i++) {
      near[i] = new LaneEncoder(slots[i], false, encoder);
      far[i] = new LaneEncoder(slots[i], true, encoder);
    }
    for (int tick = 1; tick <= 12; tick++) {
      length = 0;
      for (int i = 0; i < slots.length; i++) {
        PoseColumns now = pose(slots[i], tick);
        near[i].advance(now);
        if (tick % 4 == 0) {
          far[i].advance(now);
        }
      }
      tell(tick, near, far);
      byte[] pieces = Arrays.copyOf(bytes, length);
      hall.apply(tick, pieces);
      lines.add("pieces " + tick + " " + HexFormat.of().formatHex(pieces));
      lines.add("rows " + hall.poses().size());
      for (int row = 0; row < hall.poses().size(); row++) {
        lines.add(row(hall, row));
      }
    }
    return lines;
  }

  /** The first stays near, the second goes far and comes back, the third is far and ends. */
  private void tell(int tick, LaneEncoder[] near, LaneEncoder[] far) {
    put(near[0], tick == 1);
    if (tick < 4 || tick > 9) {
      put(near[1], tick == 1 || tick == 10);
    } else if (tick % 4 == 0) {
      put(far[1], tick == 4);
    }
    if (tick == 4 || tick == 8) {
      put(far[2], tick == 4);
    } else if (tick == 11) {
      length = LaneEncoder.end(499, bytes, length);
    }
  }

  private void put(LaneEncoder lane, boolean begins) {
    if (begins) {
      lane.keyframeLength();
    }
    length = begins ? lane.keyframe(bytes, length) : lane.delta(bytes, length);
  }

  private static String row(HallDecoder hall, int row) {
    int slot = hall.poses().slotAt(row);
    StringBuilder line = new StringBuilder("row " + slot + (hall.isFar(slot) ? " far" : " near"));
    for (int column = 0; column < PoseColumns.COLUMNS; column++) {
      line.append(' ').append(hall.poses().get(row, column));
    }
    return line.toString();
  }

  @Test
  void theBytesAreTheOnesWrittenDown() throws IOException, PoseFormatException {
    List<String> lines = write();
    if (Boolean.getBoolean("golden.write")) {
      Files.write(FILE, lines);
    }
    assertEquals(Files.readAllLines(FILE), lines);
  }
}
