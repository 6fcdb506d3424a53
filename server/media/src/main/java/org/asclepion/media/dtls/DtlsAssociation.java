package org.asclepion.media.dtls;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.srtp.SrtpKeys;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/**
 * One peer's DTLS, on a virtual thread of its own: the handshake, then waiting for the other side
 * to say that it closes. Any thread may {@link #offer} and {@link #close}.
 *
 * <p>Bouncy Castle's protocol blocks, which is why it has a thread; datagrams reach it through a
 * bounded queue, and what does not fit is dropped, as a network would.
 */
public final class DtlsAssociation {
  /** Datagrams that wait at most; a client's whole flight is four. */
  public static final int MAX_QUEUED = 32;

  static final int MAX_DATAGRAM_BYTES = 2_048;

  /** Every path takes it, tunnels included. */
  private static final int SEND_LIMIT_BYTES = 1_200;

  /** In the queue, it means that the association is to end. */
  private static final byte[] END = new byte[0];

  private final SrtpTlsServer server;
  private final DtlsUser user;
  private final Runnable handshakeOver;
  private final ArrayBlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private volatile boolean closed;

  DtlsAssociation(SrtpTlsServer server, DtlsUser user, Runnable handshakeOver) {
    this.server = server;
    this.user = user;
    this.handshakeOver = handshakeOver;
  }

  /**
   * Copies a datagram for the association's thread.
   *
   * @return false when it was dropped: too long, or too many are waiting
   */
  public boolean offer(ByteBuf datagram) {
    int bytes = datagram.readableBytes();
    if (bytes == 0 || bytes > MAX_DATAGRAM_BYTES || queue.remainingCapacity() == 0) {
      return false;
    }
    byte[] copy = new byte[bytes];
    datagram.getBytes(datagram.readerIndex(), copy);
    return queue.offer(copy);
  }

  /** Ends it, with a word to the other side if there is still a way to say it. */
  public void close() {
    closed = true;
    // Full: then the thread has something to wake up by.
    queue.offer(END);
  }

  void run() {
    String reason = "closed";
    boolean handshaking = true;
    try {
      Datagrams datagrams = new Datagrams();
      DTLSServerProtocol protocol = new DTLSServerProtocol();
      DTLSTransport transport = protocol.accept(server, datagrams);
      handshaking = false;
      handshakeOver.run();
      SrtpKeys keys = server.keys();
      if (keys == null) {
        throw new IOException("no keys came of it");
      }
      user.established(keys);
      listen(transport);
    } catch (IOException | RuntimeException e) {
      reason = (handshaking ? "handshake: " : "DTLS: ") + e.getMessage();
    } finally {
      if (handshaking) {
        handshakeOver.run();
      }
      user.ended(reason);
    }
  }

  /** Nothing is expected but close_notify, to which Bouncy Castle answers by itself. */
  private void listen(DTLSTransport transport) throws IOException {
    byte[] ignored = new byte[MAX_DATAGRAM_BYTES];
    try {
      while (!closed) {
        transport.receive(ignored, 0, ignored.length, 0);
      }
    } catch (InterruptedIOException _) {
      // How the queue says that it is over: the one exception after which a goodbye is still sent.
    }
    transport.close();
  }

  /** The queue on one side, the user on the other, as Bouncy Castle wants to see them. */
  private final class Datagrams implements DatagramTransport {
    @Override
    public int getReceiveLimit() {
      return MAX_DATAGRAM_BYTES;
    }

    @Override
    public int getSendLimit() {
      return SEND_LIMIT_BYTES;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
      try {
        // A datagram that says goodbye has been read by the time the next one is asked for.
        if (closed) {
          throw new InterruptedIOException("closed");
        }
        byte[] next =
            waitMillis == 0 ? queue.take() : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
        if (closed) {
          throw new InterruptedIOException("closed");
        }
        if (next == null) {
          return -1;
        }
        int taken = Math.min(next.length, length);
        System.arraycopy(next, 0, buffer, offset, taken);
        return taken;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
      byte[] copy = new byte[length];
      System.arraycopy(buffer, offset, copy, 0, length);
      user.send(copy);
    }

    /** Called when the other side has closed. */
    @Override
    public void close() {
      closed = true;
    }
  }
}
