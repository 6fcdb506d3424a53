package org.asclepion.media.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The messages of RFC 5769, read and written. */
class StunVectorsTest {
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  private static final String REQUEST =
      """
      00010058 2112a442 b7e7a701 bc34d686 fa87dfae
      80220010 5354554e 20746573 7420636c 69656e74
      00240004 6e0001ff
      80290008 932ff9b1 51263b36
      00060009 6576746a 3a683676 59202020
      00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
      80280004 e57a3bcf
      """;

  private static final String IPV4_RESPONSE =
      """
      0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
      8022000b 74657374 20766563 746f7220
      00200008 0001a147 e112a643
      00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
      80280004 c07d4c96
      """;

  private static final String IPV6_RESPONSE =
      """
      01010048 2112a442 b7e7a701 bc34d686 fa87dfae
      8022000b 74657374 20766563 746f7220
      00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
      00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
      80280004 c8fb0b4c
      """;

  private final StunMessage message = new StunMessage();
  private final StunKey key = new StunKey(PASSWORD);

  @Test
  void readsTheRequest() {
    assertTrue(message.parse(bytes(REQUEST)));
    assertEquals(Stun.BINDING_REQUEST, message.type());
    assertEquals(0xB7E7A701, message.transactionHigh());
    assertEquals(0xBC34D686FA87DFAEL, message.transactionLow());
    assertEquals("evtj:h6vY", message.username());
    assertEquals("evtj", message.addressee());
    assertTrue(message.isFor("evtj".getBytes(StandardCharsets.US_ASCII)));
    assertFalse(message.isFor("evt".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(0x6E0001FF, message.priority());
    assertTrue(message.saysControlled());
    assertFalse(message.saysControlling());
    assertEquals(0x932FF9B151263B36L, message.tieBreaker());
    assertFalse(message.useCandidate());
    assertTrue(message.hasFingerprint());
    assertTrue(message.isSignedBy(key));
    assertFalse(message.isSignedBy(new StunKey("another")));
    assertTrue(message.isSignedBy(key), "verifying changes nothing");
  }

  @Test
  void readsTheResponses() throws Exception {
    assertTrue(message.parse(bytes(IPV4_RESPONSE)));
    assertEquals(Stun.BINDING_SUCCESS, message.type());
    assertTrue(message.isSignedBy(key));
    assertEquals(
        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32853), message.mappedAddress());

    assertTrue(message.parse(bytes(IPV6_RESPONSE)));
    assertTrue(message.isSignedBy(key));
    InetAddress six = InetAddress.ofLiteral("2001:db8:1234:5678:11:2233:4455:6677");
    assertEquals(new InetSocketAddress(six, 32853), message.mappedAddress());
  }

  /** The vector pads with blanks where we pad with zeros, as RFC 8489 asks: all but that. */
  @Test
  void writesWhatItReads() {
    StunWriter writer = new StunWriter();
    ByteBuf written = Unpooled.buffer();
    writer
        .begin(Stun.BINDING_REQUEST, 0xB7E7A701, 0xBC34D686FA87DFAEL)
        .software("STUN test client")
        .priority(0x6E0001FF)
        .controlled(0x932FF9B151263B36L)
        .username("evtj:h6vY")
        .end(key)
        .copyTo(written);
    ByteBuf vector = bytes(REQUEST);
    assertEquals(vector.readableBytes(), written.readableBytes());
    int untilPadding = vector.readableBytes() - 8 - 24 - 3;
    assertEquals(vector.slice(0, untilPadding), written.slice(0, untilPadding));
    assertTrue(message.parse(written));
    assertTrue(message.isSignedBy(key));
  }

  @Test
  void writesAResponseWithTheAddressHidden() throws Exception {
    assertTrue(message.parse(bytes(REQUEST)));
    StunWriter writer = new StunWriter();
    for (String address : new String[] {"192.0.2.1", "2001:db8::77"}) {
      ByteBuf written = Unpooled.buffer();
      InetSocketAddress source = new InetSocketAddress(InetAddress.ofLiteral(address), 32853);
      assertTrue(message.parse(bytes(REQUEST)));
      writer.answer(Stun.BINDING_SUCCESS, message).mappedAddress(source).end(key).copyTo(written);
      assertTrue(message.parse(written));
      assertEquals(source, message.mappedAddress());
      assertTrue(message.isSignedBy(key));
    }
  }

  @Test
  void anyChangedByteThatIsSignedIsNoticed() {
    byte[] good = HexFormat.of().parseHex(REQUEST.replaceAll("\\s", ""));
    for (int i = 0; i < good.length - 8; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertFalse(
          message.parse(Unpooled.wrappedBuffer(bad)) && message.isSignedBy(key), "byte " + i);
    }
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
  }
}
