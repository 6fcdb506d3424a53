package org.asclepion.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packets last sent of one stream, for when the receiver asks again. Owned by the receiver's
 * loop, which closes it.
 *
 * <p>A ring by sequence number, bounded by count, bytes and age: the oldest go first. Each packet
 * remembers whose it is, so that a sender's packets can be taken out when they may no longer be
 * heard.
 */
public final class PacketCache implements AutoCloseable {
  /** Nothing older is any use to a decoder. */
  static final long MAX_AGE_NANOS = 1_000_000_000L;

  private final int mask;
  private final int maxBytes;
  private final @Nullable ByteBuf[] packets;
  private final int[] sequences;
  private final long[] owners;
  private final long[] sentNanos;
  private final long[] resentNanos;

  /** Extended; everything kept lies in [oldest, newest]. */
  private long oldest;

  private long newest = -1;
  private int bytes;

  /**
   * Makes an empty cache.
   *
   * @param maxPackets a power of two, at most 32768
   */
  public PacketCache(int maxPackets, int maxBytes) {
    if (Integer.bitCount(maxPackets) != 1 || maxPackets > 0x8000) {
      throw new IllegalArgumentException("no power of two: " + maxPackets);
    }
    this.mask = maxPackets - 1;
    this.maxBytes = maxBytes;
    packets = new ByteBuf[maxPackets];
    sequences = new int[maxPackets];
    owners = new long[maxPackets];
    sentNanos = new long[maxPackets];
    resentNanos = new long[maxPackets];
  }

  /** Keeps a packet, of which it takes over one reference. */
  public void put(int sequence, long owner, ByteBuf packet, long nowNanos) {
    long number;
    if (newest < 0) {
      number = 0x10000L + sequence;
      oldest = number;
    } else {
      number = Serial.extend16(newest, sequence);
    }
    if (number <= newest - packets.length) {
      packet.release();
      return;
    }
    oldest = Math.min(oldest, number);
    newest = Math.max(newest, number);
    int at = sequence & mask;
    drop(at);
    packets[at] = packet;
    sequences[at] = sequence;
    owners[at] = owner;
    sentNanos[at] = nowNanos;
    resentNanos[at] = nowNanos;
    bytes += packet.readableBytes();
    shrink(nowNanos);
  }

  /**
   * The packet to send again, or null: unknown, too old, or sent within the pause. The cache keeps
   * its reference.
   */
  public @Nullable ByteBuf resend(int sequence, long pauseNanos, long nowNanos) {
    int at = sequence & mask;
    ByteBuf packet = packets[at];
    if (packet == null
        || sequences[at] != sequence
        || nowNanos - sentNanos[at] > MAX_AGE_NANOS
        || nowNanos - resentNanos[at] < pauseNanos) {
      return null;
    }
    resentNanos[at] = nowNanos;
    return packet;
  }

  /** Whose packet {@link #resend} gave out. */
  public long owner(int sequence) {
    return owners[sequence & mask];
  }

  /** Lets go of what one sender sent. */
  public void dropOwner(long owner) {
    for (int at = 0; at < packets.length; at++) {
      if (packets[at] != null && owners[at] == owner) {
        drop(at);
      }
    }
  }

  /** Lets go of what is too old or too much. */
  public void shrink(long nowNanos) {
    while (oldest <= newest && newest >= 0) {
      int at = (int) oldest & mask;
      boolean excess = bytes > maxBytes || oldest <= newest - packets.length;
      if (packets[at] != null
          && sequences[at] == ((int) oldest & 0xFFFF)
          && (excess || nowNanos - sentNanos[at] > MAX_AGE_NANOS)) {
        drop(at);
      } else if (packets[at] != null && sequences[at] == ((int) oldest & 0xFFFF)) {
        return;
      }
      oldest++;
    }
  }

  private void drop(int at) {
    ByteBuf packet = packets[at];
    if (packet != null) {
      bytes -= packet.readableBytes();
      packets[at] = null;
      packet.release();
    }
  }

  public int bytes() {
    return bytes;
  }

  /** How many packets it holds; counts them. */
  public int size() {
    return (int) Arrays.stream(packets).filter(Objects::nonNull).count();
  }

  @Override
  public void close() {
    for (int at = 0; at < packets.length; at++) {
      drop(at);
    }
  }
}
