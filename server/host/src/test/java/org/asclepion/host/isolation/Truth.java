package org.asclepion.host.isolation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.asclepion.host.room.Journal;
import org.asclepion.host.room.RoomKey;
import org.asclepion.world.intent.Refused;
import org.asclepion.world.room.Outcome.Corrected;
import org.jspecify.annotations.Nullable;

/**
 * What really happened: who was in which instance from which tick to which. Written by tick threads
 * through the journal, before the frames of the tick go out; read by the oracle.
 */
final class Truth implements Journal {
  private final Findings findings;
  private final Map<RoomKey, Instance> instances = new ConcurrentHashMap<>();
  private final Map<Long, Person> byId = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Person> arriving = new AtomicReference<>();
  final Map<Corrected.Kind, LongAdder> corrected = new ConcurrentHashMap<>();
  final Map<Refused, LongAdder> refused = new ConcurrentHashMap<>();
  final LongAdder overruns = new LongAdder();

  Truth(Findings findings) {
    this.findings = findings;
  }

  /** The next participant unknown so far is this person; one at a time. */
  void expect(Person person) {
    if (!arriving.compareAndSet(null, person)) {
      throw new IllegalStateException("somebody else is arriving");
    }
  }

  /** The person did not get in. */
  void expectNot(Person person) {
    arriving.compareAndSet(person, null);
  }

  boolean isExpecting() {
    return arriving.get() != null;
  }

  Instance instance(RoomKey key) {
    return instances.computeIfAbsent(key, Instance::new);
  }

  Collection<Instance> instances() {
    return instances.values();
  }

  /** The ids the server has for people, which nobody may ever be told. */
  Set<Long> participantIds() {
    return byId.keySet();
  }

  @Override
  public void entered(RoomKey room, int tick, long participant, int slot) {
    Person person = byId.get(participant);
    if (person == null) {
      person = arriving.getAndSet(null);
      if (person == null) {
        findings.add(Violation.Kind.JOURNAL, "entered a room unasked: participant " + participant);
        return;
      }
      byId.put(participant, person);
    }
    Stay stay = new Stay(person, room, slot, tick, System.nanoTime());
    String fault = instance(room).enter(stay);
    person.stays().add(stay);
    if (fault != null) {
      findings.add(Violation.Kind.JOURNAL, fault);
    }
  }

  @Override
  public void left(RoomKey room, int tick, long participant, int slot) {
    Person person = byId.get(participant);
    String fault =
        person == null
            ? "left unknown: " + participant
            : instance(room).leave(person, slot, tick, System.nanoTime());
    if (fault != null) {
      findings.add(Violation.Kind.JOURNAL, fault);
    }
  }

  @Override
  public void refused(RoomKey room, Refused reason) {
    refused.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  @Override
  public void corrected(RoomKey room, Corrected.Kind kind) {
    corrected.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  @Override
  public void overrun(RoomKey room, int ticks) {
    overruns.add(ticks);
  }
}
