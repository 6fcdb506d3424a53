package org.asclepion.host.isolation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.Overload;
import org.asclepion.host.room.Replicator;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.protocol.v1.Scope;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * The product's replication of one room with a fault: what it offers to people passes through the
 * fault, which may change it, keep it, or tell it to others. Called by the room's owner thread.
 */
final class FaultyReplicator implements Replicator {
  /** One room's people, present and past. Faults of several rooms may look at it. */
  static final class FaultyRoom {
    final int template;
    final boolean anonymous;
    final List<Tap> taps = new CopyOnWriteArrayList<>();

    FaultyRoom(int template, boolean anonymous) {
      this.template = template;
      this.anonymous = anonymous;
    }

    /** Offers a frame to everybody here but one. */
    void others(Tap but, ServerFrame frame) {
      for (Tap tap : taps) {
        if (tap != but && tap.present) {
          tap.pass(frame);
        }
      }
    }
  }

  /** Between a room and one participant's outbox. */
  static final class Tap implements Outbox {
    final FaultyRoom room;
    final long participant;
    private final Outbox real;
    private final Fault fault;

    /** The streams this participant was told of, by number. */
    final Map<Integer, Scope> scopes = new HashMap<>();

    final Map<Integer, Integer> templates = new HashMap<>();
    volatile boolean present = true;

    Tap(FaultyRoom room, long participant, Outbox real, Fault fault) {
      this.room = room;
      this.participant = participant;
      this.real = real;
      this.fault = fault;
    }

    @Override
    public boolean offer(ByteBuf bytes) {
      ServerFrame frame;
      try {
        frame = ServerFrame.parseFrom(ByteBufUtil.getBytes(bytes));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
      if (frame.hasScopeOpened()) {
        Scope scope = frame.getScopeOpened().getScope();
        scopes.put(scope.getNumber(), scope);
        templates.put(scope.getNumber(), frame.getScopeOpened().getTemplate());
      }
      fault.offered(this, frame);
      if (frame.hasScopeClosed()
          && kind(frame.getScopeClosed().getScope()) == ScopeKind.SCOPE_KIND_ROOM) {
        present = false;
      }
      return isReady();
    }

    ScopeKind kind(int number) {
      Scope scope = scopes.get(number);
      return scope == null ? ScopeKind.SCOPE_KIND_UNSPECIFIED : scope.getKind();
    }

    /** The number of a stream of this kind, or 0. */
    int number(ScopeKind kind) {
      for (Scope scope : scopes.values()) {
        if (scope.getKind() == kind) {
          return scope.getNumber();
        }
      }
      return 0;
    }

    @Nullable Scope scope(ScopeKind kind) {
      return scopes.get(number(kind));
    }

    /** Really offers a frame. */
    void pass(ServerFrame frame) {
      pass(frame.toByteArray());
    }

    void pass(byte[] bytes) {
      ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
      real.offer(buffer);
      buffer.release();
    }

    @Override
    public boolean isReady() {
      return real.isReady();
    }

    @Override
    public void flush() {
      real.flush();
    }

    @Override
    public void restart(Mailbox mailbox) {
      real.restart(mailbox);
    }

    @Override
    public void refused() {
      real.refused();
    }
  }

  private final Replicator real;
  private final FaultyRoom room;
  private final Fault fault;

  private FaultyReplicator(Replicator real, FaultyRoom room, Fault fault) {
    this.real = real;
    this.room = room;
    this.fault = fault;
  }

  /** Puts a fault into every room. */
  static UnaryOperator<Factory> with(Fault fault) {
    return factory ->
        (room, mailbox, clock, neighbours) -> {
          FaultyRoom faulty =
              new FaultyRoom(room.template().index(), room.template().anonymousVisitors());
          fault.rooms.add(faulty);
          return new FaultyReplicator(factory.of(room, mailbox, clock, neighbours), faulty, fault);
        };
  }

  @Override
  public void admit(long participant, Outbox outbox) {
    Tap tap = new Tap(room, participant, outbox, fault);
    room.taps.add(tap);
    real.admit(participant, tap);
  }

  @Override
  public void reattach(long participant) {
    real.reattach(participant);
  }

  @Override
  public void resync(long participant, int scopeNumber) {
    real.resync(participant, scopeNumber);
  }

  @Override
  public void look(RoomMessage.Look look) {
    real.look(look);
  }

  @Override
  public void seen(RoomMessage.Seen seen) {
    real.seen(seen);
  }

  @Override
  public void overload(Overload level) {
    real.overload(level);
  }

  @Override
  public void phase(int everyTicks, int leadNanos) {
    real.phase(everyTicks, leadNanos);
  }

  @Override
  public void publish() {
    real.publish();
  }

  @Override
  public void flush() {
    real.flush();
  }

  @Override
  public boolean isWatched() {
    return real.isWatched();
  }
}
