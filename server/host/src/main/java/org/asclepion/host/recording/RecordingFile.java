package org.asclepion.host.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.asclepion.host.ops.OwnerOnly;
import org.jspecify.annotations.Nullable;

/**
 * One recording on disk, appended to block by block. Between blocks the file is closed: a thousand
 * rooms do not need a thousand open files. Belongs to the thread that writes recordings.
 *
 * <pre>
 *   0  4  stored length s
 *   4  4  plain length p
 *   8  4  CRC-32C of the eight bytes before and the s bytes after
 *  12  s  p bytes of records, deflated (RFC 1951)
 * </pre>
 */
final class RecordingFile {
  private static final int END_BYTES = 2;

  /** What the end mark may need as a block of its own. */
  private static final int END_BLOCK_BYTES = Format.BLOCK_HEAD_BYTES + 64;

  private final Path path;
  private final byte[] header;
  private final long maxBytes;
  private long length;

  RecordingFile(Path path, Header header, long maxBytes) {
    this.path = path;
    this.header = header.encode();
    this.maxBytes = maxBytes;
  }

  Path path() {
    return path;
  }

  /**
   * Appends a block and, if it is the last, the end mark.
   *
   * @param plain empty if there is but the end mark to write
   * @return how the recording ended, null if it goes on
   */
  @Nullable Ending append(byte[] plain, @Nullable Ending ending, Deflater deflater)
      throws IOException {
    ByteBuffer block = plain.length == 0 ? ByteBuffer.allocate(0) : block(plain, deflater);
    Ending reached = ending;
    if (start() + block.remaining() + END_BLOCK_BYTES > maxBytes) {
      reached = Ending.FILE_FULL;
      block = ByteBuffer.allocate(0);
    }
    try (FileChannel file = open()) {
      if (length == 0) {
        write(file, ByteBuffer.wrap(header));
      }
      write(file, block);
      if (reached != null) {
        byte[] mark = new byte[END_BYTES];
        mark[0] = Format.END;
        mark[1] = (byte) Format.ENDINGS.indexOf(reached);
        write(file, block(mark, deflater));
      }
    }
    return reached;
  }

  private long start() {
    return length == 0 ? header.length : length;
  }

  private FileChannel open() throws IOException {
    return length == 0
        ? OwnerOnly.create(path)
        : FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private void write(FileChannel file, ByteBuffer bytes) throws IOException {
    length += bytes.remaining();
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static ByteBuffer block(byte[] plain, Deflater deflater) {
    // Deflate adds a few bytes to what it cannot make shorter.
    byte[] bytes = new byte[Format.BLOCK_HEAD_BYTES + plain.length + plain.length / 8 + 64];
    deflater.reset();
    deflater.setInput(plain);
    deflater.finish();
    int stored =
        deflater.deflate(bytes, Format.BLOCK_HEAD_BYTES, bytes.length - Format.BLOCK_HEAD_BYTES);
    ByteBuffer block = ByteBuffer.wrap(bytes, 0, Format.BLOCK_HEAD_BYTES + stored);
    block.putInt(0, stored).putInt(4, plain.length);
    return block.putInt(8, check(bytes, stored));
  }

  /** The checksum of a block. */
  static int check(byte[] block, int stored) {
    CRC32C check = new CRC32C();
    check.update(block, 0, 8);
    check.update(block, Format.BLOCK_HEAD_BYTES, stored);
    return (int) check.getValue();
  }
}
