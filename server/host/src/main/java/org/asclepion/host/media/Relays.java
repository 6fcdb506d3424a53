package org.asclepion.host.media;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.asclepion.host.session.MediaDesk.Line;
import org.asclepion.media.port.TurnCredentials;
import org.asclepion.protocol.v1.MediaNotice;
import org.asclepion.protocol.v1.MediaRelays;
import org.asclepion.protocol.v1.ServerFrame;

/**
 * Tells sessions where they may have their media relayed, with names and passwords that hold for a
 * while, and again at half of that while. Any thread. As large as there are sessions, and it hands
 * out nothing that is asked for: a client can have no more of it than it is given.
 */
final class Relays {
  private record Told(Line line, Instant at) {}

  private final TurnServers servers;
  private final InstantSource clock;
  private final Map<Long, Told> told = new ConcurrentHashMap<>();

  Relays(TurnServers servers, InstantSource clock) {
    this.servers = servers;
    this.clock = clock;
  }

  /**
   * Somebody begins a session, or takes it up again.
   *
   * @param answer to the connection they came by
   * @param line to the session, for as long as it lasts
   */
  void met(long participant, Line answer, Line line) {
    Instant now = clock.instant();
    told.put(participant, new Told(line, now));
    answer.send(notice(participant, now));
  }

  void over(long participant) {
    told.remove(participant);
  }

  /** Gives new ones to whom the half of the time has gone by for; now and then. */
  void renew() {
    Instant now = clock.instant();
    Instant due = now.minus(servers.holds().dividedBy(2));
    told.forEach(
        (participant, before) -> {
          // Who came back meanwhile, or left, has been seen to.
          if (!before.at().isAfter(due)
              && told.replace(participant, before, new Told(before.line(), now))) {
            before.line().send(notice(participant, now));
          }
        });
  }

  int size() {
    return told.size();
  }

  private ServerFrame.Builder notice(long participant, Instant now) {
    TurnCredentials mine =
        TurnCredentials.issue(servers.secret(), Long.toString(participant), now, servers.holds());
    return ServerFrame.newBuilder()
        .setMedia(
            MediaNotice.newBuilder()
                .setRelays(
                    MediaRelays.newBuilder()
                        .addAllUris(servers.uris())
                        .setUsername(mine.username())
                        .setPassword(mine.password())
                        .setHoldsSeconds((int) servers.holds().toSeconds())));
  }
}
