package org.asclepion.world.audience;

import java.util.Arrays;
import java.util.List;
import org.asclepion.world.audience.Row.Size;
import org.asclepion.world.avatar.Pose;
import org.asclepion.world.space.FloorPlan;
import org.asclepion.world.space.Opening;
import org.asclepion.world.space.RoomTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Computes a room's {@link Audience} when something changed that matters. Belongs to the thread
 * that steps the room.
 *
 * <p>Two kinds of change. When a <em>rule</em> speaks differently (somebody came or left, a leaf
 * moved, a side-talk, a presenter, a permission), every row is made anew in the same step. When
 * people only <em>moved</em>, that is taken in every {@link #PAUSE_SECONDS}, {@link #ROWS_A_STEP}
 * rows a step: nobody notices a distance that is a quarter of a second old (in a hall of 500, two
 * seconds), and the router is not given a new audience thirty times a second.
 *
 * <p>A row looks at the cells of a grid from the nearest outwards until {@link #MOST_HEARD} and
 * {@link #MOST_SEEN} are found. A row that says what it said stays the same object, and so does an
 * audience of the same rows; when nothing changed, nothing is made.
 */
public final class AudienceMaker {
  /** Whom one participant can hear; of these the loudest are sent. */
  public static final int MOST_HEARD = 24;

  /** Whose camera one participant can see. */
  public static final int MOST_SEEN = 16;

  /** Presenters at once: those nearest to the middle of their place. */
  public static final int MOST_PRESENTERS = 4;

  /** Rows made anew in a step in which people only moved. */
  public static final int ROWS_A_STEP = 64;

  /** How far a camera's picture is shown, metres; presenters are shown to everybody. */
  public static final double SIGHT_METRES = 15;

  private static final int TALK_PRIORITY = 250;
  private static final int PRESENTER_PRIORITY = 240;
  private static final int NEAR_PRIORITY = 200;
  private static final int BEYOND_PRIORITY = 100;
  private static final int SHOWN_PRIORITY = 150;
  private static final int GAZE_PRIORITY = 80;

  private static final double TALK_SCORE = -2;
  private static final double PRESENTER_SCORE = -1;

  /** Cosines of the angle between gaze and subject. */
  private static final double LOOKED_AT = 0.8;

  private static final double IN_VIEW = 0.2;

  private static final double BAND_METRES = 2;
  private static final double CLOSE_METRES = 3;
  private static final double FAR_METRES = 8;

  /** From taking movement in to doing it again; longer by as much for each {@link #CROWD}. */
  static final double PAUSE_SECONDS = 0.25;

  /**
   * Whoever is in a row counts as this much nearer (squared metres): at its edge two people would
   * else take turns with every breath.
   */
  private static final double KEPT = 0.8;

  /** In a crowd, whom one hears and sees changes with every step of somebody. */
  private static final int CROWD = 100;

  /**
   * Where the same people are heard and seen and only matter more or less than before, rows say so
   * once in so many times that movement is taken in: heads turn all the time, and a new row for
   * every glance was most of a step's garbage.
   */
  static final int GLANCES = 4;

  private final Ground ground;
  private final int pauseTicks;
  private final Crowd crowd;
  private final Outside outside;
  private final boolean[] open;
  private final @Nullable Overheard[] beyond;
  private final Nearest heard = new Nearest(MOST_HEARD);
  private final Nearest seen = new Nearest(MOST_SEEN);
  private final Nearest onStand = new Nearest(MOST_PRESENTERS);

  private Audience last = Audience.NOBODY;
  private long[] ids = new long[0];
  private long[] presenters = new long[0];
  private boolean everybody;
  private boolean moved;

  /** Before this tick, movement is not taken in. */
  private int pauseEnds;

  /** How often movement was taken in. */
  private int looks;

  /** Rows still to be made because of movement, and the next of them. */
  private int due;

  private int next;

  // The row being made; fields, so that the grid's visitor needs no object for each.
  private List<Attendee> people = List.of();
  private Attendee self = new Attendee(0, false, true);
  private Row before = Row.NOTHING;
  private final Crowd.Visitor visitor = index -> offer(people.get(index));

  public AudienceMaker(RoomTemplate template) {
    ground = new Ground(template);
    pauseTicks = (int) Math.ceil(PAUSE_SECONDS * template.tickHz());
    outside = new Outside(ground);
    crowd = new Crowd(new FloorPlan(template.outline()));
    List<Opening> openings = template.openings();
    open = new boolean[openings.size()];
    beyond = new @Nullable Overheard[openings.size()];
  }

  /** A body moved: takes it in if it matters. */
  public void moved(Attendee who, Pose pose) {
    if (who.follow(pose, ground)) {
      moved = true;
    }
  }

  /** The people, or what a rule says of them, changed. */
  public void changed() {
    everybody = true;
  }

  /** Whether a leaf closes the n-th opening; what was heard through a closed one is forgotten. */
  public void setOpen(int opening, boolean isOpen) {
    if (open[opening] != isOpen) {
      open[opening] = isOpen;
      beyond[opening] = null;
      everybody = true;
    }
  }

  /** Who can be heard at an aperture on its other side, until the next such word. */
  public void hear(Overheard overheard) {
    for (int i = 0; i < open.length; i++) {
      Opening opening = ground.openings.get(i);
      boolean passes = open[i] && opening.sound();
      if (opening.aperture() == overheard.aperture() && passes && !overheard.equals(beyond[i])) {
        beyond[i] = overheard;
        everybody = true;
      }
    }
  }

  /**
   * The audience as of this step.
   *
   * @param everyone in the room; another list than last time only after {@link #changed}
   */
  public Audience make(int tick, List<Attendee> everyone) {
    if (everybody || (moved && due == 0 && tick >= pauseEnds)) {
      due = everyone.size();
      moved = false;
      looks++;
      pauseEnds = tick + pauseTicks * (1 + everyone.size() / CROWD);
    } else if (due == 0) {
      return last;
    }
    people = everyone;
    if (everybody) {
      ids = sortedIds(everyone);
    }
    choosePresenters();
    crowd.fill(everyone);
    int count = everyone.size();
    Row[] rows = everybody ? allRows() : someRows();
    List<Overheard> through = outside.through(everyone, open, last.out());
    everybody = false;
    boolean same = Arrays.equals(rows, last.rows()) && through.equals(last.out());
    if (!same || last.size() != count || !Arrays.equals(ids, last.ids())) {
      last = new Audience(tick, ids, rows, through);
    }
    return last;
  }

  private static long[] sortedIds(List<Attendee> everyone) {
    long[] sorted = new long[everyone.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = everyone.get(i).id;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  private void choosePresenters() {
    onStand.clear();
    for (int i = 0; i < people.size(); i++) {
      Attendee who = people.get(i);
      who.presenting = false;
      if (who.standMetres >= 0) {
        onStand.offer(who.standMetres, who.id, i);
      }
    }
    onStand.sortById();
    boolean same = onStand.count() == presenters.length;
    for (int n = 0; n < onStand.count(); n++) {
      people.get(onStand.how(n)).presenting = true;
      same = same && presenters[n] == onStand.id(n);
    }
    if (!same) {
      presenters = onStand.ids(presenters);
      everybody = true;
    }
  }

  private Row[] allRows() {
    Row[] rows = new Row[people.size()];
    for (int i = 0; i < rows.length; i++) {
      Attendee who = people.get(i);
      rows[Arrays.binarySearch(ids, who.id)] = row(who);
    }
    due = 0;
    return rows;
  }

  @SuppressWarnings("ReferenceEquality") // rows that say the same are handed on
  private Row[] someRows() {
    Row[] rows = last.rows();
    for (int n = Math.min(due, ROWS_A_STEP); n > 0; n--) {
      next = next < rows.length ? next : 0;
      Attendee who = people.get(next++);
      int place = Arrays.binarySearch(ids, who.id);
      Row row = row(who);
      if (row != rows[place]) {
        rows = rows == last.rows() ? rows.clone() : rows;
        rows[place] = row;
      }
      due--;
    }
    return rows;
  }

  private Row row(Attendee who) {
    self = who;
    before = last.rowOf(who.id);
    heard.clear();
    seen.clear();
    int column = crowd.column(who.x);
    int line = crowd.line(who.z);
    for (int away = 0; away < crowd.rings() && reaches((away - 1) * Crowd.CELL); away++) {
      crowd.ring(column, line, away, visitor);
    }
    for (int i = 0; i < people.size() && (who.talks != 0 || presenters.length > 0); i++) {
      Attendee other = people.get(i);
      if (other.presenting || (other.voice & who.talks) != 0) {
        offer(other);
      }
    }
    for (int i = 0; i < open.length; i++) {
      Overheard voices = beyond[i];
      if (voices != null) {
        offer(i, voices);
      }
    }
    heard.sortById();
    seen.sortById();
    if (before.says(heard, seen)) {
      return before;
    }
    if (!everybody && looks % GLANCES != 0 && before.isOf(heard, seen)) {
      // To be said later, even if nobody moves any more.
      moved = true;
      return before;
    }
    return new Row(heard, seen, before);
  }

  /** Whether somebody at least so far away may still be among the nearest. */
  private boolean reaches(double metres) {
    double square = metres <= 0 ? 0 : KEPT * metres * metres;
    return (metres <= ground.acoustics.hearingMetres() && heard.takes(square))
        || (metres <= SIGHT_METRES && seen.takes(square));
  }

  private void offer(Attendee other) {
    Rules.Way hears = Rules.hears(self, other);
    Rules.Way sees = Rules.sees(self, other);
    if (hears == Rules.Way.NONE && sees == Rules.Way.NONE) {
      return;
    }
    double square = Ground.square(self.x, self.z, other.x, other.z);
    boolean near = hears == Rules.Way.NEAR || sees == Rules.Way.NEAR;
    boolean apart = near && ground.wallBetween(self.x, self.z, other.x, other.z);
    double metres = Math.sqrt(square);
    switch (hears) {
      case NONE -> {}
      case SIDE_TALK -> heard.offer(TALK_SCORE, other.id, Row.heardHow(TALK_PRIORITY, -1));
      case PRESENTED ->
          heard.offer(PRESENTER_SCORE, other.id, Row.heardHow(PRESENTER_PRIORITY, -1));
      case NEAR -> {
        if (!apart && metres <= ground.acoustics.hearingMetres()) {
          double score = before.findHeard(other.id) >= 0 ? KEPT * square : square;
          heard.offer(score, other.id, Row.heardHow(NEAR_PRIORITY - 2 * band(metres), -1));
        }
      }
    }
    switch (sees) {
      case NONE -> {}
      case SIDE_TALK -> seen.offer(TALK_SCORE, other.id, shown(other, metres));
      case PRESENTED ->
          seen.offer(PRESENTER_SCORE, other.id, Row.seenHow(PRESENTER_PRIORITY, Size.HIGH));
      case NEAR -> {
        if (!apart && metres <= SIGHT_METRES) {
          double score = before.findSeen(other.id) >= 0 ? KEPT * square : square;
          seen.offer(score, other.id, shown(other, metres));
        }
      }
    }
  }

  /** Distances in steps of {@link #BAND_METRES}: finer ones would be news for every footstep. */
  private static int band(double metres) {
    return (int) (metres / BAND_METRES);
  }

  /** The middle of the band that a priority stands for; 0 for a voice that is not by distance. */
  static double metres(int priority, boolean beyond) {
    if (beyond) {
      return (BEYOND_PRIORITY - priority + 0.5) * BAND_METRES;
    }
    return priority > NEAR_PRIORITY ? 0 : ((NEAR_PRIORITY - priority) / 2.0 + 0.5) * BAND_METRES;
  }

  /** How important and how large a picture is: by distance, and by whether one looks that way. */
  private int shown(Attendee other, double metres) {
    double ahead = self.faceX * (other.x - self.x) + self.faceZ * (other.z - self.z);
    double cosine = metres > 0 ? ahead / metres : 1;
    Size size = Size.MEDIUM;
    if (cosine < IN_VIEW || metres > FAR_METRES) {
      size = Size.LOW;
    } else if (cosine > LOOKED_AT && metres < CLOSE_METRES) {
      size = Size.HIGH;
    }
    int gaze = cosine > LOOKED_AT ? GAZE_PRIORITY : 0;
    return Row.seenHow(Math.max(1, SHOWN_PRIORITY - 5 * band(metres)) + gaze, size);
  }

  private void offer(int opening, Overheard voices) {
    double square = ground.squareToMouth(opening, self);
    double hearing = ground.acoustics.hearingMetres();
    if (square > hearing * hearing
        || ground.wallBetween(self.x, self.z, ground.mouthX[opening], ground.mouthZ[opening])) {
      return;
    }
    for (int i = 0; i < voices.voices().size(); i++) {
      Voice voice = voices.voices().get(i);
      double way = Math.sqrt(square) + voice.metres();
      boolean here = Arrays.binarySearch(ids, voice.participant()) >= 0;
      if (!here && way <= hearing && Rules.hearsBeyond(self, voice)) {
        int priority = Math.max(1, BEYOND_PRIORITY - band(way));
        heard.offer(way * way, voice.participant(), Row.heardHow(priority, voices.aperture()));
      }
    }
  }
}
