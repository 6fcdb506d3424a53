package org.asclepion.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;

/**
 * AES-GCM by the system's libcrypto, without garbage. Owned by one thread. The JDK's {@link
 * GcmCipher} does the same where there is no such library (docs/adr/0015).
 *
 * <p>Packets are copied beside the heap and back. All lengths are checked by these copies, before
 * the library, which checks nothing, is called.
 */
final class OpenSslGcm implements PacketCipher {
  /** A system property; "jdk" leaves the library alone. */
  static final String PROPERTY = "asclepion.srtp";

  private static final int TAG_BYTES = GcmCipher.TAG_BYTES;
  private static final int WORD_BYTES = 4;

  private final boolean rtcp;
  private final GcmNonce nonce;
  private final byte[] wordBytes = new byte[WORD_BYTES];
  private final MemorySegment context;
  private final Desk desk;

  /** Memory for one packet in hand, beside the heap; as {@link SrtpScratch}, one for a loop. */
  static final class Desk {
    final MemorySegment packet = bytes(SrtpScratch.MAX_PACKET_BYTES + TAG_BYTES);
    final MemorySegment nonce = bytes(GcmNonce.BYTES);
    final MemorySegment word = bytes(WORD_BYTES);

    /** Where the library writes lengths, and the nothing that is left at the end. */
    final MemorySegment spare = bytes(64);

    private static MemorySegment bytes(int count) {
      return Arena.ofAuto().allocate(count);
    }
  }

  OpenSslGcm(byte[] sessionKey, byte[] sessionSalt, boolean rtcp, Desk desk) {
    this.rtcp = rtcp;
    this.desk = desk;
    nonce = new GcmNonce(sessionSalt);
    context = LibCrypto.gcm(sessionKey);
  }

  /** Whether the library is there, is wanted, and makes of a packet what the JDK does. */
  static boolean works() {
    if (System.getProperty(PROPERTY, "").equals("jdk")) {
      return false;
    }
    try {
      return agrees(16) && agrees(32);
    } catch (LinkageError | RuntimeException _) {
      return false;
    }
  }

  private static boolean agrees(int keyBytes) {
    byte[] key = new byte[keyBytes];
    byte[] salt = new byte[GcmNonce.BYTES];
    Arrays.fill(key, (byte) 0x5A);
    Arrays.fill(salt, (byte) 0xA5);
    PacketCipher library = new OpenSslGcm(key, salt, true, new Desk());
    PacketCipher jdk = new GcmCipher(key, salt, true);
    byte[] one = new byte[100 + TAG_BYTES];
    byte[] other = new byte[100 + TAG_BYTES];
    byte[] opened = new byte[100 + TAG_BYTES];
    library.seal(one, 12, 100, 1, 2, 3);
    jdk.seal(other, 12, 100, 1, 2, 3);
    boolean same = Arrays.equals(one, other);
    boolean opens = library.open(other, 12, other.length, 1, 2, 3, opened);
    other[50] ^= 1;
    return same && opens && !library.open(other, 12, other.length, 1, 2, 3, opened);
  }

  @Override
  public int tagBytes() {
    return TAG_BYTES;
  }

  @Override
  public boolean indexIsLast() {
    return true;
  }

  @Override
  public void seal(byte[] packet, int clear, int length, int ssrc, long index, int word) {
    if (length > SrtpScratch.MAX_PACKET_BYTES || length + TAG_BYTES > packet.length) {
      throw new IndexOutOfBoundsException(length);
    }
    try {
      long at = begin(true, packet, clear, length, ssrc, index, word);
      LibCrypto.putTag(context.address(), at + length, TAG_BYTES, desk.spare.address());
      int made = length - clear + TAG_BYTES;
      MemorySegment.copy(desk.packet, JAVA_BYTE, clear, packet, clear, made);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public boolean open(
      byte[] packet, int clear, int length, int ssrc, long index, int word, byte[] out) {
    int covered = length - TAG_BYTES;
    if (covered < clear || length > out.length) {
      return false;
    }
    try {
      MemorySegment.copy(packet, covered, desk.packet, JAVA_BYTE, covered, TAG_BYTES);
      long at = begin(false, packet, clear, covered, ssrc, index, word);
      if (!LibCrypto.hasTag(context.address(), at + covered, TAG_BYTES, desk.spare.address())) {
        return false;
      }
      MemorySegment.copy(desk.packet, JAVA_BYTE, clear, out, clear, covered - clear);
      return true;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Brings a packet to the desk and turns it over there; where it lies. */
  private long begin(
      boolean seals, byte[] packet, int clear, int length, int ssrc, long index, int word) {
    nonce.of(ssrc, index);
    MemorySegment.copy(nonce.bytes, 0, desk.nonce, JAVA_BYTE, 0, GcmNonce.BYTES);
    MemorySegment.copy(packet, 0, desk.packet, JAVA_BYTE, 0, length);
    if (clear < 0 || clear > length) {
      throw new IndexOutOfBoundsException(clear);
    }
    long cipher = context.address();
    long at = desk.packet.address();
    long spare = desk.spare.address();
    LibCrypto.begin(cipher, seals, desk.nonce.address());
    LibCrypto.cover(cipher, at, clear, spare);
    if (rtcp) {
      Bytes.putInt(wordBytes, 0, word);
      MemorySegment.copy(wordBytes, 0, desk.word, JAVA_BYTE, 0, WORD_BYTES);
      LibCrypto.cover(cipher, desk.word.address(), WORD_BYTES, spare);
    }
    LibCrypto.crypt(cipher, at + clear, length - clear, spare);
    return at;
  }
}
