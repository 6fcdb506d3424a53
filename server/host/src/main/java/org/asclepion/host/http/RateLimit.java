package org.asclepion.host.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.asclepion.host.transport.TokenBucket;

/**
 * A rate per address; all of an IPv6 /64 are one address. Any thread. Bounded: the addresses seen
 * longest ago are forgotten first, and a forgotten one starts with a full burst.
 */
final class RateLimit {
  static final int MAX_ADDRESSES = 10_000;

  private static final Duration FORGET = Duration.ofMinutes(10);
  private static final int IPV6_PREFIX_BYTES = 8;

  private final double perSecond;
  private final double burst;
  private final Ticker ticker;
  private final Cache<InetAddress, TokenBucket> buckets;

  RateLimit(double perSecond, double burst, Ticker ticker) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.ticker = ticker;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_ADDRESSES)
            .expireAfterAccess(FORGET)
            .ticker(ticker)
            .build();
  }

  /** Takes one, or answers false and takes nothing. */
  boolean allows(InetAddress address) {
    return take(address, 1);
  }

  /** Whether {@link #allows} would take one. */
  boolean hasAny(InetAddress address) {
    return take(address, 0);
  }

  private boolean take(InetAddress address, int count) {
    long now = ticker.read();
    TokenBucket bucket = buckets.get(prefix(address), _ -> new TokenBucket(perSecond, burst, now));
    synchronized (bucket) {
      if (bucket.level(now) < 1) {
        return false;
      }
      bucket.take(count, now);
      return true;
    }
  }

  private static InetAddress prefix(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_PREFIX_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
