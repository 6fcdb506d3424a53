package org.asclepion.host.replication;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.asclepion.host.room.Mailbox;
import org.asclepion.host.room.Neighbours;
import org.asclepion.host.room.Outbox;
import org.asclepion.host.room.Overload;
import org.asclepion.host.room.Reception;
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

  // Lists, because every tick goes through them and nothing is to be made for that.
  private final List<ScopeStream> streams = new ArrayList<>();
  private final List<GreetedOutbox> outboxes = new ArrayList<>();
  private final WindowsIn windowsIn;
  private final WindowsOut windowsOut;
  private final SlotNames slotNames;
  private final Mailbox mailbox;

  /** What members are told of when to send; see {@link #phase}. */
  private int sendEveryTicks = 1;

  private int sendLeadNanos;
  private Overload overload = Overload.NONE;

  /**
   * @param scopeNumbers gives every stream of the server its own number
   * @param reception who is in whose media slots
   */
  public RoomReplicator(
      Room room,
      Mailbox mailbox,
      Clock clock,
      Neighbours neighbours,
      AtomicInteger scopeNumbers,
      Reception reception) {
    this.room = room;
    this.mailbox = mailbox;
    this.clock = clock;
    this.scopeNumbers = scopeNumbers;
    this.encoder = new StreamEncoder(room, clock, ByteBufAllocator.DEFAULT);
    this.windowsIn = new WindowsIn(room, clock, scopeNumbers);
    this.windowsOut = new WindowsOut(room, mailbox, neighbours);
    this.slotNames = new SlotNames(room, streams, windowsOut, reception);
  }

  @Override
  public void admit(long participant, Outbox outbox) {
    outboxes.removeIf(other -> other.participant() == participant);
    outboxes.add(new GreetedOutbox(participant, outbox));
  }

  @Override
  public void reattach(long participant) {
    GreetedOutbox outbox = outbox(participant);
    if (outbox == null || outbox.slot() < 0) {
      return;
    }
    greet(outbox);
    for (ScopeStream stream : streams) {
      stream.restart(participant, true);
    }
    windowsOut.restart(participant, -1);
  }

  @Override
  public void resync(long participant, int scopeNumber) {
    for (ScopeStream stream : streams) {
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
    for (int i = 0; i < streams.size(); i++) {
      ScopeStream stream = streams.get(i);
      encoder.encode(stream, StreamEncoder.of(changes, stream.scope()), stream.wantsKeyframe());
      stream.send(encoder.keyframe(), encoder.delta());
      encoder.release();
      if (stream.hall != null) {
        stream.hall.publish(stream);
      }
    }
    for (int i = 0; i < words.size(); i++) {
      tell(words.get(i));
    }
    windowsIn.publish(changes);
    windowsOut.publish();
    // After the streams: a slot is named by what they have just shown.
    slotNames.tell(outboxes);
  }

  @Override
  public void flush() {
    for (int i = 0; i < outboxes.size(); i++) {
      outboxes.get(i).flush();
    }
  }

  /** Carries out who left and who joined; answers what is to be told afterwards. */
  private List<Outcome> membership() {
    List<Outcome> words = List.of();
    List<Outcome> outcomes = room.outcomes();
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Entered entered -> enter(entered);
        case Outcome.ArrivalRefused refused ->
            outboxes.removeIf(outbox -> outbox.participant() == refused.who().id());
        case Outcome.ScopeJoined joined -> join(joined);
        case Outcome.ScopeLeft left -> leave(left);
        case Outcome.Left left -> leave(left);
        case Outcome.Said said -> words = with(words, said);
        case Outcome.DoorRefused refused -> words = with(words, refused);
        case Outcome.NotGranted refused -> words = with(words, refused);
        case Outcome.ShookHands shook -> words = with(words, shook);
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
    GreetedOutbox outbox = outbox(entered.who().id());
    if (outbox != null) {
      outbox.entered(entered.slot());
      greet(outbox);
      windowsOut.join(outbox.participant(), outbox);
    }
  }

  private void leave(Outcome.Left left) {
    GreetedOutbox outbox = outbox(left.who().id());
    outboxes.remove(outbox);
    windowsOut.leave(left.who().id());
    for (ScopeStream stream : streams) {
      stream.forgetEventsOf(left.slot());
    }
    if (outbox != null) {
      outbox.flush();
    }
  }

  private void greet(GreetedOutbox outbox) {
    outbox.greet(
        mailbox,
        Frames.roomEntered(room.template(), outbox.slot()),
        Frames.sendPhase(clock, sendEveryTicks, sendLeadNanos));
  }

  @Override
  public void phase(int everyTicks, int leadNanos) {
    sendEveryTicks = everyTicks;
    sendLeadNanos = leadNanos;
    ByteBuf frame = Frames.sendPhase(clock, everyTicks, leadNanos);
    for (GreetedOutbox outbox : outboxes) {
      outbox.offer(frame);
    }
    frame.release();
  }

  @Override
  public void overload(Overload level) {
    overload = level;
    for (ScopeStream stream : streams) {
      if (stream.hall != null) {
        stream.hall.overload(level);
      }
    }
  }

  /** Greets those whose connection was full when they came. */
  private void greetBelated() {
    for (int i = 0; i < outboxes.size(); i++) {
      if (outboxes.get(i).awaitsGreeting()) {
        greet(outboxes.get(i));
      }
    }
  }

  private void join(Outcome.ScopeJoined joined) {
    GreetedOutbox outbox = outbox(joined.participant());
    if (outbox != null) {
      ScopeStream stream = stream(joined.scope());
      if (stream == null) {
        stream = open(joined.scope());
        streams.add(stream);
      }
      stream.join(joined.participant(), outbox);
    }
  }

  private ScopeStream open(Scope scope) {
    int number = scopeNumbers.incrementAndGet();
    boolean lanes = Hall.lanes(room.template(), scope);
    int farTicks = lanes ? Hall.farTicks(room.template().tickHz()) : 0;
    HallStream hall = lanes ? new HallStream(room, scope) : null;
    if (hall != null) {
      hall.overload(overload);
    }
    return new ScopeStream(
        scope, number, Frames.scopeOpened(number, scope, room.template().index(), farTicks), hall);
  }

  private void leave(Outcome.ScopeLeft left) {
    ScopeStream stream = stream(left.scope());
    if (stream != null) {
      stream.leave(left.participant());
      offer(outbox(left.participant()), Frames.scopeClosed(stream.number()));
      if (stream.isEmpty()) {
        stream.close();
        streams.remove(stream);
      }
    }
  }

  private @Nullable ScopeStream stream(Scope scope) {
    for (int i = 0; i < streams.size(); i++) {
      if (streams.get(i).scope().equals(scope)) {
        return streams.get(i);
      }
    }
    return null;
  }

  private @Nullable GreetedOutbox outbox(long participant) {
    for (int i = 0; i < outboxes.size(); i++) {
      if (outboxes.get(i).participant() == participant) {
        return outboxes.get(i);
      }
    }
    return null;
  }

  private void tell(Outcome outcome) {
    switch (outcome) {
      case Outcome.Said(Scope scope, int slot, String text) -> {
        ScopeStream stream = stream(scope);
        if (stream != null) {
          event(stream, slot, Frames.chat(stream.number(), slot, text));
        }
      }
      case Outcome.DoorRefused refused -> {
        ScopeStream stream = stream(new Scope.Person(refused.slot()));
        if (stream != null) {
          event(
              stream,
              refused.slot(),
              Frames.doorRefused(stream.number(), refused.aperture(), refused.reason()));
        }
      }
      case Outcome.ShookHands(long participant, int slot, int otherSlot) -> {
        // Whoever left in this step may have a follower in their slot, whose hand it was not.
        ScopeStream stream = outbox(participant) == null ? null : stream(new Scope.Person(slot));
        if (stream != null) {
          event(stream, otherSlot, Frames.handshake(stream.number(), otherSlot));
        }
      }
      case Outcome.NotGranted refused -> {
        Outbox outbox = outbox(refused.participant());
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
    return streams;
  }
}
