package org.asclepion.host.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.asclepion.host.ops.ConfigurationFault;
import org.asclepion.host.ops.OwnerOnly;
import org.asclepion.host.room.Recorder;
import org.asclepion.host.room.Seed;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Writes recordings of rooms into a directory, one file per instance. Any thread may make
 * recorders; their blocks are written by one thread of its own, so that no tick waits for a disk.
 *
 * <p>Blocks waiting for the disk are bounded by {@link #MAX_WAITING}. A recording whose block finds
 * no place ends there, with a mark and a line in the log; the room goes on.
 */
public final class Recordings implements Recorder.Factory, AutoCloseable {
  /** Blocks that may wait to be written, of all rooms together: at most some 64 MB. */
  public static final int MAX_WAITING = 4_096;

  private static final Duration CLOSE_TIME = Duration.ofSeconds(10);
  private static final Logger LOG = LogManager.getLogger(Recordings.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Header.Digest digest;
  private final String program;
  private final String started;
  private final long maxFileBytes;
  private final AtomicInteger made = new AtomicInteger();
  private final Semaphore places;
  private final Thread writer;

  /**
   * Bounded by {@link #places} for blocks; besides, each recording puts in at most one ending,
   * which must not be lost.
   */
  private final BlockingQueue<Block> waiting = new LinkedBlockingQueue<>();

  /** One block of a recording; without a recording, the last one of all. */
  private static final class Block {
    final @Nullable Recording recording;
    final byte[] plain;
    final @Nullable Ending ending;

    /** Whether it holds one of the {@link #places}. */
    final boolean placed;

    Block(@Nullable Recording recording, byte[] plain, @Nullable Ending ending, boolean placed) {
      this.recording = recording;
      this.plain = plain;
      this.ending = ending;
      this.placed = placed;
    }
  }

  /**
   * Makes the directory if it is missing, and starts.
   *
   * @param digest of the hospital's declaration
   * @param program version of this program
   */
  public static Recordings open(Path directory, Header.Digest digest, String program, Instant now)
      throws ConfigurationFault {
    try {
      OwnerOnly.makeDirectory(directory);
    } catch (IOException _) {
      throw new ConfigurationFault(
          directory + " cannot be made a directory: choose another with --record");
    }
    if (!Files.isWritable(directory)) {
      throw new ConfigurationFault(
          directory + " cannot be written: make it writable, or choose another with --record");
    }
    return new Recordings(directory, digest, program, now, Format.MAX_FILE_BYTES, MAX_WAITING);
  }

  Recordings(
      Path directory,
      Header.Digest digest,
      String program,
      Instant now,
      long maxFileBytes,
      int maxWaiting) {
    this.directory = directory;
    this.digest = digest;
    this.program = program;
    this.started = STAMP.format(now);
    this.maxFileBytes = maxFileBytes;
    this.places = new Semaphore(maxWaiting);
    this.writer = Thread.ofPlatform().daemon().name("recordings").start(this::write);
  }

  @Override
  public Recorder of(RoomTemplate template, Seed seed) {
    String name = template.id() + "-" + started + "-" + made.incrementAndGet() + ".room";
    Header header = new Header(template.id(), template.tickHz(), seed, digest, program);
    RecordingFile file = new RecordingFile(directory.resolve(name), header, maxFileBytes);
    return new RoomRecorder(new Recording(file));
  }

  /** The writing side of one recording. */
  private final class Recording implements RoomRecorder.Sink {
    final RecordingFile file;

    /** Set by the writing thread, read by the room's. */
    volatile boolean ended;

    Recording(RecordingFile file) {
      this.file = file;
    }

    @Override
    public boolean take(byte[] plain, @Nullable Ending ending) {
      if (ended) {
        return false;
      }
      if (places.tryAcquire()) {
        waiting.add(new Block(this, plain, ending, true));
        return true;
      }
      waiting.add(new Block(this, new byte[0], Ending.DISK_TOO_SLOW, false));
      return false;
    }
  }

  private void write() {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      for (Block block = waiting.take(); ; block = waiting.take()) {
        if (block.placed) {
          places.release();
        }
        if (block.recording == null) {
          return;
        }
        write(block.recording, block, deflater);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      deflater.end();
    }
  }

  private static void write(Recording recording, Block block, Deflater deflater) {
    if (recording.ended) {
      return;
    }
    try {
      Ending ending = recording.file.append(block.plain, block.ending, deflater);
      recording.ended = ending != null;
      if (ending != null && ending != Ending.CLOSED) {
        LOG.warn("the recording {} ends here: {}", recording.file.path(), ending);
      }
    } catch (IOException e) {
      recording.ended = true;
      LOG.warn("the recording {} breaks off: it cannot be written", recording.file.path(), e);
    }
  }

  /** Writes what waits and stops. To be called when all rooms have ended. */
  @Override
  public void close() {
    waiting.add(new Block(null, new byte[0], null, false));
    try {
      if (!writer.join(CLOSE_TIME)) {
        LOG.warn("recordings were not written in time: the last ones break off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
