package org.asclepion.load.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FaultyLineTest {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int SILENCE_MILLIS = 60;

  private ServerSocket listening = new ServerSocket();
  private Socket client = new Socket();
  private Socket server = new Socket();

  FaultyLineTest() throws IOException {}

  @BeforeEach
  void listen() throws IOException {
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void hangUp() throws IOException {
    client.close();
    server.close();
    listening.close();
  }

  private FaultyLine line(Faults faults) throws IOException {
    FaultyLine line = FaultyLine.to((InetSocketAddress) listening.getLocalSocketAddress(), faults);
    client.connect(line.address());
    server = listening.accept();
    client.setSoTimeout(PATIENCE_MILLIS);
    server.setSoTimeout(PATIENCE_MILLIS);
    awaitConnections(line, 1);
    return line;
  }

  @Test
  void everyByteArrivesInOrderAndLate() throws IOException {
    try (FaultyLine line = line(Faults.delay(40, 10, 1).stalling(0.2, 60))) {
      byte[] bytes = new byte[100_000];
      new Random(2).nextBytes(bytes);
      long start = System.nanoTime();
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
      assertArrayEquals(bytes, server.getInputStream().readAllBytes());
      assertTrue(System.nanoTime() - start > 30_000_000, "30 ms at least");
      awaitConnections(line, 0);
    }
  }

  @Test
  void whoDoesNotReadIsNotReadForWithoutBound() throws Exception {
    try (FaultyLine line = line(Faults.NONE)) {
      line.block(true);
      server.setSendBufferSize(64 * 1024);
      byte[] bytes = new byte[64 * 1024];
      Thread sending =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 1_000; i++) {
                        server.getOutputStream().write(bytes);
                      }
                    } catch (IOException _) {
                      // The test is over.
                    }
                  });
      while (sending.getState() == Thread.State.NEW) {
        Thread.onSpinWait();
      }
      assertTrue(line.heldBytes() <= Lane.MAX_HELD_BYTES + 64 * 1024);
      line.block(false);
      assertEquals(1_000L * bytes.length, client.getInputStream().skip(1_000L * bytes.length));
      sending.join();
    }
  }

  @Test
  void aCutIsHeardByBoth() throws IOException {
    try (FaultyLine line = line(Faults.NONE)) {
      line.cut();
      assertThrows(SocketException.class, () -> client.getInputStream().read());
      assertThrows(SocketException.class, () -> server.getInputStream().read());
      awaitConnections(line, 0);
    }
  }

  @Test
  void aForgottenEndIsNotMissedByTheOther() throws IOException {
    try (FaultyLine line = line(Faults.NONE)) {
      line.forget(FaultyLine.End.CLIENT);
      assertThrows(SocketException.class, () -> client.getInputStream().read());
      server.setSoTimeout(SILENCE_MILLIS);
      assertThrows(SocketTimeoutException.class, () -> server.getInputStream().read());
      // What it says is taken and goes nowhere.
      server.getOutputStream().write(1);
      assertEquals(1, line.connections());
    }
  }

  @Test
  void silenceIsHeardByNobodyAndNewConnectionsAreFine() throws IOException {
    try (FaultyLine line = line(Faults.NONE)) {
      line.silence();
      client.getOutputStream().write(1);
      client.setSoTimeout(SILENCE_MILLIS);
      server.setSoTimeout(SILENCE_MILLIS);
      assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
      assertThrows(SocketTimeoutException.class, () -> server.getInputStream().read());
      try (Socket again = new Socket()) {
        again.connect(line.address());
        try (Socket accepted = listening.accept()) {
          again.getOutputStream().write(5);
          assertEquals(5, accepted.getInputStream().read());
        }
      }
    }
  }

  private static void awaitConnections(FaultyLine line, int expected) {
    while (line.connections() != expected) {
      Thread.onSpinWait();
    }
  }
}
