package org.asclepion.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.ClockPing;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.Hospital;
import org.asclepion.protocol.v1.Leave;
import org.asclepion.protocol.v1.Resync;
import org.asclepion.protocol.v1.Welcome;
import org.asclepion.sdk.ClientEvent.End;
import org.jspecify.annotations.Nullable;

/**
 * One participant's connection to a hospital: comes in with a ticket, mirrors the room, sends
 * intents and motion, and comes back by itself when the connection is lost for less than the
 * server's patience. Everything happens on its {@link ClientLoop}; methods that say so may be
 * called from any thread, the others on the loop ({@link #execute}), where the listener is.
 */
public final class HospitalClient implements AutoCloseable {
  /** What sending gives when nothing was sent: not live, or too much is queued already. */
  public static final int NOT_SENT = 0;

  private static final int PROTOCOL_VERSION = 1;
  private static final long FIRST_PINGS_NANOS = 200_000_000L;
  private static final int FIRST_PINGS = 5;

  /** From opening a socket to the welcome. */
  private static final long ATTEMPT_NANOS = 10_000_000_000L;

  private static final long RETRY_FIRST_NANOS = 250_000_000L;
  private static final long RETRY_MOST_NANOS = 4_000_000_000L;

  private final ClientLoop loop;
  private final ClientOptions options;
  private final ClientListener listener;
  private final RoomMirror room = new RoomMirror();
  private final ClockSync clock = new ClockSync();
  private final OwnBody body = new OwnBody(this);
  private final Inbox inbox;

  private volatile ClientState state = ClientState.TICKET;
  private @Nullable Wire wire;
  private int sequence;
  private int pings;
  private int resyncs;
  private @Nullable CompletableFuture<?> asking;
  private @Nullable ScheduledFuture<?> pinging;
  private @Nullable ScheduledFuture<?> retrying;
  private @Nullable ScheduledFuture<?> attempting;
  private String resumeToken = "";
  private long resumeNanos;
  private long lostAtNanos;
  private long heardNanos;
  private int attempts;
  private boolean everLive;

  private HospitalClient(ClientLoop loop, ClientOptions options, ClientListener listener) {
    this.loop = loop;
    this.options = options;
    this.listener = listener;
    this.inbox = new Inbox(this);
  }

  /** Starts to connect; what comes of it the listener hears. Any thread. */
  public static HospitalClient connect(
      ClientLoop loop, ClientOptions options, ClientListener listener) {
    HospitalClient client = new HospitalClient(loop, options, listener);
    loop.execute(client::start);
    return client;
  }

  // What there is to see.

  /** Any thread. */
  public ClientState state() {
    return state;
  }

  public RoomMirror room() {
    return room;
  }

  public ClockSync clock() {
    return clock;
  }

  /** How often a delta could not be applied and a keyframe was asked for. */
  public int resyncs() {
    return resyncs;
  }

  /** One's own root, ahead of the server's answer. */
  public RootPrediction prediction() {
    return body.prediction();
  }

  /** Smoothed poses of a stream, or null when options say no. */
  public @Nullable Playout playout(ScopeStream stream) {
    return inbox.playout(stream);
  }

  /** Reads the hospital's description named by {@link ClientEvent.Welcomed}. Any thread. */
  public CompletableFuture<Hospital> hospital(String hospitalFile) {
    return Rest.hospital(loop.http(), options.server(), hospitalFile);
  }

  // What there is to do.

  /** Any thread. */
  public ClientLoop loop() {
    return loop;
  }

  /** Runs a task on the client's loop. Any thread. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  /**
   * Sends any intent, with its sequence number filled in.
   *
   * @return the sequence, named by a later {@link ClientEvent.Refused}, or {@link #NOT_SENT}
   */
  public int send(ClientFrame.Builder intent) {
    if (!loop.isCurrent()) {
      throw new IllegalStateException("to be called on the client's loop: use execute()");
    }
    Wire to = wire;
    if (to == null || !canSend()) {
      return NOT_SENT;
    }
    to.send(intent.setSequence(++sequence).build());
    return sequence;
  }

  /** Says something to the room, or with {@code sideTalk} other than 0 to a side-talk. */
  public int say(String text, int sideTalk) {
    return send(
        ClientFrame.newBuilder()
            .setChat(ChatIntent.newBuilder().setText(text).setSideTalk(sideTalk)));
  }

  /**
   * Has one's body moved by {@code source} from now on, at up to {@code hz} samples a second, each
   * sent just before the room's tick. A later call replaces the source.
   */
  public void move(MotionSource source, double hz) {
    body.move(source, hz, true);
  }

  /** As {@link #move}, without regard to the room's ticks: for measurements. */
  public void moveUnphased(MotionSource source, double hz) {
    body.move(source, hz, false);
  }

  /** Leaves the hospital and ends. Any thread. */
  @Override
  public void close() {
    loop.execute(
        () -> {
          send(ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()));
          end(End.LEFT, "");
        });
  }

  /** Cuts the connection as a broken network would, so that the client resumes: for tests. */
  public void cut() {
    Wire cut = wire;
    if (cut != null) {
      cut.abort();
    }
  }

  // The life cycle.

  private void start() {
    String ticket = options.ticket();
    if (ticket != null) {
      open(Hello.newBuilder().setTicket(ticket));
      return;
    }
    TicketRequest request = options.request();
    if (request == null) {
      end(End.NO_TICKET, "the options hold neither a ticket nor a request for one");
      return;
    }
    asking =
        Rest.ticket(loop.http(), options.server(), request)
            .whenComplete((issued, failure) -> loop.execute(() -> ticket(issued, failure)));
  }

  private void ticket(@Nullable String issued, @Nullable Throwable failure) {
    if (state == ClientState.ENDED) {
      return;
    }
    if (issued == null) {
      Throwable cause = failure == null ? null : failure.getCause();
      end(End.NO_TICKET, String.valueOf(cause == null ? failure : cause.getMessage()));
    } else {
      open(Hello.newBuilder().setTicket(issued));
    }
  }

  private void open(Hello.Builder hello) {
    state = ClientState.CONNECTING;
    TicketRequest request = options.request();
    hello.setVersion(PROTOCOL_VERSION).setClient(options.client());
    hello.setLanguage(request == null ? "en" : request.language());
    Wire opening = NettyWire.open(loop, options.socket(), new WireEvents(hello));
    wire = opening;
    attempting = loop.schedule(() -> abandon(opening), ATTEMPT_NANOS);
  }

  /** A server that takes the connection and says nothing is as good as none. */
  private void abandon(Wire opening) {
    if (state != ClientState.LIVE && state != ClientState.ENDED) {
      opening.abort();
    }
  }

  private void hello(Hello.Builder hello) {
    state = ClientState.JOINING;
    sequence = 1;
    Wire to = wire;
    if (to != null) {
      to.send(ClientFrame.newBuilder().setSequence(1).setHello(hello).build());
    }
  }

  void welcome(Welcome welcome) {
    if (state != ClientState.JOINING) {
      end(End.BAD_SERVER, "a welcome out of turn");
      return;
    }
    state = ClientState.LIVE;
    cancel(attempting);
    everLive = true;
    attempts = 0;
    resumeToken = welcome.getResumeToken();
    resumeNanos = Duration.ofSeconds(welcome.getResumeSeconds()).toNanos();
    room.forget();
    inbox.forget();
    body.forget();
    clock.guess(welcome.getServerTimeNanos(), loop.nanos());
    pings = 0;
    ping();
    emit(new ClientEvent.Welcomed(welcome.getResumed(), welcome.getHospitalFile()));
  }

  private void ping() {
    if (state == ClientState.LIVE) {
      if (loop.nanos() - heardNanos > options.silence().toNanos()) {
        cut();
        return;
      }
      send(
          ClientFrame.newBuilder()
              .setClockPing(ClockPing.newBuilder().setClientTimeNanos(loop.nanos())));
      long pause = ++pings < FIRST_PINGS ? FIRST_PINGS_NANOS : pingNanos();
      pinging = loop.schedule(this::ping, pause);
    }
  }

  /** Every line that lives has an answer to the last ping well before it is taken for dead. */
  private long pingNanos() {
    return options.silence().toNanos() / 6 * 5;
  }

  private void lost(String why) {
    wire = null;
    cancel(pinging);
    cancel(attempting);
    if (state == ClientState.ENDED) {
      return;
    }
    long now = loop.nanos();
    if (state == ClientState.LIVE) {
      lostAtNanos = now;
    }
    long pause = Math.min(RETRY_MOST_NANOS, RETRY_FIRST_NANOS << Math.min(attempts, 10));
    attempts++;
    if (!everLive || now + pause - lostAtNanos > resumeNanos) {
      end(End.UNREACHABLE, why);
      return;
    }
    state = ClientState.RESUMING;
    retrying =
        loop.schedule(
            () -> {
              if (state == ClientState.RESUMING) {
                open(Hello.newBuilder().setResumeToken(resumeToken));
              }
            },
            pause);
    emit(new ClientEvent.ConnectionLost(why, Duration.ofNanos(pause)));
  }

  void end(End end, String detail) {
    if (state == ClientState.ENDED) {
      return;
    }
    state = ClientState.ENDED;
    body.stop();
    if (asking != null) {
      asking.cancel(false);
    }
    cancel(pinging);
    cancel(retrying);
    cancel(attempting);
    Wire open = wire;
    if (open != null) {
      open.close();
    }
    emit(new ClientEvent.Ended(end, detail));
  }

  private static void cancel(@Nullable ScheduledFuture<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }

  // For the package.

  /** The server says why it hangs up. When only the line was bad, the place may still be there. */
  void refused(Error error) {
    boolean lineWasBad =
        error.getCode() == Error.Code.CODE_IDLE || error.getCode() == Error.Code.CODE_SLOW_READER;
    if (lineWasBad && state == ClientState.LIVE) {
      cut();
    } else {
      end(End.REFUSED, (error.getCode() + " " + error.getDetail()).strip());
    }
  }

  ClientOptions options() {
    return options;
  }

  OwnBody body() {
    return body;
  }

  void emit(ClientEvent event) {
    listener.on(this, event);
  }

  void resync(ScopeStream stream) {
    if (stream.askResync()) {
      resyncs++;
      send(
          ClientFrame.newBuilder()
              .setResync(Resync.newBuilder().setScope(stream.scope().getNumber())));
    }
  }

  boolean canSend() {
    Wire to = wire;
    return to != null && state == ClientState.LIVE && to.isWritable();
  }

  int sendSample(byte[] sample) {
    Wire to = wire;
    if (to == null || !canSend()) {
      return NOT_SENT;
    }
    to.sendPose(++sequence, sample);
    return sequence;
  }

  private final class WireEvents implements Wire.Listener {
    private final Hello.Builder hello;

    WireEvents(Hello.Builder hello) {
      this.hello = hello;
    }

    @Override
    public void opened() {
      if (state == ClientState.CONNECTING) {
        hello(hello);
      }
    }

    @Override
    public void frame(IncomingFrame frame) {
      if (state == ClientState.ENDED) {
        return;
      }
      heardNanos = loop.nanos();
      FrameTap tap = options.tap();
      if (tap != null) {
        tap.received(frame.view());
      }
      try {
        inbox.frame(frame);
      } catch (InvalidProtocolBufferException e) {
        end(End.BAD_SERVER, "not a server frame: " + e.getMessage());
      }
    }

    @Override
    public void closed(String why) {
      lost(why);
    }
  }
}
