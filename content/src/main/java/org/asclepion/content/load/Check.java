package org.asclepion.content.load;

import java.nio.file.Path;
import java.util.List;
import org.asclepion.content.build.BuiltInCatalogue;

/** Checks a declared hospital against the built-in catalogue: {@code asclepion check DIR}. */
public final class Check {
  private Check() {}

  public static Loaded run(Path directory) {
    return HospitalLoader.load(directory, new BuiltInCatalogue());
  }

  /** One line per fault, {@code file:line:column: what; fix}. */
  public static List<String> lines(Loaded loaded) {
    return loaded.faults().stream().map(Fault::toString).toList();
  }
}
