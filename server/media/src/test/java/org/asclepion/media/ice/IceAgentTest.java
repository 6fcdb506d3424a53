package org.asclepion.media.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.asclepion.media.ice.IceAgent.Verdict;
import org.asclepion.media.stun.Stun;
import org.asclepion.media.stun.StunKey;
import org.asclepion.media.stun.StunMessage;
import org.asclepion.media.stun.StunWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The agent against a clock of the test's. */
class IceAgentTest {
  private static final long SECOND = 1_000_000_000L;

  private final Random random = new Random(5);
  private final IceCredentials ours = IceCredentials.random(random);
  private final IceCredentials theirs = IceCredentials.random(random);
  private final List<IcePath> removed = new ArrayList<>();
  private final List<String> retired = new ArrayList<>();
  private final StunMessage message = new StunMessage();
  private final StunWriter writer = new StunWriter();
  private final IceAgent agent =
      new IceAgent(ours, theirs, new StunWriter(), random, new User(), 0);

  @Test
  void consentEndsHalfAMinuteAfterTheLastAnswer() {
    TestLane lane = new TestLane(1);
    assertEquals(Verdict.TAKEN, check(lane, true, 0));
    answerAll(lane, 0);
    long now = 0;
    while (now < 200 * SECOND) {
      now += SECOND / 10;
      assertTrue(agent.tick(now));
      answerAll(lane, now);
    }
    int asked = lane.sent.size();
    long silent = now;
    while (agent.tick(now)) {
      now += SECOND / 10;
      // Requests are no consent: they say that the peer is there, not that ours arrive.
      assertEquals(Verdict.TAKEN, check(lane, true, now));
    }
    long lasted = (now - silent) / SECOND;
    assertTrue(lasted >= 23 && lasted <= 31, () -> lasted + " s");
    assertTrue(lane.sent.size() > asked);
  }

  @Test
  void checksComeEveryFiveSecondsOrSo() {
    TestLane lane = new TestLane(1);
    check(lane, true, 0);
    answerAll(lane, 0);
    int checks = 0;
    for (long now = 0; now < 600 * SECOND; now += SECOND / 10) {
      assertTrue(agent.tick(now));
      checks += answerAll(lane, now);
    }
    assertTrue(checks > 95 && checks < 145, "one in 5 s, give or take: " + checks);
  }

  @Test
  void whoNeverComesIsGoneAfterHalfAMinute() {
    assertTrue(agent.tick(30 * SECOND));
    assertFalse(agent.tick(30 * SECOND + 1));
  }

  @Test
  void pathsAreBoundedAndTheOneInUseStays() {
    TestLane used = new TestLane(1);
    check(used, true, 0);
    answerAll(used, 0);
    for (int i = 2; i < 50; i++) {
      check(new TestLane(i), false, i);
      assertTrue(agent.paths() <= IceAgent.MAX_PATHS);
      assertSame(used, lane());
    }
    assertEquals(49 - IceAgent.MAX_PATHS, removed.size());
  }

  @Test
  void idlePathsAreForgotten() {
    TestLane used = new TestLane(1);
    check(used, true, 0);
    check(new TestLane(2), false, 0);
    assertEquals(2, agent.paths());
    for (long now = 0; now < 70 * SECOND; now += SECOND / 2) {
      agent.tick(now);
      answerAll(used, now);
    }
    assertEquals(1, agent.paths());
  }

  @Test
  void aNominatedPathIsUsedOnceProven() {
    TestLane first = new TestLane(1);
    TestLane second = new TestLane(2);
    check(first, true, 0);
    answerAll(first, 0);
    check(second, true, SECOND);
    assertSame(first, lane());
    answerAll(second, SECOND);
    assertSame(second, lane());
    agent.gone(second);
    assertSame(first, lane());
  }

  @Test
  void aLateAnswerAndAForgedOneProveNothing() {
    TestLane lane = new TestLane(1);
    check(lane, true, 0);
    ByteBuf request = lane.next(Stun.BINDING_REQUEST);
    assertNotNull(request);
    assertTrue(message.parse(request));
    ByteBuf forged = Unpooled.buffer();
    writer.answer(Stun.BINDING_SUCCESS, message).mappedAddress(lane.remote);
    writer.end(new StunKey(ours.password())).copyTo(forged);
    ByteBuf good = Unpooled.buffer();
    writer.answer(Stun.BINDING_SUCCESS, message).mappedAddress(lane.remote);
    writer.end(new StunKey(theirs.password())).copyTo(good);
    assertTrue(message.parse(forged));
    assertEquals(Verdict.UNSOLICITED, agent.response(message, 80, lane, 0));
    assertTrue(message.parse(good));
    assertEquals(Verdict.UNSOLICITED, agent.response(message, 80, new TestLane(2), 0));
    assertFalse(path().isProven());
    assertEquals(Verdict.TAKEN, agent.response(message, 80, lane, 0));
    assertTrue(path().isProven());
    assertEquals(Verdict.UNSOLICITED, agent.response(message, 80, lane, 0), "each but once");
  }

  @Test
  void restartsKeepTwoGenerations() {
    check(new TestLane(1), true, 0);
    IceCredentials second = IceCredentials.random(random);
    agent.restart(second, theirs);
    assertEquals(Verdict.TAKEN, check(new TestLane(1), false, 0));
    agent.restart(IceCredentials.random(random), theirs);
    assertEquals(List.of(ours.ufrag()), retired);
    assertEquals(Verdict.FORGED, check(new TestLane(1), false, 0));
    agent.close();
    assertEquals(3, retired.size());
  }

  @Test
  void credentialsHaveTheirForm() {
    assertTrue(IceCredentials.areValid("abcd", "a".repeat(22)));
    assertFalse(IceCredentials.areValid("abc", "a".repeat(22)));
    assertFalse(IceCredentials.areValid("abcd", "a".repeat(21)));
    assertFalse(IceCredentials.areValid("ab d", "a".repeat(22)));
    assertFalse(IceCredentials.areValid("a".repeat(257), "a".repeat(22)));
    assertFalse(ours.toString().contains(ours.password()));
  }

  private Verdict check(TestLane lane, boolean useCandidate, long now) {
    ByteBuf out = Unpooled.buffer();
    writer
        .begin(Stun.BINDING_REQUEST, random.nextInt(), random.nextLong())
        .username(ours.ufrag() + ":" + theirs.ufrag())
        .controlling(1);
    if (useCandidate) {
      writer.useCandidate();
    }
    writer.end(new StunKey(ours.password())).copyTo(out);
    assertTrue(message.parse(out));
    return agent.request(message, out.readableBytes(), lane, now);
  }

  /** Answers the agent's checks on a lane; how many there were. */
  private int answerAll(TestLane lane, long now) {
    int count = 0;
    for (ByteBuf next = lane.next(Stun.BINDING_REQUEST);
        next != null;
        next = lane.next(Stun.BINDING_REQUEST)) {
      assertTrue(message.parse(next));
      assertTrue(message.isSignedBy(new StunKey(theirs.password())));
      ByteBuf out = Unpooled.buffer();
      writer.answer(Stun.BINDING_SUCCESS, message).mappedAddress(lane.remote);
      writer.end(new StunKey(theirs.password())).copyTo(out);
      assertTrue(message.parse(out));
      assertEquals(Verdict.TAKEN, agent.response(message, out.readableBytes(), lane, now));
      count++;
    }
    return count;
  }

  private IcePath path() {
    IcePath selected = agent.selected();
    assertNotNull(selected);
    return selected;
  }

  private Lane lane() {
    return path().lane();
  }

  private final class User implements PathUser {
    @Override
    public boolean admits(IcePath path) {
      return true;
    }

    @Override
    public void removed(IcePath path) {
      removed.add(path);
    }

    @Override
    public void retired(String ufrag) {
      retired.add(ufrag);
    }
  }

  private static final class TestLane implements Lane {
    final Queue<ByteBuf> sent = new ArrayDeque<>();
    final InetSocketAddress remote;

    TestLane(int port) {
      remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Nullable ByteBuf next(int type) {
      ByteBuf packet = sent.poll();
      while (packet != null && packet.getUnsignedShort(0) != type) {
        packet = sent.poll();
      }
      return packet;
    }

    @Override
    public InetSocketAddress remote() {
      return remote;
    }

    @Override
    public boolean isSame(Lane other) {
      return other.remote().equals(remote);
    }

    @Override
    public void write(ByteBuf packet) {
      sent.add(Unpooled.copiedBuffer(packet));
      packet.release();
    }

    @Override
    public void flush() {}
  }
}
