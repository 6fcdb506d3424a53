package org.asclepion.world.avatar;

/** Which hand, or none. */
public enum Side {
  NONE(0),
  LEFT(1),
  RIGHT(2);

  private final int code;

  Side(int code) {
    this.code = code;
  }

  public static Side of(boolean left) {
    return left ? LEFT : RIGHT;
  }

  public boolean isLeft() {
    return this == LEFT;
  }

  /** 0 to 2, for hashes. */
  public int code() {
    return code;
  }
}
