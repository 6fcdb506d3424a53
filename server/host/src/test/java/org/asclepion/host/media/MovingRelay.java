package org.asclepion.host.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A translator of addresses between one browser and the server, on loopback, that can begin to
 * speak to the server from another address, as a device does that goes from Wi-Fi to cable. Looks
 * at the packets' first byte only (RFC 7983). The test's thread makes, moves and closes it; it has
 * a thread for every socket.
 */
final class MovingRelay implements AutoCloseable {
  private static final int PACKET_BYTES = 2_048;

  /** More of a kind are not copied for whoever repeats them. */
  private static final int COPIES = 32;

  private final InetSocketAddress server;
  private final DatagramSocket front;
  private final List<Side> sides = new ArrayList<>();
  private volatile @Nullable SocketAddress browser;
  private volatile Side side;

  MovingRelay(InetSocketAddress server) throws IOException {
    this.server = server;
    front = socket();
    side = open(true);
    Thread.ofVirtual().start(this::outward);
  }

  private static DatagramSocket socket() throws IOException {
    return new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  /** What the browser takes for the server. */
  int port() {
    return front.getLocalPort();
  }

  /** The address the server sees now. */
  Side side() {
    return side;
  }

  /** From now on the browser speaks from elsewhere, and nobody is at the old address. */
  Side move() throws IOException {
    side.passesOn = false;
    side = open(true);
    return side;
  }

  /** Sends from a third address what the browser last said; answers who gets the answers. */
  Side replayFromElsewhere(Side of) throws IOException {
    Side stranger = open(false);
    // Checks first: they are what opens the port.
    for (byte[] packet : of.said()) {
      stranger.socket.send(new DatagramPacket(packet, packet.length, server));
    }
    return stranger;
  }

  private Side open(boolean passesOn) throws IOException {
    Side made = new Side(socket(), passesOn);
    sides.add(made);
    Thread.ofVirtual().start(() -> inward(made));
    return made;
  }

  private void outward() {
    DatagramPacket packet = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
    try {
      while (true) {
        packet.setLength(PACKET_BYTES);
        front.receive(packet);
        browser = packet.getSocketAddress();
        Side now = side;
        now.goes(packet);
        now.socket.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void inward(Side from) {
    DatagramPacket packet = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
    try {
      while (true) {
        packet.setLength(PACKET_BYTES);
        from.socket.receive(packet);
        from.comes(packet);
        SocketAddress to = browser;
        if (from.passesOn && to != null) {
          front.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
        }
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  @Override
  public void close() {
    front.close();
    sides.forEach(one -> one.socket.close());
  }

  /** One address that the server sees, and what it sent there. */
  static final class Side {
    private static final int STUN_REQUEST = 0x0001;
    private static final int STUN_SUCCESS = 0x0101;

    private final DatagramSocket socket;
    private volatile boolean passesOn;
    private final List<byte[]> checks = new ArrayList<>();
    private final List<byte[]> others = new ArrayList<>();
    private final AtomicInteger stun = new AtomicInteger();
    private final AtomicInteger media = new AtomicInteger();
    private volatile boolean answered;
    private volatile boolean early;

    private Side(DatagramSocket socket, boolean passesOn) {
      this.socket = socket;
      this.passesOn = passesOn;
    }

    SocketAddress address() {
      return socket.getLocalSocketAddress();
    }

    /** STUN messages that the server sent here. */
    int stun() {
      return stun.get();
    }

    /** Everything else that it sent here: RTP, RTCP, DTLS. */
    int media() {
      return media.get();
    }

    /** Whether media came here only after this address had answered a check of the server's. */
    boolean answeredBeforeMedia() {
      return answered && !early;
    }

    private void goes(DatagramPacket packet) {
      byte[] data = packet.getData();
      int type = ((data[0] & 0xFF) << 8) | (data[1] & 0xFF);
      if (type == STUN_SUCCESS) {
        answered = true;
      }
      byte[] copy = new byte[packet.getLength()];
      System.arraycopy(data, 0, copy, 0, copy.length);
      synchronized (this) {
        List<byte[]> kind = type == STUN_REQUEST ? checks : others;
        if (kind.size() == COPIES) {
          kind.removeFirst();
        }
        kind.add(copy);
      }
    }

    private synchronized List<byte[]> said() {
      List<byte[]> all = new ArrayList<>(checks);
      all.addAll(others);
      return all;
    }

    private void comes(DatagramPacket packet) {
      if ((packet.getData()[0] & 0xFF) <= 3) {
        stun.incrementAndGet();
      } else {
        if (!answered) {
          early = true;
        }
        media.incrementAndGet();
      }
    }
  }
}
