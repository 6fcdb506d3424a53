package org.asclepion.host.media;

import java.util.List;
import org.asclepion.host.room.Reception.Held;
import org.asclepion.host.session.MediaDesk;
import org.asclepion.media.route.Codec;
import org.asclepion.protocol.v1.MediaQuality;
import org.asclepion.protocol.v1.MediaSource;
import org.jspecify.annotations.Nullable;

/**
 * What one session has said of its sound and pictures: what is switched on, and over which
 * connection they go. Any thread; whoever changes the connection holds its monitor.
 */
final class Caller {
  /** Offers in {@link #OFFERS_NANOS}; a client that needs more is not well. */
  static final int OFFERS = 8;

  static final long OFFERS_NANOS = 10_000_000_000L;

  final long participant;
  final MediaDesk.Line line;

  private volatile boolean microphone;
  private volatile boolean camera;
  private volatile boolean screen;
  private volatile boolean away;
  private volatile @Nullable Leg leg;
  private volatile @Nullable MediaQuality quality;

  // Guarded by this.
  private long offersSinceNanos;
  private int offers;

  Caller(long participant, MediaDesk.Line line) {
    this.participant = participant;
    this.line = line;
  }

  /** Whether an offer may be looked at now. */
  synchronized boolean mayOffer(long nowNanos) {
    if (offers == 0 || nowNanos - offersSinceNanos > OFFERS_NANOS) {
      offersSinceNanos = nowNanos;
      offers = 0;
    }
    return ++offers <= OFFERS;
  }

  /** Switches a source; false when it was so already. */
  boolean set(MediaSource source, boolean on) {
    boolean before = sends(source);
    switch (source) {
      case MEDIA_SOURCE_MICROPHONE -> microphone = on;
      case MEDIA_SOURCE_CAMERA -> camera = on;
      case MEDIA_SOURCE_SCREEN -> screen = on;
      case MEDIA_SOURCE_UNSPECIFIED, UNRECOGNIZED -> {}
    }
    return before != sends(source);
  }

  private boolean sends(MediaSource source) {
    return switch (source) {
      case MEDIA_SOURCE_MICROPHONE -> microphone;
      case MEDIA_SOURCE_CAMERA -> camera;
      case MEDIA_SOURCE_SCREEN -> screen;
      case MEDIA_SOURCE_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }

  /** Whether it is there to hear and be heard. */
  boolean isPresent() {
    return leg != null && !away;
  }

  boolean speaks() {
    return microphone && isPresent();
  }

  boolean showsCamera() {
    return camera && isPresent();
  }

  boolean showsScreen() {
    return screen && isPresent();
  }

  /** Whether packets are to be expected of it. */
  boolean sendsSomething() {
    return speaks() || showsCamera() || showsScreen();
  }

  void away(boolean is) {
    away = is;
  }

  /** Whether it has agreed to pictures in a codec. */
  boolean receives(@Nullable Codec codec) {
    Leg now = leg;
    return now != null && now.receives(codec);
  }

  @Nullable Leg leg() {
    return leg;
  }

  void leg(@Nullable Leg now) {
    leg = now;
  }

  /** The slots that are taken; null without a connection. */
  @Nullable List<Held> held() {
    Leg now = leg;
    return now == null ? null : now.held();
  }

  /** What the client said of its reception since this was asked last, or null. */
  @Nullable MediaQuality takeQuality() {
    MediaQuality said = quality;
    quality = null;
    return said;
  }

  void quality(MediaQuality now) {
    quality = now;
  }
}
