package org.asclepion.host.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.stun.Stun;

/**
 * A real coturn of a test's own: on loopback, on a free port, with all its files in one folder. The
 * test's thread owns it.
 */
public final class Coturn implements AutoCloseable {
  private static final int ATTEMPTS = 100;
  private static final int ATTEMPT_MILLIS = 100;

  private final int port;
  private final Process process;
  private final Path log;

  /**
   * @param folder is made
   */
  public Coturn(Path folder, String secret) throws IOException {
    Files.createDirectories(folder);
    log = folder.resolve("coturn.log");
    port = free();
    // The secret stands in a file: other people's process lists show arguments.
    Path config =
        Files.writeString(
            folder.resolve("turnserver.conf"),
            String.join(
                "\n",
                "use-auth-secret",
                "static-auth-secret=" + secret,
                "realm=hospital.example",
                "listening-ip=127.0.0.1",
                "relay-ip=127.0.0.1",
                "listening-port=" + port,
                // It refuses to relay to its own machine, and that is where the test's server is.
                "allow-loopback-peers",
                "no-cli",
                "no-tls",
                "no-dtls",
                // As docs/media.md has it: nothing but our server can be reached through it.
                "no-multicast-peers",
                "no-tcp-relay",
                "denied-peer-ip=0.0.0.0-255.255.255.255",
                "denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "allowed-peer-ip=127.0.0.1",
                "userdb=" + folder.resolve("turndb"),
                "pidfile=" + folder.resolve("pid"),
                "log-file=stdout",
                "verbose",
                ""));
    String program = System.getenv().getOrDefault("ASCLEPION_COTURN", "turnserver");
    process =
        new ProcessBuilder(program, "-c", config.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitAnswer();
  }

  /** Whether there is a coturn; a CI without one has a fault. */
  public static boolean isPossible() {
    String missing = System.getenv().getOrDefault("ASCLEPION_TOOLS_MISSING", "");
    boolean none = List.of(missing.split(",", -1)).contains("coturn");
    if (none && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI must have coturn");
    }
    return !none;
  }

  public String uri(String transport) {
    return "turn:127.0.0.1:" + port + "?transport=" + transport;
  }

  String words() throws IOException {
    return Files.readString(log);
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Asks it for our own address until it says it. */
  private void awaitAnswer() throws IOException {
    byte[] ask =
        ByteBuffer.allocate(Stun.HEADER_BYTES)
            .putShort((short) Stun.BINDING_REQUEST)
            .putShort((short) 0)
            .putInt(Stun.MAGIC_COOKIE)
            .array();
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(ATTEMPT_MILLIS);
      socket.connect(InetAddress.getLoopbackAddress(), port);
      for (int i = 0; i < ATTEMPTS && process.isAlive(); i++) {
        try {
          socket.send(new DatagramPacket(ask, ask.length));
          socket.receive(new DatagramPacket(new byte[512], 512));
          return;
        } catch (SocketTimeoutException _) {
          // Not yet.
        } catch (java.net.PortUnreachableException _) {
          pause();
        }
      }
    }
    throw new IOException("coturn does not answer: " + words());
  }

  private void pause() throws IOException {
    try {
      var _ = process.waitFor(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
