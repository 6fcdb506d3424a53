package org.asclepion.host.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Short ways in: a code of six digits to be typed, and a link that says the same in 192 bits. Each
 * pair is good for one use, by either of the two, and for ten minutes. Any thread.
 *
 * <p>Six digits can be guessed, so who asks must count wrong codes ({@code http/CodesRoute} does);
 * a link cannot. Only hashes are kept, those of codes keyed with a secret of this process, and
 * nothing of either is ever logged. What a code opens is a {@link Grant}, never a ticket: people
 * take minutes between typing a code and entering, and a ticket lives for one.
 */
public final class EntryCodes {
  /** How long a code and its link may stay unused. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Codes at a time; so few of the million that one typed at random opens one in a thousand. */
  public static final int MAX_CODES = 1_000;

  /** The length of a code. */
  public static final int DIGITS = 6;

  private static final int CODES = 1_000_000;

  /** What a code opens. */
  public sealed interface Grant {
    /** Somebody may come in. */
    record Enter(Admission admission) implements Grant {}

    /** Somebody who is inside goes on with another device. */
    record Continue(Stay stay) implements Grant {}
  }

  /**
   * A code that was just made; told this once and kept nowhere.
   *
   * @param code six digits
   * @param link for an address or a QR code
   */
  public record Issued(String code, String link) {
    /** Never the code itself. */
    @Override
    public String toString() {
      return "Issued";
    }
  }

  private record Pair(Grant grant, String codeKey, String linkKey) {}

  private final SecureRandom random;
  private final String secret = Secrets.token();
  private final Cache<String, Pair> byCode;
  private final Cache<String, Pair> byLink;

  public EntryCodes(SecureRandom random, Ticker ticker) {
    this.random = random;
    byCode = Caffeine.newBuilder().expireAfterWrite(LIFETIME).ticker(ticker).build();
    byLink = Caffeine.newBuilder().expireAfterWrite(LIFETIME).ticker(ticker).build();
  }

  /** Makes a code, in place of the one a stay may have; null when there are as many as may be. */
  public synchronized @Nullable Issued issue(Grant grant) {
    if (grant instanceof Grant.Continue) {
      byCode.asMap().values().stream().filter(it -> it.grant().equals(grant)).forEach(this::forget);
    }
    if (isFull()) {
      return null;
    }
    String code;
    do {
      code = String.format(Locale.ROOT, "%0" + DIGITS + "d", random.nextInt(CODES));
    } while (byCode.getIfPresent(keyOfCode(code)) != null);
    String link = Secrets.token();
    Pair pair = new Pair(grant, keyOfCode(code), Secrets.digest(link));
    byCode.put(pair.codeKey(), pair);
    byLink.put(pair.linkKey(), pair);
    return new Issued(code, link);
  }

  private boolean isFull() {
    if (byCode.estimatedSize() >= MAX_CODES) {
      byCode.cleanUp();
    }
    return byCode.estimatedSize() >= MAX_CODES;
  }

  /** Whether this is typed in six digits, and so could be guessed. */
  public static boolean isCode(String given) {
    return given.length() == DIGITS && given.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** What a code or a link opens, once; null when it opens nothing. */
  public synchronized @Nullable Grant redeem(String given) {
    Pair pair = null;
    if (isCode(given)) {
      pair = byCode.getIfPresent(keyOfCode(given));
    } else if (given.length() == Secrets.TOKEN_CHARACTERS) {
      pair = byLink.getIfPresent(Secrets.digest(given));
    }
    if (pair == null) {
      return null;
    }
    forget(pair);
    return pair.grant();
  }

  private void forget(Pair pair) {
    byCode.invalidate(pair.codeKey());
    byLink.invalidate(pair.linkKey());
  }

  private String keyOfCode(String code) {
    return Secrets.digest(secret + code);
  }
}
