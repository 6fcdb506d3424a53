package org.asclepion.sdk;

import java.net.URI;
import java.time.Duration;
import org.asclepion.protocol.pose.LaneReader;
import org.jspecify.annotations.Nullable;

/**
 * How to connect. Immutable; made by {@link #to} and the {@code with} methods.
 *
 * @param server such as {@code http://localhost:8080}
 * @param ticket to come in with, or null to ask for one with {@code request}
 * @param request who asks for a ticket; null when there is one
 * @param client free text for the operator's statistics, at most 64 characters
 * @param smoothing whether to keep what {@link Playout} needs; bots do without
 * @param silence after so long without a word from the server, though it was asked for one, the
 *     line is taken for dead: noticed within five thirds of it
 * @param tap hears every frame, or null
 * @param lanes how the pieces are read that a hall tells of its bodies; the bots of one process
 *     share what is equal, everybody else decodes
 */
public record ClientOptions(
    URI server,
    @Nullable String ticket,
    @Nullable TicketRequest request,
    String client,
    boolean smoothing,
    Duration silence,
    @Nullable FrameTap tap,
    LaneReader lanes) {
  private static final Duration SILENCE = Duration.ofSeconds(6);
  private static final String CLIENT = "java-sdk/0.1";

  public static ClientOptions to(URI server, TicketRequest request) {
    return new ClientOptions(
        server, null, request, CLIENT, true, SILENCE, null, LaneReader.DECODING);
  }

  public static ClientOptions to(URI server, String ticket) {
    return new ClientOptions(
        server, ticket, null, CLIENT, true, SILENCE, null, LaneReader.DECODING);
  }

  public ClientOptions withClient(String name) {
    return new ClientOptions(server, ticket, request, name, smoothing, silence, tap, lanes);
  }

  public ClientOptions withSmoothing(boolean on) {
    return new ClientOptions(server, ticket, request, client, on, silence, tap, lanes);
  }

  public ClientOptions withSilence(Duration time) {
    return new ClientOptions(server, ticket, request, client, smoothing, time, tap, lanes);
  }

  public ClientOptions withTap(FrameTap frames) {
    return new ClientOptions(server, ticket, request, client, smoothing, silence, frames, lanes);
  }

  public ClientOptions withLanes(LaneReader reader) {
    return new ClientOptions(server, ticket, request, client, smoothing, silence, tap, reader);
  }

  /** Where the WebSocket is. */
  URI socket() {
    boolean tls = "https".equalsIgnoreCase(server.getScheme());
    int port = server.getPort() >= 0 ? server.getPort() : tls ? 443 : 80;
    String host = server.getHost();
    return URI.create((tls ? "wss://" : "ws://") + host + ":" + port + "/api/v1/connect");
  }
}
