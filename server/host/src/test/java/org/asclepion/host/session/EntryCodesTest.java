package org.asclepion.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.host.session.EntryCodes.Grant;
import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A code, or its link, opens what it was made for once, for ten minutes. */
class EntryCodesTest {
  private static final Admission MEI =
      new Admission(Role.PATIENT, "Mei", Appearance.of(3, 1), "zh-Hans", "demo", 0, "");
  private static final Grant ENTER = new Grant.Enter(MEI);

  /** Nothing but somebody inside. */
  private record Inside(String name) implements Stay {
    @Override
    public Admission admission() {
      return MEI;
    }

    @Override
    public @Nullable String handOver() {
      return null;
    }
  }

  private final AtomicLong nanos = new AtomicLong();
  private final EntryCodes codes = new EntryCodes(new SecureRandom(), nanos::get);

  private EntryCodes.Issued issue(Grant grant) {
    return Objects.requireNonNull(codes.issue(grant));
  }

  @Test
  void aCodeOpensOnceAndItsLinkDiesWithIt() {
    EntryCodes.Issued made = issue(ENTER);
    assertTrue(made.code().matches("[0-9]{6}"), made::code);
    assertTrue(made.link().matches("[A-Za-z0-9_-]{32}"), made::link);
    assertEquals(ENTER, codes.redeem(made.code()));
    assertNull(codes.redeem(made.code()));
    assertNull(codes.redeem(made.link()));
  }

  @Test
  void aLinkOpensOnceAndItsCodeDiesWithIt() {
    EntryCodes.Issued made = issue(ENTER);
    assertEquals(ENTER, codes.redeem(made.link()));
    assertNull(codes.redeem(made.code()));
    assertNull(codes.redeem(made.link()));
  }

  @Test
  void bothExpireAfterTenMinutes() {
    EntryCodes.Issued early = issue(ENTER);
    EntryCodes.Issued late = issue(ENTER);
    nanos.addAndGet(EntryCodes.LIFETIME.toNanos() - 1);
    assertEquals(ENTER, codes.redeem(early.code()));
    nanos.addAndGet(1);
    assertNull(codes.redeem(late.code()));
    assertNull(codes.redeem(late.link()));
  }

  @Test
  void whatWasNotIssuedOpensNothing() {
    EntryCodes.Issued made = issue(ENTER);
    String other = made.code().equals("000000") ? "000001" : "000000";
    for (String given :
        new String[] {"", other, made.code() + "0", " " + made.code().substring(1), "١٢٣٤٥٦"}) {
      assertNull(codes.redeem(given), given);
    }
    assertEquals(ENTER, codes.redeem(made.code()));
  }

  @Test
  void onlySixPlainDigitsAreACode() {
    assertTrue(EntryCodes.isCode("012345"));
    for (String given : new String[] {"", "12345", "1234567", "12345a", "１２３４５６", "١٢٣٤٥٦"}) {
      assertFalse(EntryCodes.isCode(given), given);
    }
  }

  @Test
  void aStayHasOneCodeTheNewest() {
    EntryCodes.Issued mine = issue(new Grant.Continue(new Inside("me")));
    EntryCodes.Issued others = issue(new Grant.Continue(new Inside("another")));
    EntryCodes.Issued newer = issue(new Grant.Continue(new Inside("me")));
    assertNotEquals(mine.link(), newer.link());
    assertNull(codes.redeem(mine.code()));
    assertNull(codes.redeem(mine.link()));
    assertEquals(new Grant.Continue(new Inside("me")), codes.redeem(newer.code()));
    assertEquals(new Grant.Continue(new Inside("another")), codes.redeem(others.link()));
  }

  @Test
  void thereAreAsManyCodesAsThereMayBeAllDifferentThenNoneUntilSomeRunOut() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < EntryCodes.MAX_CODES; i++) {
      made.add(issue(ENTER).code());
    }
    assertEquals(EntryCodes.MAX_CODES, made.size());
    assertNull(codes.issue(ENTER));
    assertNotNull(codes.redeem(made.iterator().next()));
    assertNotNull(codes.issue(ENTER));
    assertNull(codes.issue(ENTER));
    nanos.addAndGet(EntryCodes.LIFETIME.toNanos());
    assertNotNull(codes.issue(ENTER));
  }

  @Test
  void ofManyWhoTypeTheSameCodeOneComesIn() throws Exception {
    for (int round = 0; round < 100; round++) {
      EntryCodes.Issued made = issue(ENTER);
      AtomicInteger opened = new AtomicInteger();
      CountDownLatch go = new CountDownLatch(1);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 8; i++) {
          String given = i % 2 == 0 ? made.code() : made.link();
          var _ =
              threads.submit(
                  () -> {
                    go.await();
                    if (codes.redeem(given) != null) {
                      opened.incrementAndGet();
                    }
                    return null;
                  });
        }
        go.countDown();
      }
      assertEquals(1, opened.get());
    }
  }

  @Test
  void aGrantIsGoodForSomeTicketsWithinHalfAnHour() {
    EntryGrants grants = new EntryGrants(nanos::get);
    String token = grants.issue(MEI);
    for (int i = 0; i < EntryGrants.TICKETS; i++) {
      assertEquals(MEI, grants.use(token));
    }
    assertNull(grants.use(token));
    assertNull(grants.use(""));
    String late = grants.issue(MEI);
    nanos.addAndGet(EntryGrants.LIFETIME.toNanos());
    assertNull(grants.use(late));
    for (int i = 0; i < EntryGrants.MAX_GRANTS; i++) {
      assertFalse(grants.isFull());
      var _ = grants.issue(MEI);
    }
    assertTrue(grants.isFull());
    nanos.addAndGet(EntryGrants.LIFETIME.toNanos());
    assertFalse(grants.isFull());
  }

  @Test
  void whatIsWrittenDownOfACodeIsNotTheCode() {
    EntryCodes.Issued made = issue(ENTER);
    assertFalse(made.toString().contains(made.code()));
    assertFalse(made.toString().contains(made.link()));
  }
}
