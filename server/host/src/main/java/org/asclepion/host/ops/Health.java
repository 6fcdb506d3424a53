package org.asclepion.host.ops;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the process is in its life: {@code STARTING → READY → DRAINING}, never back. Any thread.
 * Before READY the port may answer but nobody is admitted; from DRAINING on nobody new is.
 */
public final class Health {
  /** The life of the process. */
  public enum Phase {
    STARTING,
    READY,
    DRAINING
  }

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

  public Phase phase() {
    return phase.get();
  }

  public boolean isReady() {
    return phase.get() == Phase.READY;
  }

  public void ready() {
    phase.compareAndSet(Phase.STARTING, Phase.READY);
  }

  public void draining() {
    phase.set(Phase.DRAINING);
  }
}
