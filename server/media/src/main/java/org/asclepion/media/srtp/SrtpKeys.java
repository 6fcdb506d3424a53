package org.asclepion.media.srtp;

import java.util.Arrays;

/**
 * Master key and salt of each direction, as a handshake exports them. Immutable.
 *
 * <pre>
 * +------------+------------+-------------+-------------+
 * | client key | server key | client salt | server salt |   RFC 5764 section 4.2
 * +------------+------------+-------------+-------------+
 * </pre>
 */
public final class SrtpKeys {
  private final SrtpProfile profile;
  private final byte[] exported;

  public SrtpKeys(SrtpProfile profile, byte[] exported) {
    if (exported.length != profile.exportBytes()) {
      throw new IllegalArgumentException(exported.length + " bytes of key material");
    }
    this.profile = profile;
    this.exported = exported.clone();
  }

  public SrtpProfile profile() {
    return profile;
  }

  /** What the server sends with. */
  public SrtpSender serverSender(SrtpScratch scratch) {
    return new SrtpSender(profile, key(1), salt(1), scratch);
  }

  /** What the server receives with. */
  public SrtpReceiver serverReceiver(SrtpScratch scratch) {
    return new SrtpReceiver(profile, key(0), salt(0), scratch);
  }

  /** What the client sends with. */
  public SrtpSender clientSender(SrtpScratch scratch) {
    return new SrtpSender(profile, key(0), salt(0), scratch);
  }

  /** What the client receives with. */
  public SrtpReceiver clientReceiver(SrtpScratch scratch) {
    return new SrtpReceiver(profile, key(1), salt(1), scratch);
  }

  private byte[] key(int side) {
    int bytes = profile.keyBytes();
    return Arrays.copyOfRange(exported, side * bytes, (side + 1) * bytes);
  }

  private byte[] salt(int side) {
    int from = 2 * profile.keyBytes();
    int bytes = profile.saltBytes();
    return Arrays.copyOfRange(exported, from + side * bytes, from + (side + 1) * bytes);
  }
}
