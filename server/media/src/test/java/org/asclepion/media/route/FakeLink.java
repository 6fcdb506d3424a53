package org.asclepion.media.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.link.PeerListener;
import org.asclepion.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * A link that notes what is sent. Its protection is a tag of zeros, and the rule that no number is
 * protected twice.
 */
final class FakeLink implements PeerLink {
  static final int TAG_BYTES = 16;

  /** Is told of each packet sent. */
  interface Spy {
    void sent(ByteBuf packet);
  }

  private final Executor loop;
  private final PeerListener listener;
  private final Set<Long> numbers = new HashSet<>();
  final List<ByteBuf> rtp = new ArrayList<>();
  final List<ByteBuf> rtcp = new ArrayList<>();
  final List<ByteBuf> lent = new ArrayList<>();
  private @Nullable Spy spy;
  int flushes;
  boolean closed;

  FakeLink(Executor loop, PeerListener listener) {
    this.loop = loop;
    this.listener = listener;
  }

  void spy(Spy told) {
    spy = told;
  }

  @Override
  public Executor loop() {
    return loop;
  }

  @Override
  public boolean protectRtp(ByteBuf plain) {
    assertTrue(plain.writableBytes() >= TAG_BYTES, "no room for the tag");
    long number =
        ((long) RtpPacket.ssrc(plain) << 16) | plain.getUnsignedShort(plain.readerIndex() + 2);
    if (spy == null) {
      assertTrue(numbers.add(number), "a number used twice");
    }
    plain.writeZero(TAG_BYTES);
    return true;
  }

  @Override
  public void send(ByteBuf protectedPacket) {
    if (spy != null) {
      spy.sent(protectedPacket);
    } else {
      rtp.add(Unpooled.copiedBuffer(protectedPacket));
      lent.add(protectedPacket);
    }
    protectedPacket.release();
  }

  @Override
  public void sendRtcp(ByteBuf plain) {
    if (spy == null) {
      rtcp.add(Unpooled.copiedBuffer(plain));
    }
    assertEquals(1, plain.refCnt());
    plain.release();
  }

  /** What nobody has let go of, of all that was sent. */
  long leaked() {
    return lent.stream().filter(packet -> packet.refCnt() > 0).count();
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      listener.closed("closed");
    }
  }
}
