package org.asclepion.load.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/**
 * A Janus gateway with its videoroom under the same load, in a process of its own with a temporary
 * configuration: for comparison. Blocking; one thread.
 *
 * <p>Janus is told to be a lite agent of ICE, as we are, and to leave out all it can: other
 * plugins, recordings, limits of the bit rate.
 */
final class JanusProcess implements MediaTarget {
  private static final int VP8 = 96;
  private static final long PATIENCE_NANOS = 15_000_000_000L;
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "a=candidate:\\S+ 1 udp \\d+ (\\d+\\.\\d+\\.\\d+\\.\\d+) (\\d+) typ host",
          Pattern.CASE_INSENSITIVE);

  private final Path folder;
  private final Process process;
  private final JanusApi api;
  private final InetAddress near = ownAddress();

  /**
   * Starts it.
   *
   * @param loops threads for all participants; 0 for one thread each, as Janus has it by default
   */
  JanusProcess(int loops) throws IOException {
    folder = Files.createTempDirectory("janus");
    int port = freePort();
    configure(port, loops);
    process = started();
    api = new JanusApi(URI.create("http://127.0.0.1:" + port));
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!api.open()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        String log = Files.readString(folder.resolve("log"));
        close();
        throw new IOException("Janus did not start: " + log.lines().toList().reversed());
      }
      sleep(100);
    }
  }

  private Process started() throws IOException {
    try {
      return new ProcessBuilder("janus", "-F", folder.toString(), "--disable-colors")
          .redirectErrorStream(true)
          .redirectOutput(new File(folder.toFile(), "log"))
          .start();
    } catch (IOException e) {
      throw new IOException("there is no janus to compare with: apt-get install janus", e);
    }
  }

  /**
   * Janus offers no candidate on loopback: packets to this address do not leave the machine either.
   */
  private static InetAddress ownAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(JanusProcess::isUsable)
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address)
        .findFirst()
        .orElseThrow(() -> new IOException("Janus needs an IPv4 address other than loopback"));
  }

  private static boolean isUsable(NetworkInterface one) {
    try {
      return one.isUp() && !one.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void configure(int port, int loops) throws IOException {
    Files.writeString(
        folder.resolve("janus.jcfg"),
        """
        general: {
          debug_level = 2
          session_timeout = 0
          server_name = "load"
          event_loops = %d
          hide_dependencies = true
        }
        media: { ipv6 = false }
        nat: { ice_enforce_list = "%s", ice_lite = true, ice_tcp = false, full_trickle = false }
        plugins: { disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so" }
        transports: { disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so,libjanus_websockets.so" }
        """
            .formatted(loops, near.getHostAddress()));
    Files.writeString(
        folder.resolve("janus.transport.http.jcfg"),
        """
        general: { json = "compact", base_path = "/janus", http = true, port = %d, ip = "127.0.0.1", https = false }
        admin: { admin_http = false }
        """
            .formatted(port));
    Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: { }\n");
  }

  @Override
  public String name() {
    return "janus";
  }

  @Override
  public Path process() {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  @Override
  public InetAddress near() {
    return near;
  }

  @Override
  public int payloadType() {
    return VP8;
  }

  @Override
  public int voiceType() {
    return NO_VOICES;
  }

  @Override
  public Reached sender(int room, int ssrc, IceCredentials credentials, Fingerprint fingerprint)
      throws IOException {
    long handle = api.attach();
    api.ask(
        handle,
        JanusApi.body("create")
            .put("room", room + 1)
            .put("publishers", 1)
            .put("bitrate", 0)
            .put("videocodec", "vp8")
            .put("permanent", false));
    ObjectNode join =
        JanusApi.body("joinandconfigure")
            .put("room", room + 1)
            .put("ptype", "publisher")
            .put("id", room + 1);
    String offer =
        sdp("0", "sendonly", credentials, fingerprint) + "a=ssrc:" + ssrc + " cname:load\r\n";
    return reached(api.send(handle, join, "offer", offer).at("/jsep/sdp").asText());
  }

  @Override
  public Reached receiver(int room, IceCredentials credentials, Fingerprint fingerprint)
      throws IOException {
    long handle = api.attach();
    ObjectNode join = JanusApi.body("join").put("room", room + 1).put("ptype", "subscriber");
    join.putArray("streams").addObject().put("feed", room + 1);
    JsonNode offered = api.send(handle, join, null, null);
    String offer = offered.at("/jsep/sdp").asText();
    String mid = value(offer, "a=mid:(\\S+)");
    api.send(
        handle, JanusApi.body("start"), "answer", sdp(mid, "recvonly", credentials, fingerprint));
    return reached(offer);
  }

  private static String sdp(
      String mid, String direction, IceCredentials credentials, Fingerprint fingerprint) {
    return String.join(
        "\r\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE " + mid,
        "m=video 9 UDP/TLS/RTP/SAVPF " + VP8,
        "c=IN IP4 0.0.0.0",
        "a=ice-ufrag:" + credentials.ufrag(),
        "a=ice-pwd:" + credentials.password(),
        "a=fingerprint:" + fingerprint,
        "a=setup:active",
        "a=mid:" + mid,
        "a=" + direction,
        "a=rtcp-mux",
        "a=rtpmap:" + VP8 + " VP8/90000",
        "a=rtcp-fb:" + VP8 + " nack",
        "a=rtcp-fb:" + VP8 + " nack pli",
        "a=rtcp-fb:" + VP8 + " goog-remb",
        "a=rtcp-fb:" + VP8 + " transport-cc",
        "a=extmap:"
            + ForwardServer.TRANSPORT_CC
            + " http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
        "");
  }

  private static Reached reached(String sdp) throws IOException {
    Matcher candidate = CANDIDATE.matcher(sdp);
    Fingerprint shown = Fingerprint.parse(value(sdp, "a=fingerprint:(\\S+ \\S+)"));
    if (!candidate.find() || shown == null) {
      throw new IOException("Janus named no candidate or fingerprint: " + sdp);
    }
    return new Reached(
        new InetSocketAddress(
            InetAddress.ofLiteral(candidate.group(1)), Integer.parseInt(candidate.group(2))),
        new IceCredentials(value(sdp, "a=ice-ufrag:(\\S+)"), value(sdp, "a=ice-pwd:(\\S+)")),
        shown);
  }

  private static String value(String sdp, String pattern) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(sdp);
    if (!found.find()) {
      throw new IOException("no " + pattern + " in " + sdp);
    }
    return found.group(1);
  }

  @Override
  public void begin() {
    // Whoever subscribed gets what is sent.
  }

  @Override
  public void start() {
    // Janus counts nothing that could be asked for cheaply.
  }

  @Override
  public ObjectNode stop() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    api.close();
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : all) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      // A few small files stay behind in the temporary directory.
      return;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
