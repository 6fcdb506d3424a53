package org.asclepion.host.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.asclepion.content.model.Hospital;
import org.asclepion.host.http.AccessCode;
import org.asclepion.host.http.Doorplate;
import org.asclepion.host.http.Entry;
import org.asclepion.host.http.HostCheck;
import org.asclepion.host.media.MediaSettings;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.Recorder;
import org.asclepion.host.room.Replicator;
import org.asclepion.host.scene.SceneFiles;
import org.asclepion.host.session.Sessions;
import org.asclepion.host.transport.Tls;
import org.jspecify.annotations.Nullable;

/**
 * What a server is made of. Immutable; start from {@link #demo} and change what differs.
 *
 * @param address where the port listens; port 0 takes a free one
 * @param tls puts TLS in front, or null for plain HTTP
 * @param doorplate how others find it
 * @param accessCode what {@link Entry#CODE} asks for
 * @param metricsToken lets others than the server's own machine read the metrics
 * @param resumeTime how long a session outlives its connection
 * @param tickThreads threads that own rooms, 1 to 64
 * @param ioThreads event loops, 1 to 64
 * @param observer a second journal, or null
 * @param recorders takes down what happens in every room
 * @param operator the token of whoever may make tickets for devices; null where nobody may
 * @param media where sound and pictures come and go; null for a server without
 * @param replicators wraps the replication of every room; identity but in tests
 */
public record Setup(
    Hospital hospital,
    SceneFiles scene,
    String version,
    InetSocketAddress address,
    @Nullable Tls tls,
    Entry entry,
    Doorplate doorplate,
    @Nullable AccessCode accessCode,
    @Nullable String metricsToken,
    HostCheck hosts,
    Duration resumeTime,
    int tickThreads,
    int ioThreads,
    @Nullable Journal observer,
    Recorder.Factory recorders,
    @Nullable String operator,
    @Nullable MediaSettings media,
    UnaryOperator<Replicator.Factory> replicators) {

  /** Anyone may enter as anything; for loopback addresses only. */
  public static Setup demo(
      Hospital hospital, SceneFiles scene, String version, InetSocketAddress address) {
    Cores cores = Cores.here(null);
    return new Setup(
        hospital,
        scene,
        version,
        address,
        null,
        Entry.DEMO,
        Doorplate.none(),
        null,
        null,
        HostCheck.any(),
        Duration.ofSeconds(Sessions.RESUME_SECONDS),
        cores.owners(),
        cores.loops(),
        null,
        Recorder.none(),
        null,
        null,
        UnaryOperator.identity());
  }

  /** The same, watched: every journal entry also goes to {@code journal}. */
  public Setup observedBy(Journal journal) {
    return with(resumeTime, journal, operator, media, replicators);
  }

  /** The same with another resume time. */
  public Setup resumingFor(Duration time) {
    return with(time, observer, operator, media, replicators);
  }

  /** The same with every room's replication wrapped. */
  public Setup replicatingBy(UnaryOperator<Replicator.Factory> wrapper) {
    return with(resumeTime, observer, operator, media, wrapper);
  }

  /** The same with sound and pictures. */
  public Setup carrying(MediaSettings settings) {
    return with(resumeTime, observer, operator, settings, replicators);
  }

  /** The same with somebody who may make tickets for devices. */
  public Setup operatedWith(String token) {
    return with(resumeTime, observer, token, media, replicators);
  }

  private Setup with(
      Duration time,
      @Nullable Journal journal,
      @Nullable String operatorToken,
      @Nullable MediaSettings settings,
      UnaryOperator<Replicator.Factory> wrapper) {
    return new Setup(
        hospital,
        scene,
        version,
        address,
        tls,
        entry,
        doorplate,
        accessCode,
        metricsToken,
        hosts,
        time,
        tickThreads,
        ioThreads,
        journal,
        recorders,
        operatorToken,
        settings,
        wrapper);
  }
}
