package org.asclepion.media.stun;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A STUN message that was received: parsed once, then asked. Owned by one thread and used again for
 * every message; what it tells holds until the next {@link #parse}. Layout: {@link Stun}.
 *
 * <p>Nothing here is authenticated until {@link #isSignedBy} says so. Attributes after
 * MESSAGE-INTEGRITY are ignored, since anyone could have added them.
 */
public final class StunMessage {
  /** Unknown attributes reported in an error; more are not told apart. */
  static final int MAX_UNKNOWN = 8;

  private final byte[] bytes = new byte[Stun.MAX_BYTES];
  private final CRC32 crc = new CRC32();
  private final int[] unknown = new int[MAX_UNKNOWN];
  private int length;
  private int unknownCount;
  private int username;
  private int usernameLength;
  private int integrity;
  private int fingerprint;
  private int mapped;
  private int mappedLength;
  private int priority;
  private int errorCode;
  private int role;
  private boolean controlling;
  private boolean useCandidate;

  /**
   * Takes a copy of a datagram and finds the attributes in it; its indices stay where they are.
   *
   * @return whether it is a well-formed message whose fingerprint, if it has one, is right
   */
  public boolean parse(ByteBuf datagram) {
    length = datagram.readableBytes();
    forget();
    if (length < Stun.HEADER_BYTES || length > Stun.MAX_BYTES || length % 4 != 0) {
      length = 0;
      return false;
    }
    datagram.getBytes(datagram.readerIndex(), bytes, 0, length);
    boolean good =
        (bytes[0] & 0xC0) == 0
            && Stun.short16(bytes, 2) == length - Stun.HEADER_BYTES
            && Stun.int32(bytes, 4) == Stun.MAGIC_COOKIE
            && findAttributes()
            && (fingerprint == 0 || fingerprintIsRight());
    if (!good) {
      length = 0;
      forget();
    }
    return good;
  }

  /** The message's type, such as {@link Stun#BINDING_REQUEST}. */
  public int type() {
    return Stun.short16(bytes, 0);
  }

  public int transactionHigh() {
    return Stun.int32(bytes, 8);
  }

  public long transactionLow() {
    return Stun.long64(bytes, 12);
  }

  /** Whether a MESSAGE-INTEGRITY is there and was made with this key. */
  public boolean isSignedBy(StunKey key) {
    return integrity != 0 && key.verifies(bytes, integrity);
  }

  public boolean hasIntegrity() {
    return integrity != 0;
  }

  public boolean hasFingerprint() {
    return fingerprint != 0;
  }

  /** Whether USERNAME is "ufrag:anything": who is addressed stands before the colon. */
  public boolean isFor(byte[] ufrag) {
    return usernameLength > ufrag.length
        && bytes[username + ufrag.length] == ':'
        && Arrays.equals(bytes, username, username + ufrag.length, ufrag, 0, ufrag.length);
  }

  /** The part of USERNAME before the colon, or null when there is none. */
  public @Nullable String addressee() {
    for (int i = 0; i < usernameLength; i++) {
      if (bytes[username + i] == ':') {
        return new String(bytes, username, i, StandardCharsets.ISO_8859_1);
      }
    }
    return null;
  }

  /** USERNAME whole, or null when there is none. */
  public @Nullable String username() {
    return username == 0
        ? null
        : new String(bytes, username, usernameLength, StandardCharsets.UTF_8);
  }

  /** PRIORITY as an unsigned 32-bit number, or 0 when there is none. */
  public int priority() {
    return priority;
  }

  public boolean useCandidate() {
    return useCandidate;
  }

  /** Whether the sender says that it has the controlling role. */
  public boolean saysControlling() {
    return role != 0 && controlling;
  }

  /** Whether the sender says that it has the controlled role. */
  public boolean saysControlled() {
    return role != 0 && !controlling;
  }

  /** The number that came with the role, or 0. */
  public long tieBreaker() {
    return role == 0 ? 0 : Stun.long64(bytes, role);
  }

  /** ERROR-CODE from 300 to 699, or 0 when there is none. */
  public int errorCode() {
    return errorCode;
  }

  /** How many comprehension-required attributes were not understood, up to a bound. */
  public int unknownCount() {
    return unknownCount;
  }

  int unknown(int i) {
    return unknown[i];
  }

  /** XOR-MAPPED-ADDRESS, or null when there is none. */
  public @Nullable InetSocketAddress mappedAddress() {
    if (mapped == 0) {
      return null;
    }
    byte[] address = Arrays.copyOfRange(bytes, mapped + 4, mapped + mappedLength);
    for (int i = 0; i < address.length; i++) {
      address[i] ^= bytes[4 + i];
    }
    int port = Stun.short16(bytes, mapped + 2) ^ (Stun.MAGIC_COOKIE >>> 16);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes", e);
    }
  }

  private boolean findAttributes() {
    int at = Stun.HEADER_BYTES;
    while (at < length) {
      int type = Stun.short16(bytes, at);
      int size = Stun.short16(bytes, at + 2);
      int next = at + 4 + ((size + 3) & ~3);
      // A fingerprint ends the message; a second one would leave it open which of them counts.
      if (next > length || fingerprint != 0 || !take(type, at, size)) {
        return false;
      }
      at = next;
    }
    return true;
  }

  private boolean take(int type, int at, int size) {
    int value = at + 4;
    if (type == Stun.FINGERPRINT) {
      fingerprint = at;
      return size == 4;
    }
    if (integrity != 0) {
      return true;
    }
    return switch (type) {
      case Stun.USERNAME -> {
        username = value;
        usernameLength = size;
        yield size <= 513;
      }
      case Stun.MESSAGE_INTEGRITY -> {
        integrity = at;
        yield size == Stun.INTEGRITY_BYTES;
      }
      case Stun.PRIORITY -> {
        priority = size == 4 ? Stun.int32(bytes, value) : 0;
        yield size == 4;
      }
      case Stun.USE_CANDIDATE -> {
        useCandidate = true;
        yield size == 0;
      }
      case Stun.ICE_CONTROLLED, Stun.ICE_CONTROLLING -> {
        role = value;
        controlling = type == Stun.ICE_CONTROLLING;
        yield size == 8;
      }
      case Stun.XOR_MAPPED_ADDRESS -> {
        mapped = value;
        mappedLength = size;
        yield (size == 8 && bytes[value + 1] == 1) || (size == 20 && bytes[value + 1] == 2);
      }
      case Stun.ERROR_CODE -> {
        errorCode = size < 4 ? 0 : (bytes[value + 2] & 7) * 100 + (bytes[value + 3] & 0xFF);
        yield size >= 4 && errorCode >= 300 && errorCode < 700;
      }
      case Stun.UNKNOWN_ATTRIBUTES -> {
        yield true;
      }
      default -> {
        if (type < 0x8000 && unknownCount < MAX_UNKNOWN) {
          unknown[unknownCount++] = type;
        }
        yield true;
      }
    };
  }

  private boolean fingerprintIsRight() {
    crc.reset();
    crc.update(bytes, 0, fingerprint);
    return ((int) crc.getValue() ^ Stun.FINGERPRINT_XOR) == Stun.int32(bytes, fingerprint + 4);
  }

  private void forget() {
    unknownCount = 0;
    username = 0;
    usernameLength = 0;
    integrity = 0;
    fingerprint = 0;
    mapped = 0;
    mappedLength = 0;
    priority = 0;
    errorCode = 0;
    role = 0;
    controlling = false;
    useCandidate = false;
  }
}
