package org.asclepion.host.ops;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the server keeps what must outlive it; nobody but its owner may look inside. Held by one
 * process at a time, from {@link #open} until {@link #close} or its death.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes the directory if it is missing, and takes it. */
  public static DataDirectory open(Path path) throws ConfigurationFault {
    try {
      OwnerOnly.makeDirectory(path);
    } catch (IOException e) {
      throw new ConfigurationFault(
          "the data directory "
              + path
              + " cannot be made ("
              + reason(e)
              + "): choose another with --data");
    }
    if (!Files.isDirectory(path) || !Files.isWritable(path)) {
      throw new ConfigurationFault(
          "the data directory "
              + path
              + " is not a directory that can be written: make it one, or choose another with"
              + " --data");
    }
    try {
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock taken = tryLock(channel);
      if (taken == null) {
        channel.close();
        throw new ConfigurationFault(
            "the data directory "
                + path
                + " is in use by another server: stop that one, or choose another with --data");
      }
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new ConfigurationFault(
          "the data directory "
              + path
              + " cannot be written ("
              + reason(e)
              + "): make it writable, or choose another with --data");
    }
  }

  @SuppressWarnings("NullAway") // tryLock answers null when another process holds the lock
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  public Path path() {
    return path;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException _) {
      // The process ends, and the lock with it.
    }
  }
}
