package org.asclepion.media.stun;

/**
 * The numbers of STUN that ICE needs. Stateless.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+   byte
 * |0 0|     message type          |   length without this header  |   0
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                   magic cookie 0x2112A442                     |   4
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                  transaction id, 12 bytes                     |   8
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   attribute type              |   length without padding      |  20
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |   value, padded to four bytes; further attributes follow      |  24
 * </pre>
 */
public final class Stun {
  public static final int BINDING_REQUEST = 0x0001;
  public static final int BINDING_INDICATION = 0x0011;
  public static final int BINDING_SUCCESS = 0x0101;
  public static final int BINDING_ERROR = 0x0111;

  public static final int MAGIC_COOKIE = 0x2112A442;
  public static final int HEADER_BYTES = 20;

  /** Longer messages are refused: checks of ICE have 80 to 150 bytes. */
  public static final int MAX_BYTES = 1_280;

  public static final int ERROR_BAD_REQUEST = 400;
  public static final int ERROR_UNKNOWN_ATTRIBUTE = 420;
  public static final int ERROR_ROLE_CONFLICT = 487;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int SOFTWARE = 0x8022;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  static final int INTEGRITY_BYTES = 20;
  static final int FINGERPRINT_XOR = 0x5354554E;

  private Stun() {}

  static int short16(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  static int int32(byte[] bytes, int at) {
    return (short16(bytes, at) << 16) | short16(bytes, at + 2);
  }

  static long long64(byte[] bytes, int at) {
    return ((long) int32(bytes, at) << 32) | (int32(bytes, at + 4) & 0xFFFF_FFFFL);
  }

  static void putShort(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  static void putInt(byte[] bytes, int at, int value) {
    putShort(bytes, at, value >> 16);
    putShort(bytes, at + 2, value);
  }

  static void putLong(byte[] bytes, int at, long value) {
    putInt(bytes, at, (int) (value >> 32));
    putInt(bytes, at + 4, (int) value);
  }
}
