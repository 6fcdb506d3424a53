package org.asclepion.host.cli;

import java.nio.file.Path;
import org.asclepion.content.load.Check;
import org.asclepion.content.load.DemoHospital;
import org.asclepion.content.load.Loaded;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.ops.ConfigurationFault;
import org.jspecify.annotations.Nullable;

/** Finds and loads the hospital that a command is about. Stateless. */
final class Hospitals {
  private Hospitals() {}

  /**
   * Where it is declared.
   *
   * @param named null for the demo hospital
   */
  static Path directory(@Nullable Path named) {
    return named == null ? DemoHospital.directory() : named;
  }

  /** Loads it, or lists its faults on stderr. */
  static Hospital load(Path directory) throws ConfigurationFault {
    Loaded loaded = Check.run(directory);
    Hospital hospital = loaded.hospital();
    if (hospital == null) {
      Check.lines(loaded).forEach(System.err::println);
      int faults = loaded.faults().size();
      throw new ConfigurationFault(
          directory
              + " has "
              + (faults == 1 ? "a fault" : faults + " faults")
              + ": correct what is listed above");
    }
    return hospital;
  }
}
