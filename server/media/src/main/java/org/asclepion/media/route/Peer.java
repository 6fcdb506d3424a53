package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.media.link.PeerLink;
import org.asclepion.media.link.PeerListener;
import org.asclepion.media.rtp.RtcpReader;
import org.asclepion.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * One participant's media: what comes from it and what it gets. Its link's loop owns it; what other
 * threads may call says so.
 */
public final class Peer implements PeerListener {
  private static final long STATS_NANOS = 1_000_000_000L;

  private final Router router;
  private final long id;
  private final PeerProfile profile;
  private final RtcpReader rtcp = new RtcpReader();
  private final Feed voice = new Feed();
  private final Feed camera = new Feed();
  private final Feed screen = new Feed();
  private final RouteListener listener;
  private final AtomicInteger holders = new AtomicInteger();

  private volatile Gathering gathering;
  private volatile int mostVoices = PeerProfile.MAX_SLOTS;
  private volatile @Nullable Hub hub;
  private volatile PeerStats stats = PeerStats.NONE;
  private long statsNanos;
  private @Nullable PeerLink link;
  private @Nullable Ingress ingress;
  private @Nullable Egress egress;

  Peer(Router router, long id, PeerProfile profile, Gathering gathering, RouteListener listener) {
    this.router = router;
    this.id = id;
    this.profile = profile;
    this.gathering = gathering;
    this.listener = listener;
  }

  /** Any thread. */
  public long id() {
    return id;
  }

  /**
   * Moves what this peer sends to another gathering: from the next packet on, that one's audience
   * says who gets it. Any thread.
   */
  public void enter(Gathering another) {
    gathering = another;
    router.changed();
  }

  /** Hears at most so many voices at once from now on, however many slots it has. Any thread. */
  public void hearAtMost(int voices) {
    mostVoices = voices;
  }

  int mostVoices() {
    return mostVoices;
  }

  /** As of the last second. Any thread. */
  public PeerStats stats() {
    return stats;
  }

  PeerProfile profile() {
    return profile;
  }

  Router router() {
    return router;
  }

  RouteListener listener() {
    return listener;
  }

  /** The ruling over what this peer sends. Any thread. */
  Ruling ruling() {
    return gathering.ruling();
  }

  /** The loop it lives on, null before it is open and after it is closed. Any thread. */
  @Nullable Hub hub() {
    return hub;
  }

  Feed feed(Source source) {
    return switch (source) {
      case VOICE -> voice;
      case CAMERA -> camera;
      case SCREEN -> screen;
    };
  }

  /** In how many receivers' voice or picture slots it is. Any thread. */
  int holders() {
    return holders.get();
  }

  void held(int more) {
    holders.addAndGet(more);
  }

  /** Whether this peer may have a source of a sender, by the ruling of this moment. */
  boolean mayHave(long senderId, Source source) {
    Peer sender = router.peer(senderId);
    return sender != null && sender.ruling().permits(senderId, id, source);
  }

  /** Asks for a key frame of a layer, from the loop of whoever wants it. */
  void wantKeyframe(Source source, int layer, Hub from) {
    Hub at = hub;
    if (at == from) {
      wantKeyframe(source, layer);
    } else if (at != null) {
      at.execute(() -> wantKeyframe(source, layer));
    }
  }

  private void wantKeyframe(Source source, int layer) {
    if (ingress != null) {
      ingress.wantKeyframe(source, layer);
    }
  }

  @Override
  public void opened(PeerLink opened) {
    if (router.peer(id) != this) {
      // Put out before it was open.
      opened.close();
      return;
    }
    Hub at = router.hub(opened.loop());
    link = opened;
    ingress = new Ingress(this, opened, at);
    egress = new Egress(this, opened, at);
    hub = at;
    at.add(this);
    router.changed();
  }

  @Override
  public boolean wants(ByteBuf protectedRtp) {
    return ingress != null && ingress.wants(protectedRtp);
  }

  @Override
  public boolean mayWait(ByteBuf protectedRtp) {
    return profile.types().isPicture(RtpPacket.payloadType(protectedRtp));
  }

  @Override
  public void rtp(ByteBuf plain, long arrivedNanos) {
    if (ingress != null) {
      ingress.rtp(plain, arrivedNanos);
    }
  }

  @Override
  public void rtcp(ByteBuf plain, long arrivedNanos) {
    if (ingress == null || egress == null) {
      return;
    }
    rtcp.begin(plain);
    while (rtcp.next()) {
      if (rtcp.type() == RtcpReader.SENDER_REPORT) {
        ingress.senderReport(rtcp, arrivedNanos);
      } else {
        egress.rtcp(plain, rtcp, arrivedNanos);
      }
    }
  }

  @Override
  public void burstEnded() {
    Hub at = hub;
    if (at != null) {
      at.flush();
    }
  }

  @Override
  public void closed(String reason) {
    Hub at = hub;
    router.left(this);
    hub = null;
    router.changed();
    if (at != null) {
      at.remove(this);
    }
    if (egress != null) {
      egress.close();
    }
    ingress = null;
    egress = null;
    link = null;
  }

  /** Ends the link, if there is one; the rest follows when the link says so. Peer's loop. */
  void close() {
    if (link != null) {
      link.close();
    }
  }

  @Nullable Egress egress() {
    return egress;
  }

  void tick(long nowNanos) {
    if (ingress != null && egress != null) {
      ingress.tick(nowNanos);
      egress.tick(nowNanos);
      if (nowNanos - statsNanos >= STATS_NANOS) {
        statsNanos = nowNanos;
        stats = egress.stats();
      }
    }
  }
}
