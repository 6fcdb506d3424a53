package org.asclepion.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.asclepion.host.ops.ConfigurationFault;

/** Reads files that options name. Stateless. */
final class NamedFile {
  private NamedFile() {}

  /** The whole text of the file that {@code option} names. */
  static String text(Path file, String option) throws ConfigurationFault {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      throw new ConfigurationFault("there is no file " + file + ": check " + option);
    } catch (IOException e) {
      throw new ConfigurationFault(
          file + " cannot be read (" + e.getMessage() + "): check " + option);
    }
  }
}
