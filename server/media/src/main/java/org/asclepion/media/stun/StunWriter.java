package org.asclepion.media.stun;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes one STUN message after the other. Owned by one thread and used again for every message;
 * the attributes stand in the order of the calls. Layout: {@link Stun}.
 */
public final class StunWriter {
  private final byte[] bytes = new byte[Stun.MAX_BYTES];
  private final CRC32 crc = new CRC32();
  private int length;

  /** Begins a message with a transaction id of one's own. */
  public StunWriter begin(int type, int transactionHigh, long transactionLow) {
    Stun.putShort(bytes, 0, type);
    Stun.putInt(bytes, 4, Stun.MAGIC_COOKIE);
    Stun.putInt(bytes, 8, transactionHigh);
    Stun.putLong(bytes, 12, transactionLow);
    length = Stun.HEADER_BYTES;
    return this;
  }

  /** Begins the answer to a request. */
  public StunWriter answer(int type, StunMessage request) {
    return begin(type, request.transactionHigh(), request.transactionLow());
  }

  public StunWriter username(String username) {
    byte[] value = username.getBytes(StandardCharsets.UTF_8);
    return bytesAttribute(Stun.USERNAME, value);
  }

  public StunWriter username(byte[] username) {
    return bytesAttribute(Stun.USERNAME, username);
  }

  public StunWriter software(String name) {
    return bytesAttribute(Stun.SOFTWARE, name.getBytes(StandardCharsets.UTF_8));
  }

  public StunWriter priority(int priority) {
    attribute(Stun.PRIORITY, 4);
    Stun.putInt(bytes, length, priority);
    length += 4;
    return this;
  }

  public StunWriter useCandidate() {
    attribute(Stun.USE_CANDIDATE, 0);
    return this;
  }

  public StunWriter controlled(long tieBreaker) {
    return role(Stun.ICE_CONTROLLED, tieBreaker);
  }

  public StunWriter controlling(long tieBreaker) {
    return role(Stun.ICE_CONTROLLING, tieBreaker);
  }

  /**
   * XOR-MAPPED-ADDRESS: the address exclusive-or the cookie and the transaction id.
   *
   * <pre>
   * +--------+--------+-----------------+-----------------------------+
   * |   0    | family | port ^ 0x2112   | address ^ cookie (^ id)     |
   * +--------+--------+-----------------+-----------------------------+
   *  0        1        2                 4                    8 or 20
   * </pre>
   */
  public StunWriter mappedAddress(InetSocketAddress source) {
    byte[] address = source.getAddress().getAddress();
    attribute(Stun.XOR_MAPPED_ADDRESS, 4 + address.length);
    bytes[length] = 0;
    bytes[length + 1] = (byte) (address.length == 4 ? 1 : 2);
    Stun.putShort(bytes, length + 2, source.getPort() ^ (Stun.MAGIC_COOKIE >>> 16));
    for (int i = 0; i < address.length; i++) {
      bytes[length + 4 + i] = (byte) (address[i] ^ bytes[4 + i]);
    }
    length += 4 + address.length;
    return this;
  }

  public StunWriter error(int code) {
    attribute(Stun.ERROR_CODE, 4);
    Stun.putInt(bytes, length, ((code / 100) << 8) | (code % 100));
    length += 4;
    return this;
  }

  /** Says which attributes of a request were not understood. */
  public StunWriter unknownOf(StunMessage request) {
    int count = request.unknownCount();
    attribute(Stun.UNKNOWN_ATTRIBUTES, 2 * count);
    for (int i = 0; i < count; i++) {
      Stun.putShort(bytes, length + 2 * i, request.unknown(i));
    }
    length += 2 * count;
    pad();
    return this;
  }

  /** Ends the message with MESSAGE-INTEGRITY and FINGERPRINT. */
  public StunWriter end(StunKey key) {
    int signed = length;
    attribute(Stun.MESSAGE_INTEGRITY, Stun.INTEGRITY_BYTES);
    key.sign(bytes, signed, bytes, length);
    length += Stun.INTEGRITY_BYTES;
    return end();
  }

  /** Ends the message with FINGERPRINT alone. */
  public StunWriter end() {
    int covered = length;
    attribute(Stun.FINGERPRINT, 4);
    // The length field counts the fingerprint already when the fingerprint is taken.
    Stun.putShort(bytes, 2, length + 4 - Stun.HEADER_BYTES);
    crc.reset();
    crc.update(bytes, 0, covered);
    Stun.putInt(bytes, length, (int) crc.getValue() ^ Stun.FINGERPRINT_XOR);
    length += 4;
    return this;
  }

  public int length() {
    return length;
  }

  public void copyTo(ByteBuf out) {
    out.writeBytes(bytes, 0, length);
  }

  private StunWriter role(int type, long tieBreaker) {
    attribute(type, 8);
    Stun.putLong(bytes, length, tieBreaker);
    length += 8;
    return this;
  }

  private StunWriter bytesAttribute(int type, byte[] value) {
    attribute(type, value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    pad();
    return this;
  }

  private void attribute(int type, int size) {
    Stun.putShort(bytes, length, type);
    Stun.putShort(bytes, length + 2, size);
    length += 4;
  }

  private void pad() {
    while (length % 4 != 0) {
      bytes[length++] = 0;
    }
  }
}
