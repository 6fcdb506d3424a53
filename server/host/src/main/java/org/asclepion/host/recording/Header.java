package org.asclepion.host.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.asclepion.host.room.Seed;

/**
 * What a recording says of itself before anything happens. Immutable.
 *
 * <pre>
 *   0   8  "ASCLROOM"
 *   8   2  format version
 *  10   2  ticks per second
 *  12   8  seed of the room's randomness
 *  20  32  SHA-256 of the hospital's declaration
 *  52   1  n
 *  53   n  id of the room template, UTF-8
 *       1  m
 *       m  version of the program, UTF-8
 *       4  CRC-32C of all bytes before it
 * </pre>
 *
 * Numbers are unsigned, the most significant byte first.
 *
 * @param digest of the hospital's declaration; only that hospital can replay the recording
 * @param program version of the program that recorded
 */
public record Header(String template, int tickHz, Seed seed, Digest digest, String program) {
  static final int VERSION_AT = 8;
  static final int TICK_HZ_AT = 10;
  static final int SEED_AT = 12;
  static final int DIGEST_AT = 20;

  /** The first string, length first; the second follows, and the checksum. */
  static final int STRINGS_AT = DIGEST_AT + Format.DIGEST_BYTES;

  static final int MAX_BYTES = STRINGS_AT + 2 * Format.MAX_STRING_BYTES + 4;

  /** A SHA-256 that can be compared and shown. */
  public record Digest(String hex) {
    public static Digest of(byte[] bytes) {
      return new Digest(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  byte[] encode() {
    byte[] id = utf8(template);
    byte[] version = utf8(program);
    ByteBuffer bytes = ByteBuffer.allocate(STRINGS_AT + 1 + id.length + 1 + version.length + 4);
    bytes.put(Format.MAGIC).putShort((short) Format.VERSION).putShort((short) tickHz);
    bytes.putLong(seed.value()).put(digest.bytes());
    bytes.put((byte) id.length).put(id).put((byte) version.length).put(version);
    CRC32C check = new CRC32C();
    check.update(bytes.array(), 0, bytes.position());
    return bytes.putInt((int) check.getValue()).array();
  }

  private static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, Math.min(bytes.length, Format.MAX_STRING_BYTES - 1));
  }
}
