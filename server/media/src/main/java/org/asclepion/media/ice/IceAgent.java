package org.asclepion.media.ice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of ICE with one peer. Owned by the peer's loop; time comes as an argument.
 *
 * <p>The idea: the server is reachable at addresses that it announced, so it is a <i>lite</i> agent
 * (RFC 8445): it lets the peer, which is the controlling one, find and nominate a path. A lite
 * agent believes whatever is signed. That is too much for somebody who forwards megabits: a
 * participant could have a victim's address put on a signed request. So this agent also asks back:
 * it sends checks of its own, to which every full agent answers, and it believes an address once an
 * answer has come from it.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A path is made by a request signed with our password, and by nothing else.
 *   <li>Media moves to a new path only when the peer nominated it and it is proven.
 *   <li>To an unproven path goes at most {@link IcePath#MAX_AMPLIFICATION} times what came from it.
 *   <li>Without an answer to our checks for {@link #CONSENT_NANOS}, we stop sending (RFC 7675).
 *   <li>A peer has at most {@link #MAX_PATHS} paths and two generations of credentials.
 * </ul>
 */
public final class IceAgent {
  /** Addresses of one peer at most; at the bound the one not heard of for longest makes room. */
  public static final int MAX_PATHS = 8;

  /** Without an answer for so long, the peer is gone (RFC 7675 section 5.1). */
  public static final long CONSENT_NANOS = 30_000_000_000L;

  static final long CHECK_NANOS = 5_000_000_000L;
  static final long PROVE_NANOS = 200_000_000L;

  /** Other paths than the one in use are kept this long without a request. */
  static final long IDLE_NANOS = 60_000_000_000L;

  /** Of a candidate learnt from a packet: type preference 110 (RFC 8445 section 5.1.2.2). */
  private static final int PRIORITY = 110 << 24 | 0xFFFF << 8 | 255;

  /** What came of a message. */
  public enum Verdict {
    /** Authenticated, and answered if it was a request. */
    TAKEN,
    /** Not for us, not signed, or signed with another key: no answer, no trace. */
    FORGED,
    /** Signed, but not acceptable: answered by an error. */
    REFUSED,
    /** Another peer uses that address. */
    ADDRESS_TAKEN,
    /** Nothing that we asked for. */
    UNSOLICITED
  }

  private final StunWriter writer;
  private final RandomGenerator random;
  private final PathUser user;
  private final List<IcePath> paths = new ArrayList<>(MAX_PATHS);
  private Generation current;
  private @Nullable Generation previous;
  private @Nullable IcePath selected;
  private @Nullable IcePath nominated;
  private long consentNanos;

  public IceAgent(
      IceCredentials local,
      IceCredentials remote,
      StunWriter writer,
      RandomGenerator random,
      PathUser user,
      long nowNanos) {
    this.writer = writer;
    this.random = random;
    this.user = user;
    current = new Generation(local, remote);
    consentNanos = nowNanos;
  }

  /** Where to send to; null before the first signed request, and when its connection is gone. */
  public @Nullable IcePath selected() {
    return selected;
  }

  /** Whether a request names us, by the credentials of now or of before the last restart. */
  public boolean isFor(StunMessage request) {
    return generationOf(request) != null;
  }

  public int paths() {
    return paths.size();
  }

  /**
   * New credentials of both sides (RFC 8445 section 9); the old ones hold until the new are used.
   */
  public void restart(IceCredentials local, IceCredentials remote) {
    if (previous != null) {
      user.retired(previous.localUfrag);
    }
    previous = current;
    current = new Generation(local, remote);
  }

  /** A Binding request that came by a lane. */
  public Verdict request(StunMessage request, int bytes, Lane lane, long nowNanos) {
    Generation generation = generationOf(request);
    if (generation == null || !request.isSignedBy(generation.localKey)) {
      return Verdict.FORGED;
    }
    if (request.unknownCount() > 0) {
      writer.answer(Stun.BINDING_ERROR, request).error(Stun.ERROR_UNKNOWN_ATTRIBUTE);
      send(lane, writer.unknownOf(request).end(generation.localKey));
      return Verdict.REFUSED;
    }
    if (request.saysControlled()) {
      // A lite agent is always the controlled one: the peer has to change its mind.
      writer.answer(Stun.BINDING_ERROR, request).error(Stun.ERROR_ROLE_CONFLICT);
      send(lane, writer.end(generation.localKey));
      return Verdict.REFUSED;
    }
    IcePath path = pathOf(lane);
    if (path == null) {
      path = admit(lane, nowNanos);
      if (path == null) {
        return Verdict.ADDRESS_TAKEN;
      }
    }
    path.received(bytes);
    path.heardNanos = nowNanos;
    path.belongsTo(generation);
    writer.answer(Stun.BINDING_SUCCESS, request).mappedAddress(lane.remote());
    sendCounted(path, writer.end(generation.localKey));
    if (request.useCandidate()) {
      nominate(path, generation);
    }
    if (!path.isProven() && nowNanos - path.nextCheckNanos >= 0) {
      check(path, nowNanos, PROVE_NANOS);
    }
    return Verdict.TAKEN;
  }

  /** An answer, or an error, that came by a lane. */
  public Verdict response(StunMessage response, int bytes, Lane lane, long nowNanos) {
    IcePath path = pathOf(lane);
    Generation generation = path == null ? null : path.generation();
    if (path == null
        || generation == null
        || !response.isSignedBy(generation.remoteKey)
        || !path.isAnswer(response.transactionHigh(), response.transactionLow())) {
      return Verdict.UNSOLICITED;
    }
    path.received(bytes);
    if (response.type() != Stun.BINDING_SUCCESS) {
      return Verdict.REFUSED;
    }
    proven(path, nowNanos);
    return Verdict.TAKEN;
  }

  /** Before anything is nominated, we answer where the peer last spoke from. */
  public void heard(IcePath path) {
    if (nominated == null && (selected == null || !selected.isProven() || path.isProven())) {
      selected = path;
    }
  }

  /** To be called every 100 ms or so; false when consent is gone and the peer with it. */
  public boolean tick(long nowNanos) {
    if (nowNanos - consentNanos > CONSENT_NANOS) {
      return false;
    }
    for (int i = paths.size() - 1; i >= 0; i--) {
      IcePath path = paths.get(i);
      boolean wanted = path == selected || path == nominated;
      if (!wanted && nowNanos - path.heardNanos > IDLE_NANOS) {
        remove(path);
      } else if (wanted && nowNanos - path.nextCheckNanos >= 0) {
        // Between 0.8 and 1.2 times, so that peers which came together do not stay together.
        long interval =
            path.isProven() ? CHECK_NANOS / 100 * random.nextInt(80, 121) : 2 * PROVE_NANOS;
        check(path, nowNanos, interval);
      }
    }
    return true;
  }

  /** A connection is gone, and the path with it. */
  public void gone(Lane lane) {
    IcePath path = pathOf(lane);
    if (path != null) {
      remove(path);
    }
  }

  /** The agent is no longer used: every path and every name is given back. */
  public void close() {
    while (!paths.isEmpty()) {
      remove(paths.getLast());
    }
    user.retired(current.localUfrag);
    if (previous != null) {
      user.retired(previous.localUfrag);
    }
  }

  private void proven(IcePath path, long nowNanos) {
    path.prove();
    path.heardNanos = nowNanos;
    if (path == nominated) {
      selected = path;
    }
    if (path == selected) {
      consentNanos = nowNanos;
    }
  }

  private @Nullable Generation generationOf(StunMessage request) {
    if (request.isFor(current.localUfragBytes)) {
      return current;
    }
    Generation old = previous;
    return old != null && request.isFor(old.localUfragBytes) ? old : null;
  }

  private void nominate(IcePath path, Generation generation) {
    nominated = path;
    if (selected == null || !selected.isProven() || path.isProven()) {
      selected = path;
    }
    if (generation == current && previous != null) {
      user.retired(previous.localUfrag);
      previous = null;
    }
  }

  private @Nullable IcePath pathOf(Lane lane) {
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).lane().isSame(lane)) {
        return paths.get(i);
      }
    }
    return null;
  }

  private @Nullable IcePath admit(Lane lane, long nowNanos) {
    IcePath path = new IcePath(lane, nowNanos);
    if (!user.admits(path)) {
      return null;
    }
    if (paths.size() == MAX_PATHS) {
      remove(leastHeard());
    }
    paths.add(path);
    if (selected == null) {
      selected = path;
    }
    return path;
  }

  private IcePath leastHeard() {
    IcePath least = null;
    for (IcePath path : paths) {
      if (path != selected && (least == null || path.heardNanos - least.heardNanos < 0)) {
        least = path;
      }
    }
    return least == null ? paths.getFirst() : least;
  }

  private void remove(IcePath path) {
    paths.remove(path);
    user.removed(path);
    if (nominated == path) {
      nominated = null;
    }
    if (selected == path) {
      selected = null;
      for (IcePath other : paths) {
        if (other.isProven() && (selected == null || other.heardNanos > selected.heardNanos)) {
          selected = other;
        }
      }
    }
  }

  private void check(IcePath path, long nowNanos, long againNanos) {
    Generation generation = path.generation();
    if (generation == null) {
      return;
    }
    path.nextCheckNanos = nowNanos + againNanos;
    int high = random.nextInt();
    long low = random.nextLong();
    path.asked(high, low);
    writer
        .begin(Stun.BINDING_REQUEST, high, low)
        .username(generation.username)
        .priority(PRIORITY)
        .controlled(0)
        .end(generation.remoteKey);
    sendCounted(path, writer);
  }

  private void sendCounted(IcePath path, StunWriter message) {
    if (path.maySend(message.length())) {
      send(path.lane(), message);
    }
  }

  private static void send(Lane lane, StunWriter message) {
    ByteBuf packet = ByteBufAllocator.DEFAULT.directBuffer(message.length());
    message.copyTo(packet);
    lane.write(packet);
    lane.flush();
  }
}
