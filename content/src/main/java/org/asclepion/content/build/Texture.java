package org.asclepion.content.build;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A small seamless grey pattern that gives a surface its grain; drawn here, stored as PNG. */
enum Texture {
  OAK(256, 256),
  LINEN(64, 64),
  STONE(128, 128),
  GRASS(256, 256);

  final int width;
  final int height;

  Texture(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Brightness in [0, 1] at a pixel. Grain runs along x. */
  private double value(int x, int y) {
    double u = (double) x / width;
    double v = (double) y / height;
    return switch (this) {
      case OAK -> {
        double bend = wrapped(u * 2, v * 6, 2, 6, 1) * 0.35;
        double streak = wrapped(u * 4, v * 64 + bend * 6, 4, 64, 2);
        double fine = wrapped(u * 8, v * 128, 8, 128, 3);
        double broad = wrapped(u, v * 10 + bend * 4, 1, 10, 4);
        yield 0.9 + 0.05 * streak + 0.035 * fine + 0.045 * broad;
      }
      case LINEN -> {
        int a = x / 4 % 2;
        int b = y / 4 % 2;
        double thread = a == b ? 0.045 * bump(x % 4) : 0.045 * bump(y % 4);
        yield 0.9 + thread + (a == b ? 0.015 : -0.015) + 0.03 * wrapped(u * 32, v * 32, 32, 32, 5);
      }
      case STONE ->
          0.92 + 0.05 * wrapped(u * 8, v * 8, 8, 8, 6) + 0.03 * wrapped(u * 64, v * 64, 64, 64, 7);
      case GRASS ->
          0.8
              + 0.1 * wrapped(u * 6, v * 6, 6, 6, 8)
              + 0.12 * wrapped(u * 96, v * 48, 96, 48, 9)
              + 0.08 * wrapped(u * 32, v * 32, 32, 32, 10);
    };
  }

  private static double bump(int i) {
    return i == 0 || i == 3 ? -1 : 1;
  }

  private static double wrapped(double x, double y, int periodX, int periodY, int seed) {
    long ix = (long) Math.floor(x);
    long iy = (long) Math.floor(y);
    double fx = x - ix;
    double fy = y - iy;
    fx = fx * fx * (3 - 2 * fx);
    fy = fy * fy * (3 - 2 * fy);
    double a = corner(ix, iy, periodX, periodY, seed);
    double b = corner(ix + 1, iy, periodX, periodY, seed);
    double c = corner(ix, iy + 1, periodX, periodY, seed);
    double d = corner(ix + 1, iy + 1, periodX, periodY, seed);
    return 2 * ((a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy) - 1;
  }

  private static double corner(long x, long y, int periodX, int periodY, int seed) {
    return Noise.hash(Math.floorMod(x, periodX), Math.floorMod(y, periodY), seed);
  }

  /** The pattern as an 8-bit grey PNG. */
  byte[] png() {
    byte[] grey = new byte[height * width];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) Math.round(Math.clamp(value(i % width, i / width), 0, 1) * 255);
    }
    return png(width, height, 1, grey);
  }

  /** What the pattern makes of a surface's light on the whole: it is stored as sRGB. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < width * height; i++) {
      sum += Paint.linear(Math.clamp(value(i % width, i / width), 0, 1));
    }
    return sum / (width * height);
  }

  /** An 8-bit PNG of {@code channels} (1 grey, 3 RGB) numbers a pixel, from the top left. */
  static byte[] png(int width, int height, int channels, byte[] pixels) {
    int row = width * channels;
    byte[] rows = new byte[height * (row + 1)];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * row, rows, y * (row + 1) + 1, row);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    byte[] header = new byte[13];
    putInt(header, 0, width);
    putInt(header, 4, height);
    header[8] = 8;
    header[9] = (byte) (channels == 1 ? 0 : 2);
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", deflate(rows));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] data) {
    try (Deflater deflater = new Deflater(9)) {
      deflater.setInput(data);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] number = new byte[4];
    putInt(number, 0, data.length);
    out.writeBytes(number);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(name);
    out.writeBytes(data);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    putInt(number, 0, (int) crc.getValue());
    out.writeBytes(number);
  }

  private static void putInt(byte[] to, int at, int value) {
    to[at] = (byte) (value >> 24);
    to[at + 1] = (byte) (value >> 16);
    to[at + 2] = (byte) (value >> 8);
    to[at + 3] = (byte) value;
  }
}
