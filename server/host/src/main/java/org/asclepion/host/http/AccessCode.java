package org.asclepion.host.http;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;

/**
 * The code that lets people of the local network in, made anew at each start. Any thread.
 *
 * <p>Forty random bits and one guess a minute after the first few: whoever guesses without pause
 * from a hundred addresses has a chance of one in twenty thousand within a year.
 */
public final class AccessCode {
  /** Wrong guesses of one address before it has to wait. */
  static final int GUESSES_PER_ADDRESS = 8;

  /** How long it takes until one more guess is allowed, per address. */
  static final Duration GUESS_EVERY = Duration.ofMinutes(1);

  /** Without letters and digits that look alike. */
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final int LENGTH = 8;

  private final String code;
  private final byte[] digest;
  private final RateLimit guesses;

  public AccessCode(SecureRandom random, Ticker ticker) {
    StringBuilder made = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    code = made.toString();
    digest = sha256(code);
    guesses = new RateLimit(1.0 / GUESS_EVERY.toSeconds(), GUESSES_PER_ADDRESS, ticker);
  }

  /** For showing to the person who started the server: two groups of four. */
  public String shown() {
    return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
  }

  /** Throws a {@link Problem} unless this is the code and its sender may still guess. */
  void check(String given, InetAddress from) {
    String bare = given.toUpperCase(Locale.ROOT).replace("-", "").replace(" ", "");
    if (!guesses.hasAny(from)) {
      throw Problem.of(429, "code-locked", "Too many wrong access codes. Wait some minutes.")
          .retryAfter((int) GUESS_EVERY.toSeconds());
    }
    if (!MessageDigest.isEqual(digest, sha256(bare))) {
      guesses.allows(from);
      throw Problem.of(403, "code-wrong", "The access code is not right.");
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
