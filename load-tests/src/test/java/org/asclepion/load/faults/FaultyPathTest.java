package org.asclepion.load.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FaultyPathTest {
  private static final int PATIENCE_MILLIS = 20_000;

  private final DatagramSocket server = socket();
  private final DatagramSocket caller = socket();
  private final DatagramSocket other = socket();

  FaultyPathTest() throws IOException {}

  private static DatagramSocket socket() throws IOException {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  @AfterEach
  void close() {
    server.close();
    caller.close();
    other.close();
  }

  private FaultyPath path(PathFaults faults) {
    return FaultyPath.to((InetSocketAddress) server.getLocalSocketAddress(), faults);
  }

  private static void send(DatagramSocket from, InetSocketAddress to, int number)
      throws IOException {
    byte[] bytes = ByteBuffer.allocate(4).putInt(number).array();
    from.send(new DatagramPacket(bytes, bytes.length, to));
  }

  private static int number(DatagramPacket packet) {
    return ByteBuffer.wrap(packet.getData()).getInt();
  }

  private static DatagramPacket receive(DatagramSocket at) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4], 4);
    at.receive(packet);
    return packet;
  }

  @Test
  void answersFindTheCallerTheyAreFor() throws IOException {
    try (FaultyPath path = path(new PathFaults(0, 5, 5, 1))) {
      send(caller, path.address(), 1);
      DatagramPacket one = receive(server);
      send(other, path.address(), 2);
      DatagramPacket two = receive(server);
      assertNotEquals(one.getSocketAddress(), two.getSocketAddress(), "they are told apart");
      send(server, (InetSocketAddress) two.getSocketAddress(), 20);
      send(server, (InetSocketAddress) one.getSocketAddress(), 10);
      DatagramPacket answer = receive(caller);
      assertEquals(10, number(answer));
      assertEquals(path.address(), answer.getSocketAddress());
      assertEquals(20, number(receive(other)));
      assertEquals(4, path.arrived());
      assertEquals(0, path.lost());
    }
  }

  @Test
  void whatIsSentArrivesLateAndInOrder() throws IOException {
    try (FaultyPath path = path(new PathFaults(0, 30, 10, 2))) {
      long start = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        send(caller, path.address(), i);
      }
      for (int i = 0; i < 50; i++) {
        assertEquals(i, number(receive(server)));
      }
      assertTrue(System.nanoTime() - start >= 20_000_000, "20 ms at least");
    }
  }

  @Test
  void theSameSeedLosesTheSameOnes() throws IOException {
    BitSet first = arrivals(7);
    assertTrue(first.cardinality() > 120 && first.cardinality() < 180, first::toString);
    assertArrayEquals(first.toLongArray(), arrivals(7).toLongArray());
    assertNotEquals(first, arrivals(8));
  }

  /** Which of two hundred arrive, of whom a quarter should be lost. */
  private BitSet arrivals(long seed) throws IOException {
    try (FaultyPath path = path(new PathFaults(25, 0, 0, seed))) {
      BitSet arrived = new BitSet();
      for (int i = 0; i < 200; i++) {
        send(caller, path.address(), i);
        while (path.arrived() <= i) {
          Thread.onSpinWait();
        }
      }
      int expected = 200 - (int) path.lost();
      while (arrived.cardinality() < expected) {
        arrived.set(number(receive(server)));
      }
      return arrived;
    }
  }
}
