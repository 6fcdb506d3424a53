package org.asclepion.host.replication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.room.Scope;
import org.junit.jupiter.api.Test;

class ScopeStreamTest {
  /** Takes what it is offered while it is ready. */
  private static final class Reader extends ReadyOutbox {
    final List<String> taken = new ArrayList<>();

    @Override
    void take(ByteBuf frame) {
      taken.add(frame.toString(UTF_8));
    }
  }

  private final ScopeStream stream = new ScopeStream(Scope.ROOM, 3, frame("opened"));
  private final Reader reader = new Reader();

  private static ByteBuf frame(String text) {
    return Unpooled.copiedBuffer(text, UTF_8);
  }

  @Test
  void aNewcomerGetsTheKeyframeAndThenTheDeltas() {
    stream.join(1, reader);
    assertTrue(stream.wantsKeyframe());
    stream.send(frame("key"), frame("delta 1"));
    assertFalse(stream.wantsKeyframe());
    stream.send(null, frame("delta 2"));
    assertEquals(List.of("opened", "key", "delta 2"), reader.taken);
  }

  @Test
  void whoMissedADeltaGetsNothingStaleButAKeyframeWhenItReadsAgain() {
    stream.join(1, reader);
    stream.send(frame("key 1"), null);
    reader.ready = false;
    stream.send(null, frame("missed"));
    assertFalse(stream.wantsKeyframe(), "nothing is encoded for who does not read");
    stream.send(frame("not for it either"), frame("missed too"));
    reader.ready = true;
    assertTrue(stream.wantsKeyframe());
    stream.send(frame("key 2"), frame("delta"));
    assertEquals(List.of("opened", "key 1", "key 2"), reader.taken);
  }

  @Test
  void eventsWaitForASlowReaderUpToTheirBound() {
    stream.join(1, reader);
    stream.send(frame("key 1"), null);
    reader.ready = false;
    for (int i = 0; i < ScopeStream.MISSED_EVENTS + 3; i++) {
      ByteBuf event = frame("said " + i);
      stream.event(5, event);
      event.release();
    }
    reader.ready = true;
    stream.send(frame("key 2"), null);
    assertEquals(3 + ScopeStream.MISSED_EVENTS, reader.taken.size());
    assertEquals("said 3", reader.taken.get(3), "the oldest are dropped");
    assertEquals("said " + (ScopeStream.MISSED_EVENTS + 2), reader.taken.getLast());
  }

  @Test
  void wordsOfWhoLeftMeanwhileAreNotTakenForSomebodyElses() {
    stream.join(1, reader);
    stream.send(frame("key 1"), null);
    reader.ready = false;
    stream.event(5, frame("from who leaves"));
    stream.event(6, frame("from who stays"));
    stream.forgetEventsOf(5);
    reader.ready = true;
    stream.send(frame("key 2"), null);
    assertEquals(List.of("opened", "key 1", "key 2", "from who stays"), reader.taken);
  }

  @Test
  void whoLeftGetsNothingMore() {
    stream.join(1, reader);
    stream.send(frame("key"), null);
    stream.leave(1);
    stream.send(frame("key"), frame("delta"));
    stream.event(5, frame("said"));
    assertEquals(List.of("opened", "key"), reader.taken);
    assertTrue(stream.isEmpty());
  }

  @Test
  void whatNobodyKeptIsFree() {
    stream.join(1, reader);
    ByteBuf keyframe = frame("key");
    ByteBuf event = frame("said");
    stream.send(keyframe, null);
    reader.ready = false;
    stream.event(5, event);
    assertEquals(2, event.refCnt(), "waits for a slow reader");
    stream.leave(1);
    assertEquals(1, event.refCnt());
    assertEquals(1, keyframe.refCnt());
    ByteBuf opened = stream.opened();
    stream.close();
    assertEquals(0, opened.refCnt());
  }

  @Test
  void whoJoinsAgainIsOneMemberAndBeginsAnew() {
    stream.join(1, reader);
    stream.send(frame("key"), null);
    stream.join(1, reader);
    assertTrue(stream.wantsKeyframe());
    stream.send(frame("key 2"), frame("delta"));
    assertEquals(List.of("opened", "key", "opened", "key 2"), reader.taken);
    stream.leave(1);
    assertTrue(stream.isEmpty());
  }

  @Test
  void aNewConnectionLearnsOfTheStreamAgain() {
    stream.join(1, reader);
    stream.send(frame("key"), null);
    stream.restart(1, true);
    stream.send(frame("key again"), frame("delta"));
    assertEquals(List.of("opened", "key", "opened", "key again"), reader.taken);
  }
}
