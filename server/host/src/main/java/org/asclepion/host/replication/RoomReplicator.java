package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Neighbours;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.Replicator;
import org.asclepion.host.room.RoomMessage;
import org.asclepion.world.room.Components.Change;
import org.asclepion.world.room.Outcome;
import org.asclepion.world.room.Room;
import org.asclepion.world.room.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One room's replication: a {@link ScopeStream} per scope that has members, the windows others look
 * in through, and the windows looked out of. Belongs to the room's owner thread.
 *
 * <p>The order within a tick is what keeps a participant from receiving too much or too little:
 * first who left a scope is taken out, then who joined is put in, then each stream encodes the tick
 * once and sends, then what was said goes to those who are members now.
 */
public final class RoomReplicator implements Replicator {
  private final Room room;
  private final Clock clock;
  private final AtomicInteger scopeNumbers;
  private final StreamEncoder encoder;
  private final Map<Scope, ScopeStream> streams = new LinkedHashMap<>();
  private final Map<Long, GreetedOutbox> outboxes = new LinkedHashMap<>();
  private final Map<Long, Integer> slots = new LinkedHashMap<>();
  private final WindowsIn windowsIn;
  private final WindowsOut windowsOut;
  private final Mailbox mailbox;

  /** What members are told of when to send; see {@link #phase}. */
  private int sendEveryTicks = 1;

  private int sendLeadNanos;

  /**
   * @param scopeNumbers gives every stream of the server its own number
   */
  public RoomReplicator(
      Room room, Mailbox mailbox, Clock clock, Neighbours neighbours, AtomicInteger scopeNumbers) {
    this.room = room;
    this.mailbox = mailbox;
    this.clock = clock;
    this.scopeNumbers = scopeNumbers;
    this.encoder = new StreamEncoder(room, clock);
    this.windowsIn = new WindowsIn(room, encoder, scopeNumbers);
    this.windowsOut = new WindowsOut(room, mailbox, neighbours);
  }

  @Override
  public void admit(long participant, Outbox outbox) {
    outboxes.put(participant, new GreetedOutbox(outbox));
  }

  @Override
  public void reattach(long participant) {
    GreetedOutbox outbox = outboxes.get(participant);
    Integer slot = slots.get(participant);
    if (outbox == null || slot == null) {
      return;
    }
    greet(outbox, slot);
    for (ScopeStream stream : streams.values()) {
      stream.restart(participant, true);
    }
    windowsOut.restart(participant, -1);
  }

  @Override
  public void resync(long participant, int scopeNumber) {
    for (ScopeStream stream : streams.values()) {
      if (stream.number() == scopeNumber) {
        stream.restart(participant, false);
      }
    }
    windowsOut.restart(participant, scopeNumber);
  }

  @Override
  public void look(RoomMessage.Look look) {
    windowsIn.look(look);
  }

  @Override
  public void seen(RoomMessage.Seen seen) {
    windowsOut.seen(seen);
  }

  @Override
  public boolean isWatched() {
    return windowsIn.isWatched();
  }

  @Override
  public void publish() {
    Map<Scope, List<Change>> changes = StreamEncoder.byScope(room.components());
    greetBelated();
    List<Outcome> words = membership();
    streams
        .values()
        .removeIf(
            stream -> {
              if (stream.isEmpty()) {
                stream.close();
                return true;
              }
              return false;
            });
    for (ScopeStream stream : streams.values()) {
      StreamEncoder.Encoded frames =
          encoder.encode(
              stream, changes.getOrDefault(stream.scope(), List.of()), stream.wantsKeyframe());
      stream.send(frames.keyframe(), frames.delta());
      frames.release();
    }
    words.forEach(this::tell);
    windowsIn.publish(changes);
    windowsOut.publish();
  }

  @Override
  public void flush() {
    for (Outbox outbox : outboxes.values()) {
      outbox.flush();
    }
  }

  /** Carries out who left and who joined; answers what is to be told afterwards. */
  private List<Outcome> membership() {
    List<Outcome> words = List.of();
    for (Outcome outcome : room.outcomes()) {
      switch (outcome) {
        case Outcome.Entered entered -> enter(entered);
        case Outcome.ArrivalRefused refused -> outboxes.remove(refused.who().id());
        case Outcome.ScopeJoined joined -> join(joined);
        case Outcome.ScopeLeft left -> leave(left);
        case Outcome.Left left -> {
          long participant = left.who().id();
          Outbox outbox = outboxes.remove(participant);
          slots.remove(participant);
          windowsOut.leave(participant);
          streams.values().forEach(stream -> stream.forgetEventsOf(left.slot()));
          if (outbox != null) {
            outbox.flush();
          }
        }
        case Outcome.Said said -> words = with(words, said);
        case Outcome.DoorRefused refused -> words = with(words, refused);
        case Outcome.NotGranted refused -> words = with(words, refused);
        case Outcome.AtThreshold threshold -> {}
        case Outcome.DoorMoved moved -> {}
        case Outcome.Corrected corrected -> {}
      }
    }
    return words;
  }

  private static List<Outcome> with(List<Outcome> words, Outcome outcome) {
    List<Outcome> more = words.isEmpty() ? new ArrayList<>() : words;
    more.add(outcome);
    return more;
  }

  private void enter(Outcome.Entered entered) {
    long participant = entered.who().id();
    slots.put(participant, entered.slot());
    GreetedOutbox outbox = outboxes.get(participant);
    if (outbox != null) {
      greet(outbox, entered.slot());
      windowsOut.join(participant, outbox);
    }
  }

  private void greet(GreetedOutbox outbox, int slot) {
    outbox.greet(
        mailbox,
        Frames.roomEntered(room.template(), slot),
        Frames.sendPhase(clock, sendEveryTicks, sendLeadNanos));
  }

  @Override
  public void phase(int everyTicks, int leadNanos) {
    sendEveryTicks = everyTicks;
    sendLeadNanos = leadNanos;
    ByteBuf frame = Frames.sendPhase(clock, everyTicks, leadNanos);
    for (GreetedOutbox outbox : outboxes.values()) {
      outbox.offer(frame);
    }
    frame.release();
  }

  /** Greets those whose connection was full when they came. */
  private void greetBelated() {
    outboxes.forEach(
        (participant, outbox) -> {
          Integer slot = slots.get(participant);
          if (slot != null && outbox.awaitsGreeting()) {
            greet(outbox, slot);
          }
        });
  }

  private void join(Outcome.ScopeJoined joined) {
    Outbox outbox = outboxes.get(joined.participant());
    if (outbox != null) {
      streams.computeIfAbsent(joined.scope(), this::open).join(joined.participant(), outbox);
    }
  }

  private ScopeStream open(Scope scope) {
    int number = scopeNumbers.incrementAndGet();
    return new ScopeStream(
        scope, number, Frames.scopeOpened(number, scope, room.template().index()));
  }

  private void leave(Outcome.ScopeLeft left) {
    ScopeStream stream = streams.get(left.scope());
    Outbox outbox = outboxes.get(left.participant());
    if (stream != null) {
      stream.leave(left.participant());
      if (outbox != null) {
        offer(outbox, Frames.scopeClosed(stream.number()));
      }
    }
  }

  private void tell(Outcome outcome) {
    switch (outcome) {
      case Outcome.Said(Scope scope, int slot, String text) -> {
        ScopeStream stream = streams.get(scope);
        if (stream != null) {
          event(stream, slot, Frames.chat(stream.number(), slot, text));
        }
      }
      case Outcome.DoorRefused refused -> {
        ScopeStream stream = streams.get(new Scope.Person(refused.slot()));
        if (stream != null) {
          event(
              stream,
              refused.slot(),
              Frames.doorRefused(stream.number(), refused.aperture(), refused.reason()));
        }
      }
      case Outcome.NotGranted refused -> {
        Outbox outbox = outboxes.get(refused.participant());
        if (outbox != null) {
          offer(outbox, Frames.refusal(refused.sequence(), refused.reason()));
        }
      }
      default -> throw new IllegalArgumentException("not for telling: " + outcome);
    }
  }

  private static void event(ScopeStream stream, int slot, ByteBuf frame) {
    stream.event(slot, frame);
    frame.release();
  }

  private static void offer(@Nullable Outbox outbox, ByteBuf frame) {
    if (outbox != null) {
      outbox.offer(frame);
    }
    frame.release();
  }

  /** For tests: the streams that have members. */
  Collection<ScopeStream> streams() {
    return streams.values();
  }
}
