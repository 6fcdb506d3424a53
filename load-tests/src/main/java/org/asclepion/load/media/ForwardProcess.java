package org.asclepion.load.media;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asclepion.load.AskedProcess;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/** {@link ForwardServer}'s process as its parent sees it. Blocking; one thread. */
final class ForwardProcess implements MediaTarget {
  /** How the script starts a server, so that it is measured as it runs. */
  private static final String OPTIONS = "ASCLEPION_SERVER_OPTIONS";

  private final AskedProcess process;
  private final InetSocketAddress address;
  private final Fingerprint fingerprint;

  ForwardProcess(int loops) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(AskedProcess.java());
    String options = System.getenv().getOrDefault(OPTIONS, "").strip();
    if (!options.isEmpty()) {
      line.addAll(List.of(options.split("\\s+")));
    }
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of(ForwardServer.class.getName(), Integer.toString(loops)));
    process = new AskedProcess("server", line);
    String[] words = process.ready().split(" ", 2);
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    Fingerprint shown = Fingerprint.parse(words[1]);
    if (shown == null) {
      throw new IOException("no fingerprint: " + process.ready());
    }
    fingerprint = shown;
  }

  @Override
  public String name() {
    return "asclepion";
  }

  @Override
  public Path process() {
    return process.folder();
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
  public int voiceType() {
    return ForwardServer.OPUS;
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
        process.ask(what + " " + credentials.ufrag() + " " + credentials.password() + " " + mine);
    String[] words = answer.split(" ", 2);
    return new Reached(address, new IceCredentials(words[0], words[1]), fingerprint);
  }

  @Override
  public void begin() throws IOException {
    var _ = process.ask("begin");
  }

  @Override
  public void start() throws IOException {
    var _ = process.ask("start");
  }

  @Override
  public ObjectNode stop() throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(process.ask("stop"));
  }

  @Override
  public void close() {
    process.close();
  }
}
