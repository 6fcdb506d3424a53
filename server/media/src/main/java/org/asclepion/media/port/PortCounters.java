package org.asclepion.media.port;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A meter that keeps the sums, and the last fault. Any thread. */
public final class PortCounters implements PortMeter {
  // Filled by the constructor and then only read, so that all threads may.
  private final Map<PortCounter, LongAdder> sums = new EnumMap<>(PortCounter.class);
  private final AtomicReference<@Nullable Throwable> lastFault = new AtomicReference<>();

  public PortCounters() {
    for (PortCounter counter : PortCounter.values()) {
      sums.put(counter, new LongAdder());
    }
  }

  @Override
  public void add(PortCounter counter, long amount) {
    sum(counter).add(amount);
  }

  @Override
  public void fault(Throwable cause) {
    count(PortCounter.FAULTS);
    lastFault.set(cause);
  }

  public long get(PortCounter counter) {
    return sum(counter).sum();
  }

  public @Nullable Throwable lastFault() {
    return lastFault.get();
  }

  private LongAdder sum(PortCounter counter) {
    return Objects.requireNonNull(sums.get(counter));
  }
}
