package org.asclepion.host.media;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.asclepion.host.Person;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.MediaOffer;
import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.MediaSlot;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.protocol.v1.MediaSourceState;
import org.asclepion.protocol.v1.VoiceIntent;
import org.asclepion.sdk.ClientEvent.MediaNoticed;

/** Somebody with a body, driven by the SDK, and with a browser's ears and eyes. */
final class Guest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  final Person person;
  final String name;
  private final CallPages pages;

  /** What becomes of the server's answers on their way to the page. */
  private UnaryOperator<String> answers = UnaryOperator.identity();

  Guest(Person person, String name, CallPages pages) {
    this.person = person;
    this.name = name;
    this.pages = pages;
  }

  /** From now on the page reads answers like this. */
  Guest reading(UnaryOperator<String> changed) {
    answers = changed;
    return this;
  }

  /** Connects: an offer, an answer. */
  void call(Map<String, ?> options) throws Exception {
    connect(pages.ask(name, "offer", options).asText(), false);
  }

  /** The same connection, as if the network had changed. */
  void restart() throws Exception {
    restart(Map.of());
  }

  void restart(Map<String, ?> options) throws Exception {
    connect(pages.ask(name, "restart", options).asText(), true);
  }

  private void connect(String sdp, boolean restart) throws Exception {
    send(
        MediaRequest.newBuilder()
            .setOffer(MediaOffer.newBuilder().setSdp(sdp).setRestart(restart)));
    MediaNoticed answered = person.next(MediaNoticed.class, it -> it.notice().hasAnswer());
    String answer = answers.apply(answered.notice().getAnswer().getSdp());
    pages.ask(name, "answer", Map.of("sdp", answer));
  }

  private void send(MediaRequest.Builder request) {
    person.act(client -> client.send(ClientFrame.newBuilder().setMedia(request)));
  }

  void microphone(boolean open) {
    person.act(
        client ->
            client.send(
                ClientFrame.newBuilder()
                    .setVoice(VoiceIntent.newBuilder().setMuted(!open).setTalking(open))));
  }

  void camera(boolean on) {
    send(
        MediaRequest.newBuilder()
            .setSource(
                MediaSourceState.newBuilder()
                    .setSource(MediaSource.MEDIA_SOURCE_CAMERA)
                    .setOn(on)));
  }

  /** Waits until it is told of such a slot. */
  MediaSlot slot(Predicate<MediaSlot> which) throws Exception {
    MediaNoticed found =
        person.next(
            MediaNoticed.class,
            it -> it.notice().getSlots().getSlotsList().stream().anyMatch(which));
    return found.notice().getSlots().getSlotsList().stream()
        .filter(which)
        .findFirst()
        .orElseThrow();
  }

  JsonNode stats() throws IOException {
    return pages.ask(name, "stats", Map.of());
  }

  /** Looks at the browser's statistics until they are so. */
  JsonNode until(String what, Predicate<JsonNode> so) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      JsonNode stats = stats();
      if (so.test(stats)) {
        return stats;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(name + ": not " + what + ": " + stats);
      }
      Thread.sleep(50);
    }
  }

  /** Packets of one kind that came, over all slots. */
  static long received(JsonNode stats, String kind) {
    long sum = 0;
    for (JsonNode slot : stats.get("received")) {
      sum += slot.get("kind").asText().equals(kind) ? slot.get("packetsReceived").asLong() : 0;
    }
    return sum;
  }

  /** Packets of one kind that went, over all sources. */
  static long sent(JsonNode stats, String kind) {
    long sum = 0;
    for (JsonNode source : stats.get("sent")) {
      sum += source.get("kind").asText().equals(kind) ? source.get("packetsSent").asLong() : 0;
    }
    return sum;
  }
}
