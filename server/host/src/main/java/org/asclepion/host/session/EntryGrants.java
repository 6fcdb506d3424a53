package org.asclepion.host.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who has shown a code and may come in with this browser: 192 random bits in exchange for the code,
 * good for some tickets within half an hour, which leaves time to look at microphone and camera and
 * to come back once. Any thread. Only hashes are kept.
 */
public final class EntryGrants {
  /** How long after the code its browser may still ask for tickets. */
  public static final Duration LIFETIME = Duration.ofMinutes(30);

  /** Grants at a time. */
  public static final int MAX_GRANTS = 10_000;

  /** Tickets for one grant; looking for a path before entering costs one, too. */
  public static final int TICKETS = 12;

  private record Kept(Admission admission, AtomicInteger left) {}

  private final Cache<String, Kept> grants;

  public EntryGrants(Ticker ticker) {
    grants = Caffeine.newBuilder().expireAfterWrite(LIFETIME).ticker(ticker).build();
  }

  /** Whether no grant can be made until older ones run out. */
  public boolean isFull() {
    if (grants.estimatedSize() >= MAX_GRANTS) {
      grants.cleanUp();
    }
    return grants.estimatedSize() >= MAX_GRANTS;
  }

  /** Makes a grant. */
  public String issue(Admission admission) {
    String token = Secrets.token();
    grants.put(Secrets.digest(token), new Kept(admission, new AtomicInteger(TICKETS)));
    return token;
  }

  /** As whom the bearer may have one more ticket, or null. */
  public @Nullable Admission use(String token) {
    Kept kept =
        token.length() == Secrets.TOKEN_CHARACTERS
            ? grants.getIfPresent(Secrets.digest(token))
            : null;
    return kept != null && kept.left().getAndDecrement() > 0 ? kept.admission() : null;
  }
}
