package org.asclepion.load.media;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/**
 * {@link ForwardServer}'s process as its parent sees it. It ends when it is closed, and also when
 * the parent ends without closing it, because it reads from it. Blocking; one thread.
 */
final class ForwardProcess implements MediaTarget {
  /** How the script starts a server, so that it is measured as it runs. */
  private static final String OPTIONS = "ASCLEPION_SERVER_OPTIONS";

  private static final int PATIENCE_SECONDS = 3;

  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;
  private final InetSocketAddress address;
  private final Fingerprint fingerprint;

  ForwardProcess(int loops) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(ProcessHandle.current().info().command().orElse("java"));
    String options = System.getenv().getOrDefault(OPTIONS, "").strip();
    if (!options.isEmpty()) {
      line.addAll(List.of(options.split("\\s+")));
    }
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(ForwardServer.class.getName(), Integer.toString(loops)));
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    String ready = answers.readLine();
    if (ready == null || !ready.startsWith("port ")) {
      close();
      throw new IOException("the server did not start: " + ready);
    }
    String[] words = ready.split(" ", 3);
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[1]));
    Fingerprint shown = Fingerprint.parse(words[2]);
    if (shown == null) {
      throw new IOException("no fingerprint: " + ready);
    }
    fingerprint = shown;
  }

  @Override
  public String name() {
    return "asclepion";
  }

  @Override
  public Path process() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  @Override
  public InetAddress near() {
    return address.getAddress();
  }

  @Override
  public int payloadType() {
    return ForwardServer.VP8;
  }

  @Override
  public Reached sender(int room, int ssrc, IceCredentials credentials, Fingerprint mine)
      throws IOException {
    return join("sender " + room + " " + ssrc, credentials, mine);
  }

  @Override
  public Reached receiver(int room, IceCredentials credentials, Fingerprint mine)
      throws IOException {
    return join("receiver " + room + " 0", credentials, mine);
  }

  private Reached join(String what, IceCredentials credentials, Fingerprint mine)
      throws IOException {
    String answer =
        ask(what + " " + credentials.ufrag() + " " + credentials.password() + " " + mine);
    String[] words = answer.split(" ", 2);
    return new Reached(address, new IceCredentials(words[0], words[1]), fingerprint);
  }

  @Override
  public void begin() throws IOException {
    ask("begin");
  }

  @Override
  public void start() throws IOException {
    ask("start");
  }

  @Override
  public ObjectNode stop() throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(ask("stop"));
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the server has gone");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
