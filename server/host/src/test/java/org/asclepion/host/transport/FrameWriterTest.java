package org.asclepion.host.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames leave whole and in order, small ones together in one bounded buffer. */
class FrameWriterTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Outbox outbox = new Outbox(Limits.OUTBOX_FRAMES, Limits.OUTBOX_BYTES);
  private final FrameWriter writer =
      new FrameWriter(new TransportMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));

  private final List<ByteBuf> mine = new ArrayList<>();
  private final List<Integer> buffers = new ArrayList<>();

  private void offer(int size, int content) {
    ByteBuf frame = Unpooled.buffer(Math.max(1, size));
    for (int i = 0; i < size; i++) {
      frame.writeByte(content);
    }
    assertEquals(Connection.Offer.ACCEPTED, outbox.offer(frame));
    mine.add(frame);
  }

  /** All that was written, and the size of each buffer of it. */
  private ByteBuf written() {
    assertTrue(writer.write(outbox, channel));
    channel.flush();
    ByteBuf all = Unpooled.buffer();
    ByteBuf one = channel.readOutbound();
    for (; one != null; one = channel.readOutbound()) {
      buffers.add(one.readableBytes());
      all.writeBytes(one);
      one.release();
    }
    return all;
  }

  private static void assertFrame(ByteBuf bytes, int size, int content) {
    assertEquals(0x82, bytes.readUnsignedByte());
    long length = bytes.readUnsignedByte();
    if (length == 126) {
      length = bytes.readUnsignedShort();
      assertTrue(length >= 126);
    } else if (length == 127) {
      length = bytes.readLong();
      assertTrue(length > 0xFFFF);
    }
    assertEquals(size, length);
    for (int i = 0; i < size; i++) {
      assertEquals(content, bytes.readByte());
    }
  }

  @AfterEach
  void nothingLeaksAndSharedBuffersStayAsTheyWere() {
    for (ByteBuf frame : mine) {
      assertEquals(1, frame.refCnt());
      assertEquals(0, frame.readerIndex());
    }
    channel.finishAndReleaseAll();
  }

  @Test
  void smallFramesLeaveTogetherInOrder() {
    offer(3, 1);
    offer(0, 2);
    offer(125, 3);
    offer(126, 4);
    ByteBuf bytes = written();
    assertEquals(1, buffers.size());
    assertFrame(bytes, 3, 1);
    assertFrame(bytes, 0, 2);
    assertFrame(bytes, 125, 3);
    assertFrame(bytes, 126, 4);
    assertFalse(bytes.isReadable());
  }

  @Test
  void aLargeFrameIsNotCopiedAndKeepsItsPlace() {
    offer(5, 1);
    offer(FrameWriter.MAX_COPIED_BYTES + 1, 2);
    offer(6, 3);
    offer(70_000, 4);
    ByteBuf bytes = written();
    assertEquals(List.of(7, 4, FrameWriter.MAX_COPIED_BYTES + 1, 8, 10, 70_000), buffers);
    assertFrame(bytes, 5, 1);
    assertFrame(bytes, FrameWriter.MAX_COPIED_BYTES + 1, 2);
    assertFrame(bytes, 6, 3);
    assertFrame(bytes, 70_000, 4);
  }

  @Test
  void oneBufferHoldsNoMoreThanItsBounds() {
    for (int i = 0; i < FrameWriter.MAX_COPIED_FRAMES + 1; i++) {
      offer(1, i);
    }
    offer(FrameWriter.MAX_COPIED_BYTES, 7);
    offer(FrameWriter.MAX_COPIED_BYTES, 8);
    ByteBuf bytes = written();
    int whole = FrameWriter.MAX_COPIED_BYTES + 4;
    assertEquals(List.of(3 * FrameWriter.MAX_COPIED_FRAMES, 3, whole, whole), buffers);
    for (int i = 0; i < FrameWriter.MAX_COPIED_FRAMES + 1; i++) {
      assertFrame(bytes, 1, i);
    }
  }

  @Test
  void whatTheChannelDoesNotTakeStays() {
    channel.config().setWriteBufferWaterMark(new io.netty.channel.WriteBufferWaterMark(10, 20));
    offer(40, 1);
    writer.write(outbox, channel);
    offer(4, 2);
    assertFalse(writer.write(outbox, channel));
    ByteBuf waits = outbox.poll();
    assertNotNull(waits);
    waits.release();
    channel.flush();
    assertFalse(writer.write(outbox, channel));
    assertNull(outbox.poll());
  }
}
