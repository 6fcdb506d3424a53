package org.asclepion.host.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.asclepion.host.recording.PlainReader.Malformed;
import org.asclepion.host.recording.RecordingException.Reason;
import org.asclepion.host.room.Seed;
import org.asclepion.world.intent.Intent;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording from its beginning to its end, however long it is, one block in memory at a
 * time. Whatever the bytes are, it answers or throws a {@link RecordingException} that says where
 * the trouble begins. Owned by one thread.
 */
public final class RecordingReader implements AutoCloseable {
  private final InputStream in;
  private final Header header;
  private final Inflater inflater = new Inflater(true);
  private final List<Intent> intents = new ArrayList<>();

  /** Bytes of the file taken in so far. */
  private long taken;

  private long blockAt;
  private PlainReader block = new PlainReader(new byte[0]);
  private IntentReader intentsOfBlock = new IntentReader(block);
  private int nextTick;
  private int emptySteps;
  private boolean ended;

  /** Reads the header. Closes {@code in} with itself, or at once when it is no recording. */
  public RecordingReader(InputStream in) throws IOException, RecordingException {
    this.in = in;
    try {
      this.header = readHeader();
    } catch (IOException | RecordingException e) {
      close();
      throw e;
    }
  }

  public Header header() {
    return header;
  }

  /** The next thing the recording says; null after its end. */
  public @Nullable Entry next() throws IOException, RecordingException {
    while (!ended) {
      if (emptySteps > 0) {
        emptySteps--;
        return step(List.of());
      }
      if (!block.hasMore()) {
        readBlock();
      }
      try {
        Entry entry = read();
        if (entry != null) {
          return entry;
        }
      } catch (Malformed e) {
        throw new RecordingException(Reason.DAMAGED, blockAt);
      }
    }
    return null;
  }

  /** The next record as an entry; null if it only leads up to one. */
  private @Nullable Entry read() throws IOException, RecordingException, Malformed {
    int kind = block.u8();
    return switch (kind) {
      case Format.EMPTY_STEPS -> {
        mustBeBetweenSteps();
        emptySteps = block.count(1, Format.HASH_EVERY_STEPS);
        yield null;
      }
      case Format.STEP -> {
        List<Intent> wanted = List.copyOf(intents);
        intents.clear();
        yield step(wanted);
      }
      case Format.SKIP -> {
        mustBeBetweenSteps();
        nextTick += block.count(1, Integer.MAX_VALUE - nextTick);
        yield null;
      }
      case Format.HASH -> {
        mustBeBetweenSteps();
        yield new Entry.Hash(block.i64());
      }
      case Format.END -> {
        // Intents without their step may come before it: the recorder had to stop there.
        Ending ending = Format.ENDINGS.get(block.below(Format.ENDINGS.size()));
        if (block.hasMore() || in.read() >= 0) {
          throw new RecordingException(Reason.DAMAGED, taken);
        }
        ended = true;
        yield new Entry.End(ending);
      }
      default -> {
        if (intents.size() == Format.MAX_INTENTS) {
          throw new Malformed();
        }
        intents.add(intentsOfBlock.read(kind));
        yield null;
      }
    };
  }

  private void mustBeBetweenSteps() throws Malformed {
    if (!intents.isEmpty()) {
      throw new Malformed();
    }
  }

  private Entry step(List<Intent> wanted) throws RecordingException {
    if (nextTick == Integer.MAX_VALUE) {
      throw new RecordingException(Reason.DAMAGED, blockAt);
    }
    return new Entry.Step(nextTick++, wanted);
  }

  private void readBlock() throws IOException, RecordingException {
    blockAt = taken;
    byte[] bytes = Arrays.copyOf(bytes(Format.BLOCK_HEAD_BYTES), maxStored());
    ByteBuffer head = ByteBuffer.wrap(bytes);
    int stored = head.getInt(0);
    int plain = head.getInt(4);
    if (stored < 1
        || stored > Format.MAX_BLOCK_BYTES
        || plain < 1
        || plain > Format.MAX_BLOCK_BYTES) {
      throw new RecordingException(Reason.DAMAGED, blockAt);
    }
    System.arraycopy(bytes(stored), 0, bytes, Format.BLOCK_HEAD_BYTES, stored);
    if (head.getInt(8) != RecordingFile.check(bytes, stored)) {
      throw new RecordingException(Reason.DAMAGED, blockAt);
    }
    block = new PlainReader(inflate(bytes, stored, plain));
    intentsOfBlock = new IntentReader(block);
  }

  private static int maxStored() {
    return Format.BLOCK_HEAD_BYTES + Format.MAX_BLOCK_BYTES;
  }

  private byte[] inflate(byte[] bytes, int stored, int plain) throws RecordingException {
    byte[] result = new byte[plain];
    inflater.reset();
    inflater.setInput(bytes, Format.BLOCK_HEAD_BYTES, stored);
    try {
      int length = 0;
      while (length < plain && !inflater.finished()) {
        int more = inflater.inflate(result, length, plain - length);
        if (more == 0) {
          break;
        }
        length += more;
      }
      if (length == plain) {
        return result;
      }
    } catch (DataFormatException e) {
      // Said below.
    }
    throw new RecordingException(Reason.DAMAGED, blockAt);
  }

  private Header readHeader() throws IOException, RecordingException {
    byte[] magic = in.readNBytes(Format.MAGIC.length);
    taken = magic.length;
    if (!Arrays.equals(magic, Format.MAGIC)) {
      throw new RecordingException(Reason.NO_RECORDING, 0);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Header.MAX_BYTES);
    bytes.put(magic).put(bytes(Header.TICK_HZ_AT - Header.VERSION_AT));
    if (bytes.getShort(Header.VERSION_AT) != Format.VERSION) {
      throw new RecordingException(Reason.OTHER_VERSION, Header.VERSION_AT);
    }
    bytes.put(bytes(Header.STRINGS_AT - Header.TICK_HZ_AT));
    String template = string(bytes);
    String program = string(bytes);
    CRC32C check = new CRC32C();
    check.update(bytes.array(), 0, bytes.position());
    if (ByteBuffer.wrap(bytes(4)).getInt() != (int) check.getValue()) {
      throw new RecordingException(Reason.DAMAGED, 0);
    }
    byte[] digest = Arrays.copyOfRange(bytes.array(), Header.DIGEST_AT, Header.STRINGS_AT);
    return new Header(
        template,
        bytes.getShort(Header.TICK_HZ_AT),
        new Seed(bytes.getLong(Header.SEED_AT)),
        Header.Digest.of(digest),
        program);
  }

  private String string(ByteBuffer into) throws IOException, RecordingException {
    byte[] length = bytes(1);
    byte[] text = bytes(length[0] & 0xFF);
    into.put(length).put(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private byte[] bytes(int count) throws IOException, RecordingException {
    byte[] bytes = in.readNBytes(count);
    taken += bytes.length;
    if (bytes.length < count) {
      throw new RecordingException(Reason.BREAKS_OFF, taken);
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
