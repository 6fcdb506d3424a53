package org.asclepion.host.isolation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.asclepion.host.isolation.Violation.Kind;
import org.asclepion.protocol.pose.PoseColumns;
import org.asclepion.protocol.pose.PoseGrid;
import org.asclepion.protocol.v1.Body;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Figure;
import org.asclepion.protocol.v1.Item;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.SideTalk;
import org.asclepion.protocol.v1.Voice;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream's state, as of its tick, may be what it is, whoever receives it: everything in
 * it belongs to somebody who is there at that tick, has their looks and their name, and is of a
 * kind that the scope carries. Belongs to the oracle's thread.
 */
final class StateCheck {
  /** Where a visitor who is not to be named holds something. */
  private static final int SOMEBODY_PLUS_ONE = 65_535;

  private static final double BEYOND_WALL = 0.6;

  private final Plan plan;
  private final Truth truth;
  private final Findings findings;
  private final Figures figures;
  private final Drawings drawings;

  StateCheck(Plan plan, Truth truth, Findings findings) {
    this.plan = plan;
    this.truth = truth;
    this.findings = findings;
    this.figures = new Figures(truth, findings);
    this.drawings = new Drawings(plan, findings);
  }

  Figures figures() {
    return figures;
  }

  Drawings drawings() {
    return drawings;
  }

  void removed(Stream stream, int seq, List<Removal> removals) {
    for (Removal removal : removals) {
      Component.ValueCase type = Component.ValueCase.forNumber(removal.getType());
      if (type == null || !carries(stream.kind, type)) {
        findings.add(Kind.WRONG_SCOPE, "takes away " + type + " in " + stream);
      }
      if (removal.getType() == Component.FIGURE_FIELD_NUMBER) {
        figures.removed(stream, removal.getId(), seq);
      }
    }
  }

  void check(Stream stream, State state) {
    findings.saw("states");
    for (Component component : state.all()) {
      if (!carries(stream.kind, component.getValueCase())) {
        Kind kind =
            stream.kind == ScopeKind.SCOPE_KIND_WINDOW && component.hasName()
                ? Kind.NAME_IN_WINDOW
                : Kind.WRONG_SCOPE;
        findings.add(kind, component.getValueCase() + " in " + stream);
      }
      check(stream, state, component);
    }
    poses(stream, state);
    counts(stream, state);
  }

  /** Restated from the design: which scope carries what. */
  private static boolean carries(ScopeKind scope, Component.ValueCase value) {
    return switch (scope) {
      case SCOPE_KIND_ROOM ->
          switch (value) {
            case BODY, NAME, DOOR, ITEM, SEAT_TAKEN, ROOM_INFO, VOICE, STROKE -> true;
            case FIGURE, OWN_FIGURE, NOTE, SIDE_TALK, VALUE_NOT_SET -> false;
          };
      case SCOPE_KIND_STAFF ->
          switch (value) {
            case BODY, NAME, NOTE, VOICE, STROKE -> true;
            case FIGURE, OWN_FIGURE, DOOR, ITEM, SEAT_TAKEN, SIDE_TALK, ROOM_INFO, VALUE_NOT_SET ->
                false;
          };
      case SCOPE_KIND_VISITORS -> value == Component.ValueCase.FIGURE;
      case SCOPE_KIND_PERSON ->
          switch (value) {
            case BODY, NAME, OWN_FIGURE, NOTE, VOICE -> true;
            case FIGURE, DOOR, ITEM, SEAT_TAKEN, SIDE_TALK, ROOM_INFO, STROKE, VALUE_NOT_SET ->
                false;
          };
      case SCOPE_KIND_SIDE ->
          value == Component.ValueCase.SIDE_TALK || value == Component.ValueCase.VOICE;
      case SCOPE_KIND_WINDOW ->
          switch (value) {
            case BODY, DOOR, ITEM -> true;
            case NAME,
                FIGURE,
                OWN_FIGURE,
                SEAT_TAKEN,
                NOTE,
                SIDE_TALK,
                ROOM_INFO,
                VOICE,
                STROKE,
                VALUE_NOT_SET ->
                false;
          };
      case SCOPE_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
    };
  }

  private void check(Stream stream, State state, Component component) {
    switch (component.getValueCase()) {
      case BODY -> body(stream, state, component.getBody());
      case NAME -> {
        Stay stay = somebody(stream, state, component.getName().getSlot(), "a name");
        if (stay != null
            && !stay.person.displayName().equals(component.getName().getDisplayName())) {
          findings.add(Kind.STRANGER, "another's name for " + stay + " in " + stream);
        }
      }
      case FIGURE -> figure(stream, state, component.getFigure());
      case OWN_FIGURE -> {
        Stay stay = stream.instance.occupant(stream.subject, state.seq());
        if (stay != null) {
          figures.own(component.getOwnFigure().getFigure(), stay);
        }
      }
      case DOOR -> {
        int aperture = component.getDoor().getAperture();
        if (!plan.isAperture(aperture)
            || plan.beyond(stream.instance.key().template(), aperture) < 0) {
          findings.add(Kind.STRANGER, "another room's door in " + stream);
        }
      }
      case ITEM -> item(stream, state, component.getItem());
      case SIDE_TALK -> sideTalk(stream, state, component.getSideTalk());
      case VOICE -> voice(stream, state, component.getVoice());
      case STROKE -> drawings.check(stream, state, component.getStroke());
      case ROOM_INFO -> {
        if (component.getRoomInfo().getTemplate() != stream.instance.key().template()) {
          findings.add(Kind.WRONG_INSTANCE, "another room's info in " + stream);
        }
      }
      // Words are looked at as secrets, with the receiver; seats are counted.
      case NOTE, SEAT_TAKEN, VALUE_NOT_SET -> {}
    }
  }

  private void body(Stream stream, State state, Body body) {
    Stay stay = somebody(stream, state, body.getSlot(), "a body");
    if (stay == null) {
      return;
    }
    Person person = stay.person;
    if (!body.getRole().name().equals("ROLE_" + person.role().name())
        || !body.getAppearance().equals(person.looks())) {
      findings.add(Kind.STRANGER, "the looks of another than " + stay + " in " + stream);
    }
  }

  /** Who has this slot, if the scope may tell of them. */
  private @Nullable Stay somebody(Stream stream, State state, int slot, String what) {
    Stay stay = stream.instance.occupant(slot, state.seq());
    if (stay == null) {
      Stay before = stream.instance.before(slot, state.seq());
      findings.add(
          before == null ? Kind.STRANGER : Kind.LATE_REMOVAL,
          what + " in slot " + slot + " of " + stream + " as of " + state.seq() + ": " + before);
      return null;
    }
    boolean everybody =
        stream.kind == ScopeKind.SCOPE_KIND_ROOM || stream.kind == ScopeKind.SCOPE_KIND_WINDOW;
    if (everybody && anonymous(stream) && !stay.person.isStaff()) {
      findings.add(Kind.VISITOR_EXPOSED, what + " of " + stay + " in " + stream);
    }
    if (stream.kind == ScopeKind.SCOPE_KIND_PERSON && slot != stream.subject) {
      findings.add(Kind.WRONG_SCOPE, what + " of another in " + stream);
    }
    return stay;
  }

  private boolean anonymous(Stream stream) {
    return plan.room(stream.instance.key().template()).getAnonymousVisitors();
  }

  private void figure(Stream stream, State state, Figure figure) {
    if (!anonymous(stream)) {
      findings.add(Kind.FIGURE, "a figure where nobody is anonymous: " + stream);
    }
    figures.present(stream, figure, state.seq());
  }

  private void item(Stream stream, State state, Item item) {
    int holder = item.getHolderPlusOne();
    if (holder == 0) {
      return;
    }
    if (holder == SOMEBODY_PLUS_ONE) {
      if (!anonymous(stream)) {
        findings.add(Kind.STRANGER, "held by somebody unnamed in " + stream);
      }
      return;
    }
    somebody(stream, state, holder - 1, "a holder");
  }

  private void voice(Stream stream, State state, Voice voice) {
    findings.saw("voices");
    somebody(stream, state, voice.getSlot(), "a voice");
    if (stream.kind == ScopeKind.SCOPE_KIND_SIDE) {
      Component talk = state.get(Component.ValueCase.SIDE_TALK, stream.subject);
      if (talk == null || !talk.getSideTalk().getMemberSlotsList().contains(voice.getSlot())) {
        findings.add(Kind.NOT_A_MEMBER, "a voice from outside in " + stream);
      }
    }
  }

  private void sideTalk(Stream stream, State state, SideTalk talk) {
    if (talk.getTalk() != stream.subject) {
      findings.add(Kind.WRONG_SCOPE, "another talk in " + stream);
    }
    int visitors = 0;
    for (int slot : talk.getMemberSlotsList()) {
      Stay stay = somebody(stream, state, slot, "a talker");
      visitors += stay != null && !stay.person.isStaff() ? 1 : 0;
    }
    if (visitors > 1 && anonymous(stream)) {
      findings.add(Kind.VISITOR_EXPOSED, "two visitors in " + stream);
    }
  }

  /** Whether all poses are of somebody who is there and whom the scope may show. */
  void poses(Stream stream, State state) {
    PoseColumns poses = state.poses();
    boolean carried =
        switch (stream.kind) {
          case SCOPE_KIND_ROOM, SCOPE_KIND_STAFF, SCOPE_KIND_PERSON, SCOPE_KIND_WINDOW -> true;
          case SCOPE_KIND_VISITORS, SCOPE_KIND_SIDE, SCOPE_KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    if (poses.size() > 0 && !carried) {
      findings.add(Kind.WRONG_SCOPE, "poses in " + stream);
    }
    findings.saw("poses", poses.size());
    for (int row = 0; row < poses.size(); row++) {
      somebody(stream, state, poses.slotAt(row), "a pose");
      double x = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_X));
      double z = PoseGrid.rootMetres(poses.get(row, PoseColumns.ROOT_Z));
      if (!plan.holds(stream.instance.key().template(), x, z, BEYOND_WALL)) {
        findings.add(Kind.WRONG_INSTANCE, "a pose at " + x + ", " + z + " in " + stream);
      }
    }
  }

  private void counts(Stream stream, State state) {
    if (stream.kind != ScopeKind.SCOPE_KIND_ROOM && stream.kind != ScopeKind.SCOPE_KIND_VISITORS) {
      return;
    }
    List<Stay> present = stream.instance.present(state.seq());
    long visitors = present.stream().filter(stay -> !stay.person.isStaff()).count();
    Map<Integer, Integer> sitters = new HashMap<>();
    int seats = 0;
    int figuresShown = 0;
    int somebodies = 0;
    for (Component component : state.all()) {
      switch (component.getValueCase()) {
        case BODY -> sitters.put(component.getBody().getSeatPlusOne() - 1, 1);
        case SEAT_TAKEN -> seats++;
        case FIGURE -> figuresShown++;
        case ITEM ->
            somebodies += component.getItem().getHolderPlusOne() == SOMEBODY_PLUS_ONE ? 1 : 0;
        default -> {}
      }
    }
    if (figuresShown > visitors) {
      findings.add(Kind.FIGURE, figuresShown + " figures for " + visitors + " in " + stream);
    }
    if (seats > present.size() || somebodies > 2 * visitors) {
      findings.add(Kind.LATE_REMOVAL, "more seats or items taken than people in " + stream);
    }
    if (stream.kind == ScopeKind.SCOPE_KIND_ROOM && !anonymous(stream)) {
      for (Component component : state.all()) {
        if (component.hasSeatTaken() && !sitters.containsKey(component.getSeatTaken().getSeat())) {
          findings.add(Kind.LATE_REMOVAL, "a seat taken by nobody in " + stream);
        }
      }
    }
    int capacity = plan.room(stream.instance.key().template()).getCapacity();
    if (present.size() > capacity) {
      findings.add(Kind.JOURNAL, present.size() + " in a room for " + capacity + ": " + stream);
    }
  }

  Truth truth() {
    return truth;
  }
}
