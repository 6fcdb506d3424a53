package org.asclepion.host.media;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.asclepion.host.room.Reception;
import org.asclepion.host.room.Reception.Held;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.link.PeerListener;
import org.asclepion.media.route.Codec;
import org.asclepion.media.route.Gathering;
import org.asclepion.media.route.Peer;
import org.asclepion.media.route.RouteListener;
import org.asclepion.media.route.Router;
import org.asclepion.media.route.Source;
import org.asclepion.media.sdp.Agreement;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a caller's: its link to the port, its place in the router, and who is in its
 * slots. The media loop that owns the link calls it; what other threads may ask is volatile.
 */
final class Leg implements PeerListener, RouteListener {
  final Agreement agreement;
  private final Set<Codec> receives;
  private final Peer routed;
  private final LongFunction<Reception.@Nullable Shown> devices;
  private final Consumer<Leg> ended;
  private final long[] voices;
  private final long[] pictures;
  private final Source[] pictureSources;

  private volatile List<Held> held = List.of();
  private volatile boolean open;
  private volatile long heardNanos = System.nanoTime();

  /** The port's side; set once, before anybody else knows this leg. */
  private org.asclepion.media.port.@Nullable Peer link;

  private int answers;

  /**
   * @param devices what is told of a device in a slot; null for a person
   * @param ended told once, when the link is gone
   */
  Leg(
      long participant,
      Agreement agreement,
      Router router,
      Gathering at,
      LongFunction<Reception.@Nullable Shown> devices,
      Consumer<Leg> ended) {
    this.agreement = agreement;
    this.devices = devices;
    receives = agreement.receives();
    this.ended = ended;
    voices = new long[agreement.voiceMids().size()];
    pictures = new long[agreement.pictureMids().size()];
    pictureSources = new Source[pictures.length];
    Arrays.fill(voices, NOBODY);
    Arrays.fill(pictures, NOBODY);
    Arrays.fill(pictureSources, Source.CAMERA);
    routed = router.join(participant, agreement.profile(), at, this);
  }

  void link(org.asclepion.media.port.Peer made) {
    link = made;
  }

  org.asclepion.media.port.@Nullable Peer link() {
    return link;
  }

  /** Whether pictures in a codec can come by it. */
  boolean receives(@Nullable Codec codec) {
    return codec != null && receives.contains(codec);
  }

  Peer routed() {
    return routed;
  }

  /** Counts the answers given over it. */
  int nextAnswer() {
    return ++answers;
  }

  /** The slots that are taken; the same list while nothing changes. */
  List<Held> held() {
    return held;
  }

  /** Whether packets can flow. */
  boolean isOpen() {
    return open;
  }

  /** When something came from the client last, or when it was expected to begin. */
  long heardNanos() {
    return heardNanos;
  }

  void close() {
    if (link != null) {
      link.close();
    }
  }

  @Override
  public void opened(PeerLink opened) {
    open = true;
    routed.opened(opened);
  }

  @Override
  public boolean wants(ByteBuf protectedRtp) {
    return routed.wants(protectedRtp);
  }

  @Override
  public boolean mayWait(ByteBuf protectedRtp) {
    return routed.mayWait(protectedRtp);
  }

  @Override
  public void rtp(ByteBuf plain, long arrivedNanos) {
    heardNanos = arrivedNanos;
    routed.rtp(plain, arrivedNanos);
  }

  @Override
  public void rtcp(ByteBuf plain, long arrivedNanos) {
    heardNanos = arrivedNanos;
    routed.rtcp(plain, arrivedNanos);
  }

  @Override
  public void burstEnded() {
    routed.burstEnded();
  }

  @Override
  public void closed(String reason) {
    open = false;
    routed.closed(reason);
    ended.accept(this);
  }

  @Override
  public void talking(long participant, boolean talking, int loudness) {
    // The client says itself whether it talks: it hears its own microphone sooner.
  }

  @Override
  public void voice(long receiver, int slot, long sender) {
    voices[slot] = sender;
    tell();
  }

  @Override
  public void picture(long receiver, int slot, long sender, Source source) {
    pictures[slot] = sender;
    pictureSources[slot] = source;
    tell();
  }

  private void tell() {
    List<Held> now = new ArrayList<>();
    for (int i = 0; i < voices.length; i++) {
      if (voices[i] != NOBODY) {
        now.add(new Held(agreement.voiceMids().get(i), Reception.Source.MICROPHONE, voices[i]));
      }
    }
    for (int i = 0; i < pictures.length; i++) {
      if (pictures[i] != NOBODY) {
        boolean screen = pictureSources[i] == Source.SCREEN;
        now.add(
            new Held(
                agreement.pictureMids().get(i),
                screen ? Reception.Source.SCREEN : Reception.Source.CAMERA,
                pictures[i],
                devices.apply(pictures[i])));
      }
    }
    held = List.copyOf(now);
  }
}
