package org.asclepion.host.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * The tickets of this process: each is 192 random bits, lives for a minute and is good for one
 * admission. Any thread. Only a hash of a ticket is kept, so that not even a heap dump admits
 * anybody, and nothing of a ticket is ever logged.
 */
public final class TicketBook implements Tickets {
  /** How long a ticket may stay unused. */
  public static final Duration LIFETIME = Duration.ofSeconds(60);

  /** How many unused tickets there may be. */
  public static final int MAX_TICKETS = 10_000;

  private final Cache<String, Admission> unused;

  public TicketBook(Ticker ticker) {
    unused = Caffeine.newBuilder().expireAfterWrite(LIFETIME).ticker(ticker).build();
  }

  /** Whether no ticket can be issued until older ones are used or expire. */
  public boolean isFull() {
    if (unused.estimatedSize() >= MAX_TICKETS) {
      unused.cleanUp();
    }
    return unused.estimatedSize() >= MAX_TICKETS;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the book {@link #isFull}
   */
  @Override
  public synchronized String issue(Admission admission) {
    if (isFull()) {
      throw new IllegalStateException("too many unused tickets");
    }
    String ticket = Secrets.token();
    unused.put(Secrets.digest(ticket), admission);
    return ticket;
  }

  @Override
  public Redeemed redeem(String ticket) {
    Admission admission =
        ticket.length() == Secrets.TOKEN_CHARACTERS
            ? unused.asMap().remove(Secrets.digest(ticket))
            : null;
    return admission == null
        ? new Redeemed.Denied("unknown, used or expired")
        : new Redeemed.Granted(admission);
  }
}
