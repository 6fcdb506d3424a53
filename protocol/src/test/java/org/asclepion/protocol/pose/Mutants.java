package org.asclepion.protocol.pose;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Makes bad bytes of good ones. */
final class Mutants {
  private final RandomGenerator random;

  Mutants(RandomGenerator random) {
    this.random = random;
  }

  /** One to four random changes: bits, bytes, cuts, insertions, repetitions. */
  byte[] of(byte[] good) {
    byte[] bytes = good.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      bytes = change(bytes);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> with(bytes, at, bytes.length == 0 ? 0 : bytes[at] ^ 1 << random.nextInt(8));
      case 1 -> with(bytes, at, random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
      case 2 -> Arrays.copyOf(bytes, at);
      case 3 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
        System.arraycopy(bytes, at, longer, at + longer.length - bytes.length, bytes.length - at);
        yield longer;
      }
      default -> {
        byte[] twice = Arrays.copyOf(bytes, Math.min(4096, 2 * bytes.length));
        System.arraycopy(bytes, 0, twice, bytes.length, Math.max(0, twice.length - bytes.length));
        yield twice;
      }
    };
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    if (at < bytes.length) {
      bytes[at] = (byte) value;
    }
    return bytes;
  }

  /** Gives the bytes the right checksum, so that the checks behind it are met. */
  static byte[] sealed(byte[] bytes, int crcStart) {
    byte[] sealed = bytes.clone();
    if (sealed.length > 0) {
      sealed[0] = (byte) Crc8.update(crcStart, sealed, 1, sealed.length);
    }
    return sealed;
  }
}
