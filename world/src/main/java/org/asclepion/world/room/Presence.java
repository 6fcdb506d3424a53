package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.List;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.space.Opening;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of whom: which scopes a body belongs to, and which carry its body, name and pose. The
 * one place with these rules. Belongs to the thread that steps the room.
 *
 * <ul>
 *   <li>Everybody is in {@code ROOM} and their own {@code PERSON}; staff in {@code STAFF}; where
 *       visitors are anonymous, visitors in {@code VISITORS}.
 *   <li>A body and its name are in {@code ROOM}; without the name also in each window through which
 *       the room beyond can see at present. Whoever is hidden (a visitor where visitors are
 *       anonymous) is in {@code STAFF} and their own {@code PERSON} only.
 * </ul>
 */
final class Presence {
  private final Stage stage;
  private final List<Window> windows = new ArrayList<>();

  /** An opening through which the room beyond can look in, while no leaf closes it. */
  private static final class Window {
    final int opening;
    final int aperture;
    final Scope scope;
    boolean clear;

    Window(int opening, int aperture, boolean clear) {
      this.opening = opening;
      this.aperture = aperture;
      this.scope = new Scope.Window(aperture);
      this.clear = clear;
    }
  }

  Presence(Stage stage) {
    this.stage = stage;
    List<Opening> openings = stage.template.openings();
    for (int i = 0; i < openings.size(); i++) {
      Opening opening = openings.get(i);
      if (opening.sightIn()) {
        windows.add(new Window(i, opening.aperture(), !opening.leaf()));
      }
    }
  }

  boolean hides(boolean staff) {
    return stage.template.anonymousVisitors() && !staff;
  }

  /** Whether a stream of this scope can ever carry a pose. */
  boolean carriesPoses(Scope scope) {
    return switch (scope) {
      case Scope.Everyone everyone -> true;
      case Scope.Staff staff -> stage.template.anonymousVisitors();
      case Scope.Visitors visitors -> false;
      case Scope.Person person -> stage.template.anonymousVisitors();
      case Scope.Side side -> false;
      case Scope.Window window -> true;
    };
  }

  boolean poseIn(Body body, Scope scope) {
    return switch (scope) {
      case Scope.Everyone everyone -> !body.hidden;
      case Scope.Staff staff -> body.hidden;
      case Scope.Visitors visitors -> false;
      case Scope.Person person -> body.hidden && person.slot() == body.slot();
      case Scope.Side side -> false;
      case Scope.Window window -> !body.hidden && clear(window.aperture());
    };
  }

  private boolean clear(int aperture) {
    for (int i = 0; i < windows.size(); i++) {
      if (windows.get(i).aperture == aperture) {
        return windows.get(i).clear;
      }
    }
    return false;
  }

  /** Whether a can see b's body and b can see a's. */
  boolean perceiveEachOther(Body a, Body b) {
    return (!a.hidden || b.isStaff()) && (!b.hidden || a.isStaff());
  }

  void entered(Body body) {
    long id = body.participant().id();
    stage.tell(new Outcome.Entered(body.participant(), body.slot()));
    stage.tell(new Outcome.ScopeJoined(id, Scope.ROOM));
    Scope group = group(body);
    if (group != null) {
      stage.tell(new Outcome.ScopeJoined(id, group));
    }
    stage.tell(new Outcome.ScopeJoined(id, body.person));
    Component.Name name = new Component.Name(body.slot(), body.participant().displayName());
    if (body.hidden) {
      stage.components.put(Scope.STAFF, name);
      stage.components.put(body.person, name);
    } else {
      stage.components.put(Scope.ROOM, name);
    }
    body.stale = true;
  }

  /** Takes the body out of all scopes; it must no longer be in a side-talk or hold anything. */
  void left(Body body, int aperture, Intent.@Nullable Carried carried) {
    long id = body.participant().id();
    stage.tell(new Outcome.ScopeLeft(id, body.person));
    Scope group = group(body);
    if (group != null) {
      stage.tell(new Outcome.ScopeLeft(id, group));
    }
    stage.tell(new Outcome.ScopeLeft(id, Scope.ROOM));
    stage.tell(new Outcome.Left(body.participant(), body.slot(), aperture, carried));
    Scope told = body.hidden ? Scope.STAFF : Scope.ROOM;
    stage.components.remove(told, Component.Body.class, body.slot());
    stage.components.remove(told, Component.Name.class, body.slot());
    for (Window window : windows) {
      stage.components.remove(window.scope, Component.Body.class, body.slot());
    }
    stage.components.forget(body.person);
  }

  private @Nullable Scope group(Body body) {
    if (body.isStaff()) {
      return Scope.STAFF;
    }
    return stage.template.anonymousVisitors() ? Scope.VISITORS : null;
  }

  /** Tells of the bodies that changed in this step. */
  void tellStale() {
    Bodies bodies = stage.bodies;
    for (int i = 0; i < bodies.count(); i++) {
      Body body = bodies.get(i);
      if (body.stale) {
        body.stale = false;
        tell(body);
      }
    }
  }

  private void tell(Body body) {
    Component.Body component = component(body);
    if (body.hidden) {
      stage.components.put(Scope.STAFF, component);
      stage.components.put(body.person, component);
      return;
    }
    stage.components.put(Scope.ROOM, component);
    for (Window window : windows) {
      if (window.clear) {
        stage.components.put(window.scope, component);
      }
    }
  }

  private static Component.Body component(Body body) {
    return new Component.Body(
        body.slot(),
        body.participant().role(),
        body.participant().appearance(),
        body.seat,
        body.away,
        body.leftItem,
        body.rightItem,
        body.pointing,
        body.drawing,
        body.offering,
        body.raised);
  }

  /** Tells something that is no body: to the room, and through every window that is clear. */
  void tellAll(Component component) {
    stage.components.put(Scope.ROOM, component);
    for (Window window : windows) {
      if (window.clear) {
        stage.components.put(window.scope, component);
      }
    }
  }

  /** Tells of a leaf, which is seen through its window even when it closes it. */
  void tellDoor(Component.Door door) {
    stage.components.put(Scope.ROOM, door);
    for (Window window : windows) {
      if (window.clear || window.aperture == door.aperture()) {
        stage.components.put(window.scope, door);
      }
    }
  }

  /** A leaf moved: what it hides goes from its window, what it shows appears there. */
  void leafMoved(int opening, boolean open) {
    for (Window window : windows) {
      if (window.opening == opening && window.clear != open) {
        window.clear = open;
        for (Component component : List.copyOf(stage.components.in(Scope.ROOM))) {
          if (showsThroughWindows(component, window)) {
            if (open) {
              stage.components.put(window.scope, component);
            } else {
              stage.components.remove(window.scope, component.getClass(), component.id());
            }
          }
        }
      }
    }
  }

  private static boolean showsThroughWindows(Component component, Window window) {
    return switch (component) {
      case Component.Body body -> true;
      case Component.Item item -> true;
      case Component.Door door -> door.aperture() != window.aperture;
      case Component.Name name -> false;
      case Component.Figure figure -> false;
      case Component.OwnFigure figure -> false;
      case Component.SeatTaken seat -> false;
      case Component.Note note -> false;
      case Component.SideTalk talk -> false;
      case Component.RoomInfo info -> false;
      case Component.Voice voice -> false;
      case Component.Stroke stroke -> false;
    };
  }
}
