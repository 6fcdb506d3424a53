package org.asclepion.protocol.pose;

import static org.asclepion.protocol.pose.PoseColumns.HEAD;
import static org.asclepion.protocol.pose.PoseColumns.LIMB_COLUMNS;

import java.util.Arrays;

/**
 * One sample of a client's own motion and its bytes: how far the root wants to go since the sample
 * before, its yaw, head and hands. All integers on the grids of {@link PoseGrid}. Mutable and
 * reusable, owned by one thread at a time.
 */
public final class PoseSample {
  /** The length of every sample payload. */
  public static final int BYTES = 34;

  /** Grows by 1 per sample, modulo 65,536. */
  public int number;

  /** Wanted displacement along the hospital plan's axes, steps of 1/1024 m, -4,096 to 4,095. */
  public int moveX;

  public int moveZ;

  /** 0 to 1,023. */
  public int yaw;

  private final int[] limbs = new int[3 * LIMB_COLUMNS];
  private final BitReader in = new BitReader();

  /** A value of a limb's column: {@link PoseColumns#HEAD} and what follows it. */
  public int get(int column) {
    return limbs[column - HEAD];
  }

  public void set(int column, int value) {
    limbs[column - HEAD] = value;
  }

  /** Rounds and sets a limb, as {@link PoseColumns#setLimb}. */
  public void setLimb(
      int limb, float px, float py, float pz, float qx, float qy, float qz, float qw) {
    int at = limb - HEAD;
    limbs[at] = PoseGrid.limb(px);
    limbs[at + 1] = PoseGrid.limb(py);
    limbs[at + 2] = PoseGrid.limb(pz);
    PoseGrid.orientation(qx, qy, qz, qw, limbs, at + 3);
  }

  /** Gives a limb as px py pz qx qy qz qw into {@code into}. */
  public void limb(int limb, float[] into) {
    int at = limb - HEAD;
    into[0] = PoseGrid.limbMetres(limbs[at]);
    into[1] = PoseGrid.limbMetres(limbs[at + 1]);
    into[2] = PoseGrid.limbMetres(limbs[at + 2]);
    PoseGrid.quaternion(limbs[at + 3], limbs[at + 4], limbs[at + 5], into, 3);
  }

  /**
   * Whether yaw, head and hands are those of {@code other}; numbers and moves are not looked at.
   */
  public boolean samePosture(PoseSample other) {
    return yaw == other.yaw && Arrays.equals(limbs, other.limbs);
  }

  public byte[] encode() {
    BitWriter out = new BitWriter(BYTES);
    Payload.begin(out, Payload.SAMPLE);
    out.bits(number, PoseGrid.SAMPLE_BITS);
    out.bits(moveX, PoseGrid.MOVE_BITS);
    out.bits(moveZ, PoseGrid.MOVE_BITS);
    out.bits(yaw, PoseGrid.YAW_BITS);
    for (int i = 0; i < limbs.length; i++) {
      out.bits(limbs[i], Prediction.bits(HEAD + i));
    }
    Payload.end(out, Crc8.START);
    return out.exactly();
  }

  /** Replaces this sample by that of a payload; after a fault it holds nothing of use. */
  public void decode(byte[] payload) throws PoseFormatException {
    decode(payload, 0, payload.length);
  }

  /** As {@link #decode(byte[])}, of the payload at {@code from} to {@code to}; makes no objects. */
  public void decode(byte[] bytes, int from, int to) throws PoseFormatException {
    Payload.open(in, bytes, from, to, Payload.SAMPLE, Crc8.START);
    number = in.bits(PoseGrid.SAMPLE_BITS);
    moveX = in.signed(PoseGrid.MOVE_BITS);
    moveZ = in.signed(PoseGrid.MOVE_BITS);
    yaw = in.bits(PoseGrid.YAW_BITS);
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = Payload.absolute(in, HEAD + i);
    }
    for (int at = 3; at < limbs.length; at += LIMB_COLUMNS) {
      Payload.checkOrientation(limbs[at], limbs[at + 1], limbs[at + 2]);
    }
    in.finish();
  }
}
