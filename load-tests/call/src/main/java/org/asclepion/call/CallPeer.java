package org.asclepion.call;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.MediaAnswer;
import org.asclepion.protocol.v1.MediaNotice;
import org.asclepion.protocol.v1.MediaOffer;
import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.MediaSource;
import org.asclepion.protocol.v1.MediaSourceState;
import org.asclepion.protocol.v1.VoiceIntent;
import org.asclepion.sdk.ClientEvent;
import org.asclepion.sdk.ClientListener;
import org.asclepion.sdk.HospitalClient;
import org.jspecify.annotations.Nullable;

/**
 * One participant of a call: a body in the room and a libwebrtc peer. Events of the session come on
 * the client's loop and events of the library on its threads; both only hand over to {@code work},
 * the one thread that calls the library.
 */
final class CallPeer implements ClientListener, PeerConnectionObserver {
  private static final long STATS_SECONDS = 10;

  /** Louder than this a sample is no silence; the tone reaches 9,800. */
  private static final int AUDIBLE = 1_000;

  private final String name;
  private final boolean speaks;
  private final boolean video;
  private final int others;
  private final Studio studio;
  private final UnaryOperator<String> path;
  private final Freezes freezes = new Freezes();
  private final Voices voices = new Voices();
  private final ExecutorService work;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private @Nullable HospitalClient client;
  private @Nullable RTCPeerConnection line;
  private volatile int offered;
  private volatile long enteredNanos;
  private volatile long connectedNanos;
  private volatile long heardNanos;
  private boolean entered;

  /**
   * @param others how many people it may receive at once
   * @param path what is made of the server's answer
   * @param work the thread that calls the library, shared by all peers
   */
  CallPeer(
      String name,
      boolean speaks,
      boolean video,
      int others,
      Studio studio,
      UnaryOperator<String> path,
      ExecutorService work) {
    this.name = name;
    this.speaks = speaks;
    this.video = video;
    this.others = others;
    this.studio = studio;
    this.path = path;
    this.work = work;
  }

  /** Done when media can flow; fails with the reason why they never will. */
  CompletableFuture<Void> connected() {
    return connected;
  }

  @Override
  public void on(HospitalClient client, ClientEvent event) {
    switch (event) {
      case ClientEvent.EnteredRoom room -> {
        if (!entered) {
          entered = true;
          this.client = client;
          enteredNanos = System.nanoTime();
          attempt(() -> offer(client));
        }
      }
      case ClientEvent.MediaNoticed noticed -> noticed(noticed.notice());
      case ClientEvent.Refused refused -> {
        if (refused.sequence() == offered) {
          fail("the server refused the offer: " + refused.reason());
        }
      }
      case ClientEvent.Ended end -> fail("the session ended: " + end.end() + " " + end.detail());
      default -> {}
    }
  }

  private void noticed(MediaNotice notice) {
    if (notice.hasAnswer() && notice.getAnswer().getSequence() == offered) {
      attempt(() -> answered(notice.getAnswer()));
    }
  }

  private void offer(HospitalClient client) {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    PeerConnectionFactory factory = studio.factory(speaks);
    RTCPeerConnection made = factory.createPeerConnection(configuration, this);
    line = made;
    if (speaks) {
      add(made, factory.createAudioTrack("voice", studio.voice()), false);
    }
    if (video) {
      add(made, factory.createVideoTrack("camera", studio.camera()), false);
    }
    for (int i = 0; i < others; i++) {
      // A section that only receives must be made with a track all the same; it is never played.
      add(
          made,
          factory.createAudioTrack("slot-a" + i, factory.createAudioSource(new AudioOptions())),
          true);
      if (video) {
        add(made, factory.createVideoTrack("slot-v" + i, studio.camera()), true);
      }
    }
    made.createOffer(
        new RTCOfferOptions(),
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            attempt(() -> describe(client, made, description));
          }

          @Override
          public void onFailure(String error) {
            fail("no offer: " + error);
          }
        });
  }

  private void add(RTCPeerConnection to, MediaStreamTrack track, boolean receives) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction =
        receives ? RTCRtpTransceiverDirection.RECV_ONLY : RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of("call");
    RTCRtpTransceiver added = to.addTransceiver(track, init);
    boolean audio = MediaStreamTrack.AUDIO_TRACK_KIND.equals(track.getKind());
    PeerConnectionFactory factory = studio.factory(speaks);
    MediaType kind = audio ? MediaType.AUDIO : MediaType.VIDEO;
    added.setCodecPreferences(
        (receives
                ? factory.getRtpReceiverCapabilities(kind)
                : factory.getRtpSenderCapabilities(kind))
            .getCodecs().stream().filter(CallPeer::isWanted).toList());
    if (receives && audio && added.getReceiver().getTrack() instanceof AudioTrack heard) {
      heard.addSink(
          (pcm, bits, rate, channels, frames) -> {
            if (heardNanos == 0 && isAudible(pcm)) {
              heardNanos = System.nanoTime();
            }
          });
    }
  }

  private static boolean isWanted(RTCRtpCodecCapability codec) {
    String name = codec.getName().toLowerCase(Locale.ROOT);
    return name.equals("opus") || name.equals("red") || name.equals("vp8") || name.equals("rtx");
  }

  private static boolean isAudible(byte[] pcm) {
    for (int i = 1; i < pcm.length; i += 2) {
      if (Math.abs(pcm[i] << 8 | (pcm[i - 1] & 0xFF)) > AUDIBLE) {
        return true;
      }
    }
    return false;
  }

  private void describe(
      HospitalClient client, RTCPeerConnection made, RTCSessionDescription description) {
    made.setLocalDescription(
        description,
        new Settled("the offer") {
          @Override
          public void onSuccess() {
            MediaOffer offer =
                MediaOffer.newBuilder().setSdp(Offers.compact(description.sdp)).build();
            client.execute(() -> offered = send(client, MediaRequest.newBuilder().setOffer(offer)));
          }
        });
  }

  private void answered(MediaAnswer answer) {
    RTCPeerConnection made = line;
    HospitalClient session = client;
    if (made == null || session == null) {
      return;
    }
    made.setRemoteDescription(
        new RTCSessionDescription(RTCSdpType.ANSWER, path.apply(answer.getSdp())),
        new Settled("the server's answer") {
          @Override
          public void onSuccess() {
            session.execute(() -> open(session));
          }
        });
  }

  /** Switches on what it sends. */
  private void open(HospitalClient session) {
    if (speaks) {
      session.send(ClientFrame.newBuilder().setVoice(VoiceIntent.newBuilder().setTalking(true)));
    }
    if (video) {
      send(
          session,
          MediaRequest.newBuilder()
              .setSource(
                  MediaSourceState.newBuilder()
                      .setSource(MediaSource.MEDIA_SOURCE_CAMERA)
                      .setOn(true)));
    }
  }

  private static int send(HospitalClient session, MediaRequest.Builder request) {
    return session.send(ClientFrame.newBuilder().setMedia(request));
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState state) {
    if (state == RTCPeerConnectionState.CONNECTED) {
      if (connectedNanos == 0) {
        connectedNanos = System.nanoTime();
      }
      connected.complete(null);
    } else if (state == RTCPeerConnectionState.FAILED) {
      fail("no path to the server for media: is its UDP port open?");
    }
  }

  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    // The server learns our address from our checks.
  }

  private void attempt(Runnable step) {
    work.execute(
        () -> {
          try {
            step.run();
          } catch (RuntimeException | Error e) { // the library's own faults are Errors
            fail("libwebrtc: " + e.getMessage());
          }
        });
  }

  private void fail(String why) {
    connected.completeExceptionally(new IllegalStateException(why));
  }

  /** Looks how its pictures and voices go, without waiting. */
  void look() {
    attempt(
        () -> {
          RTCPeerConnection made = line;
          if (made != null) {
            made.getStats(
                stats -> {
                  freezes.look(stats, System.nanoTime());
                  voices.look(stats);
                });
          }
        });
  }

  /** What it has received until now; waits for the library. */
  PeerReport report() throws InterruptedException {
    CompletableFuture<RTCStatsReport> delivered = new CompletableFuture<>();
    attempt(
        () -> {
          RTCPeerConnection made = line;
          if (made == null) {
            delivered.complete(null);
          } else {
            made.getStats(delivered::complete);
          }
        });
    @Nullable RTCStatsReport stats = null;
    try {
      stats = delivered.get(STATS_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      fail("libwebrtc gives no statistics");
    }
    Received all = stats == null ? new Received() : Received.of(stats);
    return new PeerReport(
        name,
        speaks,
        since(connectedNanos),
        since(heardNanos),
        all.audioPackets,
        all.videoPackets,
        all.lost,
        all.jitterMs,
        all.decoded,
        all.pictureStreams,
        all.freezes,
        Math.round(1_000 * all.frozenSeconds),
        freezes.longestMillis(System.nanoTime()),
        voices.most(),
        all.energy,
        all.concealedPercent(),
        fault());
  }

  private @Nullable String fault() {
    if (!connected.isDone()) {
      return "no path for media yet";
    }
    return connected.isCompletedExceptionally() ? connected.exceptionNow().getMessage() : null;
  }

  private @Nullable Long since(long nanos) {
    return nanos == 0 ? null : TimeUnit.NANOSECONDS.toMillis(nanos - enteredNanos);
  }

  /** Hangs up and leaves; waits for neither. */
  void close() {
    HospitalClient session = client;
    if (session != null) {
      session.close();
    }
    attempt(
        () -> {
          RTCPeerConnection made = line;
          line = null;
          if (made != null) {
            made.close();
          }
        });
  }

  /** Hears whether the library took a description. */
  private abstract class Settled implements SetSessionDescriptionObserver {
    private final String what;

    Settled(String what) {
      this.what = what;
    }

    @Override
    public void onFailure(String error) {
      fail(what + " was not taken: " + error);
    }
  }
}
