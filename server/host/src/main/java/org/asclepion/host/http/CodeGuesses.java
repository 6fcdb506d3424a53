package org.asclepion.host.http;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.asclepion.host.transport.TokenBucket;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong six-digit codes, per address and in all. Any thread.
 *
 * <p>A code lives for ten minutes. In that time all addresses of the world together may be wrong
 * {@link #GUESSES_IN_ALL} times and twice more, so a code is hit by guessing once in ten thousand;
 * whoever keeps that up for a day at a hospital with ten codes open at any time hits one with a
 * chance of 1 in 250, and stops the typing of codes for everybody, which the counter of refusals
 * shows. Links and QR codes hold 192 bits and go on.
 */
final class CodeGuesses {
  /** Wrong codes of one address before it has to wait. */
  static final int GUESSES_PER_ADDRESS = 8;

  /** How long it takes until one more guess is allowed, per address. */
  static final Duration GUESS_EVERY = Duration.ofMinutes(1);

  /** Wrong codes of all addresses before everybody has to wait. */
  static final int GUESSES_IN_ALL = 100;

  /** How long it takes until one more guess is allowed to the world. */
  static final Duration ANY_GUESS_EVERY = Duration.ofMinutes(5);

  private final Ticker ticker;
  private final RateLimit perAddress;
  private final TokenBucket inAll;

  CodeGuesses(Ticker ticker) {
    this.ticker = ticker;
    perAddress = new RateLimit(1.0 / GUESS_EVERY.toSeconds(), GUESSES_PER_ADDRESS, ticker);
    inAll = new TokenBucket(1.0 / ANY_GUESS_EVERY.toSeconds(), GUESSES_IN_ALL, ticker.read());
  }

  /** What the guess finds, unless its sender may not guess now: then a {@link Problem}. */
  synchronized <T> @Nullable T guess(InetAddress from, Supplier<@Nullable T> guess) {
    long now = ticker.read();
    if (!perAddress.hasAny(from)) {
      throw locked(GUESS_EVERY);
    }
    if (inAll.level(now) < 1) {
      throw locked(ANY_GUESS_EVERY);
    }
    T found = guess.get();
    if (found == null) {
      perAddress.allows(from);
      inAll.take(1, now);
    }
    return found;
  }

  private static Problem locked(Duration wait) {
    return Problem.of(429, "room-code-locked", "Too many wrong codes. Wait, or use the link.")
        .retryAfter((int) wait.toSeconds());
  }
}
