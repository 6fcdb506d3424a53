package org.asclepion.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.junit.jupiter.api.Test;

/** A ticket admits one person once, for a minute. */
class TicketBookTest {
  private static final Admission MEI =
      new Admission(Role.DOCTOR, "Mei", Appearance.of(3, 1), "zh-Hans", "demo", 0, "");

  private final AtomicLong nanos = new AtomicLong();
  private final TicketBook book = new TicketBook(nanos::get);

  @Test
  void aTicketGrantsWhatItWasIssuedForOnce() {
    String ticket = book.issue(MEI);
    assertTrue(ticket.matches("[A-Za-z0-9_-]{32}"));
    assertEquals(new Tickets.Redeemed.Granted(MEI), book.redeem(ticket));
    assertInstanceOf(Tickets.Redeemed.Denied.class, book.redeem(ticket));
  }

  @Test
  void aTicketExpiresAfterItsMinute() {
    String early = book.issue(MEI);
    String late = book.issue(MEI);
    nanos.addAndGet(TicketBook.LIFETIME.toNanos() - 1);
    assertInstanceOf(Tickets.Redeemed.Granted.class, book.redeem(early));
    nanos.addAndGet(1);
    assertInstanceOf(Tickets.Redeemed.Denied.class, book.redeem(late));
  }

  @Test
  void whatWasNotIssuedIsDenied() {
    String ticket = book.issue(MEI);
    char last = ticket.charAt(31) == 'A' ? 'B' : 'A';
    for (String forged :
        new String[] {"", " ", ticket + "A", ticket.substring(1), ticket.substring(0, 31) + last}) {
      assertInstanceOf(Tickets.Redeemed.Denied.class, book.redeem(forged));
    }
    assertInstanceOf(Tickets.Redeemed.Granted.class, book.redeem(ticket));
  }

  @Test
  void ofManyWhoShowTheSameTicketOneComesIn() throws Exception {
    for (int round = 0; round < 200; round++) {
      String ticket = book.issue(MEI);
      AtomicInteger granted = new AtomicInteger();
      CountDownLatch go = new CountDownLatch(1);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          var _ =
              threads.submit(
                  () -> {
                    go.await();
                    if (book.redeem(ticket) instanceof Tickets.Redeemed.Granted) {
                      granted.incrementAndGet();
                    }
                    return null;
                  });
        }
        go.countDown();
      }
      assertEquals(1, granted.get());
    }
  }

  @Test
  void theBookHoldsItsBoundAndThenRefusesUntilSomeExpire() {
    Set<String> tickets = new HashSet<>();
    for (int i = 0; i < TicketBook.MAX_TICKETS; i++) {
      assertFalse(book.isFull());
      tickets.add(book.issue(MEI));
    }
    assertEquals(TicketBook.MAX_TICKETS, tickets.size());
    assertTrue(book.isFull());
    assertThrows(IllegalStateException.class, () -> book.issue(MEI));
    assertInstanceOf(Tickets.Redeemed.Granted.class, book.redeem(tickets.iterator().next()));
    assertFalse(book.isFull());
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertFalse(book.isFull());
  }
}
