package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.asclepion.host.RawClient;
import org.asclepion.protocol.v1.Error;
import org.junit.jupiter.api.Test;

/** Frames come out as they were sent, however the bytes are cut, and nothing else comes out. */
class FrameReaderTest {
  private record Got(boolean last, int opcode, List<Byte> payload) {
    static Got of(boolean last, int opcode, byte[] payload, int length) {
      List<Byte> bytes = new ArrayList<>();
      for (int i = 0; i < length; i++) {
        bytes.add(payload[i]);
      }
      return new Got(last, opcode, bytes);
    }
  }

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final List<Got> got = new ArrayList<>();
  private final FrameReader reader = reader(allocator);

  private FrameReader reader(ByteBufAllocator from) {
    return new FrameReader(
        from,
        new byte[Limits.MAX_FRAME_BYTES],
        (last, opcode, payload, length) -> got.add(Got.of(last, opcode, payload, length)));
  }

  private void read(byte[] bytes) throws FrameFault {
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    try {
      reader.read(in);
    } finally {
      in.release();
    }
  }

  private long heldBytes() {
    return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
  }

  @Test
  void framesComeOutAsTheyWereSentHoweverTheBytesAreCut() throws Exception {
    long seed = Long.getLong("asclepion.seed", System.nanoTime());
    Random random = new Random(seed);
    int[] sizes = {0, 1, 3, 7, 8, 9, 40, 125, 126, 127, 1000, Limits.MAX_FRAME_BYTES};
    int[] opcodes = {FrameReader.CONTINUATION, FrameReader.TEXT, FrameReader.BINARY};
    try {
      List<Got> sent = new ArrayList<>();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < 200; i++) {
        byte[] payload = new byte[sizes[random.nextInt(sizes.length)]];
        random.nextBytes(payload);
        boolean control = payload.length <= FrameReader.MAX_CONTROL_BYTES && random.nextBoolean();
        int opcode = control ? FrameReader.PING : opcodes[random.nextInt(opcodes.length)];
        boolean last = control || random.nextBoolean();
        sent.add(Got.of(last, opcode, payload, payload.length));
        bytes.writeBytes(RawClient.frame(last, opcode, payload));
      }
      byte[] all = bytes.toByteArray();
      for (int at = 0; at < all.length; ) {
        int cut = random.nextInt(4) == 0 ? 1 : random.nextInt(3000);
        int end = Math.min(all.length, at + cut);
        read(Arrays.copyOfRange(all, at, end));
        at = end;
      }
      assertEquals(sent, got);
      assertEquals(0, heldBytes());
    } catch (Throwable failure) {
      throw new AssertionError("-Dasclepion.seed=" + seed, failure);
    }
  }

  @Test
  void aFrameThatDoesNotEndHoldsNoMoreThanItsBound() throws Exception {
    byte[] largest = RawClient.frame(true, RawClient.BINARY, new byte[Limits.MAX_FRAME_BYTES]);
    for (int i = 0; i < largest.length - 1; i++) {
      read(new byte[] {largest[i]});
    }
    int bound = Limits.MAX_FRAME_BYTES + FrameReader.MAX_HEADER_BYTES;
    // Buffers grow in powers of two.
    assertTrue(heldBytes() <= 2L * Integer.highestOneBit(bound), () -> "holds " + heldBytes());
    assertTrue(got.isEmpty());
    reader.close();
    assertEquals(0, heldBytes());
  }

  @Test
  void afterTheCloseNothingIsTakenOrHeld() throws Exception {
    reader.close();
    read(new byte[] {(byte) 0x82});
    read(RawClient.frame(true, RawClient.BINARY, new byte[4]));
    assertTrue(got.isEmpty());
    assertEquals(0, heldBytes());
  }

  private void assertFault(Error.Code code, int... head) {
    byte[] bytes = new byte[head.length];
    for (int i = 0; i < head.length; i++) {
      bytes[i] = (byte) head[i];
    }
    FrameReader fresh = reader(allocator);
    ByteBuf whole = Unpooled.wrappedBuffer(bytes);
    assertEquals(code, assertThrows(FrameFault.class, () -> fresh.read(whole)).code());
    // And byte by byte, at the last of them at the latest.
    FrameReader slow = reader(allocator);
    FrameFault fault =
        assertThrows(
            FrameFault.class,
            () -> {
              for (byte one : bytes) {
                slow.read(Unpooled.wrappedBuffer(new byte[] {one}));
              }
            });
    assertEquals(code, fault.code());
    assertTrue(got.isEmpty());
    assertEquals(0, heldBytes());
  }

  @Test
  void whatIsNoFrameIsNamedByItsHeaderAlone() {
    int masked = 0x80;
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      assertFault(Error.Code.CODE_MALFORMED, 0x80 | opcode, masked);
    }
    for (int reserved : new int[] {0x40, 0x20, 0x10}) {
      assertFault(Error.Code.CODE_MALFORMED, 0x82 | reserved, masked);
    }
    assertFault(Error.Code.CODE_MALFORMED, 0x82, 1);
    assertFault(Error.Code.CODE_MALFORMED, 0x09, masked);
    assertFault(Error.Code.CODE_MALFORMED, 0x89, masked | 126);
    assertFault(Error.Code.CODE_MALFORMED, 0x88, masked | 1);
    assertFault(Error.Code.CODE_MALFORMED, 0x82, masked | 126, 0, 125);
    assertFault(Error.Code.CODE_MALFORMED, 0x82, masked | 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF);
    assertFault(Error.Code.CODE_MALFORMED, 0x82, masked | 127, 0x80, 0, 0, 0, 0, 0, 0, 0);
    int more = Limits.MAX_FRAME_BYTES + 1;
    assertFault(Error.Code.CODE_TOO_LARGE, 0x82, masked | 126, more >> 8, more & 0xFF);
    assertFault(Error.Code.CODE_TOO_LARGE, 0x82, masked | 127, 0, 0, 0, 0, 0, 1, 0, 0);
  }
}
