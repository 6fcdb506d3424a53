package org.asclepion.media.route;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** A loop whose tasks run when the test says so, on the test's thread. */
final class ManualLoop implements Executor {
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
