package org.asclepion.content.load;

import java.util.List;
import org.asclepion.content.model.Hospital;
import org.jspecify.annotations.Nullable;

/**
 * What a load came to: a hospital and no faults, or faults and no hospital.
 *
 * @param faults by file, line and column
 */
public record Loaded(@Nullable Hospital hospital, List<Fault> faults) {
  public Loaded {
    faults = List.copyOf(faults);
    if ((hospital == null) == faults.isEmpty()) {
      throw new IllegalArgumentException("either a hospital or faults");
    }
  }
}
