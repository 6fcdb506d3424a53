package org.asclepion.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.asclepion.host.room.Replicator;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientLoop;
import org.asclepion.sdk.TicketRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that has all it can do: who is inside stays and is heard, who comes is told why not. */
@Timeout(120)
class OverloadTest {
  /** CPU time that the owner has work for in every tick: four fifths of one at 30 Hz. */
  private static final long SLOW_NANOS = 27_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final AtomicBoolean slow = new AtomicBoolean();

  @Test
  void newcomersAreAskedToTryAgainAndThoseInsideGoOnTalking() throws Exception {
    try (TestHospital hospital =
            TestHospital.start(
                setup ->
                    setup.replicatingBy(
                        factory ->
                            (room, mailbox, clock, neighbours) ->
                                slowed(factory.of(room, mailbox, clock, neighbours))));
        ClientLoop loop = new ClientLoop()) {
      Person doctor = new Person(loop, hospital.uri("/"), TicketRequest.of("Dr. Lin", "doctor"));
      Person patient = new Person(loop, hospital.uri("/"), TicketRequest.of("王芳", "patient"));
      doctor.await(client -> Person.bodies(client) == 2 ? "both in" : null);
      patient.await(client -> Person.bodies(client) == 2 ? "both in" : null);
      slow.set(true);
      while (hospital.gauge("asclepion.overload.level") < 1) {
        Thread.sleep(10);
      }
      Person late = new Person(loop, hospital.uri("/"), TicketRequest.of("Zoe", "guest"));
      String why = late.next(ClientEvent.Ended.class).detail();
      assertTrue(why.contains("CODE_OVERLOADED"), why);
      doctor.act(client -> client.say("We have time.", 0));
      assertEquals("We have time.", patient.next(ClientEvent.ChatHeard.class).chat().getText());
      assertEquals(2, hospital.gauge("asclepion.participants"));
    }
  }

  private Replicator slowed(Replicator real) {
    return (Replicator)
        Proxy.newProxyInstance(
            Replicator.class.getClassLoader(),
            new Class<?>[] {Replicator.class},
            (proxy, method, arguments) -> {
              if (slow.get() && method.getName().equals("publish")) {
                work();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void work() {
    long until = THREADS.getCurrentThreadCpuTime() + SLOW_NANOS;
    while (THREADS.getCurrentThreadCpuTime() < until) {
      Thread.onSpinWait();
    }
  }
}
