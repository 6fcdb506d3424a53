package org.asclepion.media.port;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.link.PeerListener;

/** Sends back what it hears, and remembers what it was told. */
final class Listener implements PeerListener {
  private final boolean echoes;
  private final CompletableFuture<PeerLink> link = new CompletableFuture<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  volatile boolean wants = true;
  volatile boolean mayWait;
  volatile int echoed;
  int nextSequence = 1;

  Listener(boolean echoes) {
    this.echoes = echoes;
  }

  void awaitOpened() {
    link.orTimeout(10, TimeUnit.SECONDS).join();
  }

  String closed() {
    return end.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static void await(BooleanSupplier condition, String what) throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not seen within 10 s: " + what);
      Thread.sleep(2);
    }
  }

  @Override
  public void opened(PeerLink opened) {
    link.complete(opened);
  }

  @Override
  public boolean wants(ByteBuf protectedRtp) {
    return wants;
  }

  @Override
  public boolean mayWait(ByteBuf protectedRtp) {
    return mayWait;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // Written on one loop only.
  public void rtp(ByteBuf plain, long arrivedNanos) {
    if (echoes) {
      PeerLink open = link.join();
      ByteBuf copy = Unpooled.buffer(plain.readableBytes() + 16).writeBytes(plain);
      if (open.protectRtp(copy)) {
        open.send(copy);
      } else {
        copy.release();
      }
    }
    echoed++;
  }

  @Override
  public void rtcp(ByteBuf plain, long arrivedNanos) {
    link.join().sendRtcp(plain.copy());
  }

  @Override
  public void burstEnded() {
    link.join().flush();
  }

  @Override
  public void closed(String reason) {
    assertTrue(end.complete(reason), "told twice");
  }
}
