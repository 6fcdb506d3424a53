package org.asclepion.media.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.srtp.SrtpKeys;
import org.asclepion.media.srtp.SrtpProfile;
import org.junit.jupiter.api.Test;

/**
 * Invented records before there are keys: handshakes end, in their time, and leave nothing behind.
 * A failure names the seed for {@code -Dasclepion.dtls.seed}; ten times as many with {@code
 * -Dasclepion.long=true}.
 */
class DtlsFuzzTest {
  private static final int RECORDS = Boolean.getBoolean("asclepion.long") ? 1_000_000 : 100_000;
  private static final int RECORDS_PER_HANDSHAKE = 500;
  private static final long SEED = Long.getLong("asclepion.dtls.seed", System.nanoTime());
  private static final int PLACES = 4;

  private final Random random = new Random(SEED);
  private final DtlsHandshakes handshakes =
      new DtlsHandshakes(
          DtlsIdentity.create(new SecureRandom(), Instant.now()),
          SrtpProfile.PREFERRED,
          PLACES,
          Duration.ofSeconds(2));
  private final Fingerprint nobody = Fingerprint.sha256(new byte[] {1});

  @Test
  void inventedRecordsEndInNothing() throws Exception {
    for (int sent = 0; sent < RECORDS; sent += RECORDS_PER_HANDSHAKE) {
      User user = new User();
      DtlsAssociation association = started(user);
      for (int i = 0; i < RECORDS_PER_HANDSHAKE; i++) {
        ByteBuf record = Unpooled.wrappedBuffer(record());
        DtlsRecord.isHello(record);
        if (DtlsRecord.isWhole(record)) {
          while (!association.offer(record) && !user.ended.isDone()) {
            Thread.onSpinWait();
          }
        }
      }
      association.close();
      String reason = user.ended.get(10, TimeUnit.SECONDS);
      assertFalse(user.established, "seed " + SEED + ": " + reason);
    }
    assertEquals(PLACES, handshakes.free(), "seed " + SEED);
  }

  @Test
  void placesAreBoundedAndComeBack() throws Exception {
    List<User> users = new ArrayList<>();
    List<DtlsAssociation> associations = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      users.add(new User());
      associations.add(started(users.getLast()));
    }
    assertNull(handshakes.start(nobody, new User()));
    for (int i = 0; i < PLACES; i++) {
      associations.get(i).close();
      users.get(i).ended.get(10, TimeUnit.SECONDS);
    }
    assertEquals(PLACES, handshakes.free());
  }

  @Test
  void fingerprintsAreReadAsSdpWritesThem() {
    Fingerprint own = handshakes.fingerprint();
    assertEquals(own, Fingerprint.parse(own.toString()));
    assertEquals(own, Fingerprint.parse("SHA-256 " + own.hex().toLowerCase(Locale.ROOT)));
    assertNull(Fingerprint.parse("sha-1 " + own.hex().substring(0, 59)));
    assertNull(Fingerprint.parse("sha-256 " + own.hex().substring(3)));
    assertNull(Fingerprint.parse("sha-256 " + own.hex().replace(':', '-')));
    assertNull(Fingerprint.parse("sha-256"));
  }

  private DtlsAssociation started(User user) {
    DtlsAssociation association = handshakes.start(nobody, user);
    assertNotNull(association, () -> "no place is free, seed " + SEED);
    return association;
  }

  private byte[] record() {
    byte[] bytes = new byte[13 + random.nextInt(random.nextInt(10) == 0 ? 1_400 : 80)];
    random.nextBytes(bytes);
    if (random.nextInt(20) == 0) {
      return bytes;
    }
    bytes[0] = (byte) (random.nextInt(4) == 0 ? 20 + random.nextInt(5) : 22);
    bytes[1] = (byte) 0xFE;
    bytes[2] = (byte) (random.nextBoolean() ? 0xFD : 0xFF);
    for (int i = 3; i < 9; i++) {
      bytes[i] = 0;
    }
    int length = bytes.length - 13;
    bytes[11] = (byte) (length >> 8);
    bytes[12] = (byte) length;
    if (length >= 12 && random.nextInt(4) != 0) {
      bytes[13] = (byte) (random.nextInt(3) == 0 ? random.nextInt(24) : 1);
      int whole = random.nextBoolean() ? length - 12 : random.nextInt(3_000);
      bytes[14] = 0;
      bytes[15] = (byte) (whole >> 8);
      bytes[16] = (byte) whole;
      bytes[17] = 0;
      bytes[18] = (byte) random.nextInt(2);
      bytes[19] = 0;
      bytes[20] = 0;
      bytes[21] = 0;
      bytes[22] = 0;
      bytes[23] = (byte) ((length - 12) >> 8);
      bytes[24] = (byte) (length - 12);
    }
    return bytes;
  }

  private static final class User implements DtlsUser {
    final CompletableFuture<String> ended = new CompletableFuture<>();
    volatile boolean established;

    @Override
    public void send(byte[] datagram) {}

    @Override
    public void established(SrtpKeys keys) {
      established = true;
    }

    @Override
    public void ended(String reason) {
      ended.complete(reason);
    }
  }
}
