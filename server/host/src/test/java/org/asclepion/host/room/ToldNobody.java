package org.asclepion.host.room;

/** A replicator that tells nobody; tests say what it does when a tick is to be published. */
abstract class ToldNobody implements Replicator {
  @Override
  public void admit(long participant, Outbox outbox) {}

  @Override
  public void reattach(long participant) {}

  @Override
  public void resync(long participant, int scopeNumber) {}

  @Override
  public void look(RoomMessage.Look look) {}

  @Override
  public void seen(RoomMessage.Seen seen) {}

  @Override
  public void phase(int everyTicks, int leadNanos) {}

  @Override
  public void overload(Overload level) {}

  @Override
  public void flush() {}

  @Override
  public boolean isWatched() {
    return false;
  }
}
