package org.asclepion.host.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asclepion.host.isolation.FaultyReplicator.FaultyRoom;
import org.asclepion.host.isolation.FaultyReplicator.Tap;
import org.asclepion.protocol.v1.Body;
import org.asclepion.protocol.v1.Chat;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Delta;
import org.asclepion.protocol.v1.Event;
import org.asclepion.protocol.v1.Keyframe;
import org.asclepion.protocol.v1.Name;
import org.asclepion.protocol.v1.Scope;
import org.asclepion.protocol.v1.ScopeKind;
import org.asclepion.protocol.v1.ServerFrame;

/**
 * Something wrong on purpose in what people are told. Called by rooms' owner threads with every
 * frame that the product offers; what is to reach somebody must be passed on.
 */
abstract class Fault {
  /** All rooms the fault is in. */
  final List<FaultyRoom> rooms = new CopyOnWriteArrayList<>();

  abstract void offered(Tap to, ServerFrame frame);

  // What faults are made of.

  /** The number of the stream that a frame belongs to, or 0. */
  static int streamOf(ServerFrame frame) {
    return switch (frame.getMessageCase()) {
      case KEYFRAME -> frame.getKeyframe().getScope();
      case DELTA -> frame.getDelta().getScope();
      case EVENT -> frame.getEvent().getScope();
      case SCOPE_OPENED -> frame.getScopeOpened().getScope().getNumber();
      case SCOPE_CLOSED -> frame.getScopeClosed().getScope();
      default -> 0;
    };
  }

  static boolean isState(ServerFrame frame) {
    return frame.hasKeyframe() || frame.hasDelta();
  }

  static List<Component> components(ServerFrame frame) {
    return frame.hasKeyframe()
        ? frame.getKeyframe().getComponentsList()
        : frame.getDelta().getComponentsList();
  }

  static ServerFrame with(ServerFrame frame, List<Component> components) {
    ServerFrame.Builder changed = frame.toBuilder();
    if (frame.hasKeyframe()) {
      changed.getKeyframeBuilder().clearComponents().addAllComponents(components);
    } else {
      changed.getDeltaBuilder().clearComponents().addAllComponents(components);
    }
    return changed.build();
  }

  static ServerFrame plus(ServerFrame frame, List<Component> more) {
    List<Component> all = new ArrayList<>(components(frame));
    all.addAll(more);
    return with(frame, all);
  }

  /** No fault at all. */
  static final class None extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
    }
  }

  /** A scope of this kind is everybody's in the room. */
  static final class ScopeForAll extends Fault {
    private final ScopeKind kind;
    private final boolean opened;

    /**
     * @param opened whether the others are told of the stream, or just get its frames
     */
    ScopeForAll(ScopeKind kind, boolean opened) {
      this.kind = kind;
      this.opened = opened;
    }

    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
      if (to.kind(streamOf(frame)) == kind && (opened || !frame.hasScopeOpened())) {
        to.room.others(to, frame);
      }
    }
  }

  /** Who leaves is not taken out of the others' rooms. */
  static final class NoRemovals extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      if (!frame.hasDelta()) {
        to.pass(frame);
        return;
      }
      Delta.Builder delta = frame.getDelta().toBuilder().clearRemovals();
      frame.getDelta().getRemovalsList().stream()
          .filter(it -> it.getType() != Component.BODY_FIELD_NUMBER)
          .forEach(delta::addRemovals);
      to.pass(frame.toBuilder().setDelta(delta).build());
    }
  }

  /** After a change of rooms comes once more what the last room was like. */
  static final class OldKeyframe extends Fault {
    private final Map<Long, List<ServerFrame>> last = new ConcurrentHashMap<>();
    private final boolean reopens;

    OldKeyframe(boolean reopens) {
      this.reopens = reopens;
    }

    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
      if (frame.hasSendPhase()) {
        last.getOrDefault(to.participant, List.of()).forEach(to::pass);
      }
      boolean everybodys = to.kind(streamOf(frame)) == ScopeKind.SCOPE_KIND_ROOM;
      if (everybodys && frame.hasScopeOpened()) {
        last.put(to.participant, reopens ? List.of(frame) : List.of());
      } else if (everybodys && frame.hasKeyframe()) {
        last.computeIfPresent(
            to.participant,
            (_, before) -> {
              List<ServerFrame> both = new ArrayList<>(before);
              both.add(frame);
              return both;
            });
      }
    }
  }

  /** Windows show names. */
  static final class NamesInWindows extends Fault {
    private final Map<Long, Name> names = new ConcurrentHashMap<>();

    @Override
    void offered(Tap to, ServerFrame frame) {
      ScopeKind kind = to.kind(streamOf(frame));
      if (!isState(frame)) {
        to.pass(frame);
        return;
      }
      if (kind == ScopeKind.SCOPE_KIND_ROOM) {
        for (Component component : components(frame)) {
          if (component.hasName()) {
            names.put(key(to.room.template, component.getName().getSlot()), component.getName());
          }
        }
      }
      List<Component> more = new ArrayList<>();
      if (kind == ScopeKind.SCOPE_KIND_WINDOW) {
        int template = to.templates.getOrDefault(streamOf(frame), 0);
        for (Component component : components(frame)) {
          Name name = names.get(key(template, component.getBody().getSlot()));
          if (component.hasBody() && name != null) {
            more.add(Component.newBuilder().setName(name).build());
          }
        }
      }
      to.pass(plus(frame, more));
    }

    private static long key(int template, int slot) {
      return (long) template << 32 | slot;
    }
  }

  /** What one person's own stream holds of a kind is in everybody's. */
  static final class OwnThingsForAll extends Fault {
    private final Component.ValueCase type;
    private final Map<FaultyRoom, List<Component>> own = new ConcurrentHashMap<>();

    OwnThingsForAll(Component.ValueCase type) {
      this.type = type;
    }

    @Override
    void offered(Tap to, ServerFrame frame) {
      ScopeKind kind = to.kind(streamOf(frame));
      List<Component> kept = own.computeIfAbsent(to.room, _ -> new CopyOnWriteArrayList<>());
      if (isState(frame) && kind == ScopeKind.SCOPE_KIND_PERSON) {
        for (Component component : components(frame)) {
          if (component.getValueCase() == type) {
            kept.add(component);
          }
        }
      }
      if (isState(frame) && kind == ScopeKind.SCOPE_KIND_ROOM && !kept.isEmpty()) {
        to.pass(plus(frame, List.of(kept.getLast())));
      } else {
        to.pass(frame);
      }
    }
  }

  /** A hidden visitor's motion is in everybody's stream. */
  static final class OwnPoseForAll extends Fault {
    private final Map<FaultyRoom, Keyframe> own = new ConcurrentHashMap<>();

    @Override
    void offered(Tap to, ServerFrame frame) {
      ScopeKind kind = to.kind(streamOf(frame));
      Keyframe hidden = own.get(to.room);
      if (frame.hasKeyframe() && kind == ScopeKind.SCOPE_KIND_ROOM && hidden != null) {
        ServerFrame.Builder changed = frame.toBuilder();
        changed.getKeyframeBuilder().setPoses(hidden.getPoses());
        to.pass(changed.build());
        return;
      }
      to.pass(frame);
      if (to.room.anonymous && frame.hasKeyframe() && kind == ScopeKind.SCOPE_KIND_PERSON) {
        own.put(to.room, frame.getKeyframe());
      }
    }
  }

  /** The numbers of figures are used again. */
  static final class FiguresRenumbered extends Fault {
    private static final int FIRST = 1_000_000;
    private final Map<Integer, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> inUse = new ConcurrentHashMap<>();

    @Override
    void offered(Tap to, ServerFrame frame) {
      if (!isState(frame)) {
        to.pass(frame);
        return;
      }
      List<Component> changed = new ArrayList<>();
      for (Component component : components(frame)) {
        Component.Builder it = component.toBuilder();
        if (component.hasFigure()) {
          it.getFigureBuilder().setId(number(component.getFigure().getId()));
        } else if (component.hasOwnFigure()) {
          it.getOwnFigureBuilder().setFigure(number(component.getOwnFigure().getFigure()));
        }
        changed.add(it.build());
      }
      ServerFrame.Builder renumbered = with(frame, changed).toBuilder();
      for (int i = 0; i < frame.getDelta().getRemovalsCount(); i++) {
        int id = frame.getDelta().getRemovals(i).getId();
        if (frame.getDelta().getRemovals(i).getType() == Component.FIGURE_FIELD_NUMBER) {
          int number = number(id);
          renumbered.getDeltaBuilder().getRemovalsBuilder(i).setId(number);
          inUse.remove(number);
        }
      }
      to.pass(renumbered.build());
    }

    private int number(int id) {
      return numbers.computeIfAbsent(
          id,
          _ -> {
            int number = FIRST;
            while (inUse.putIfAbsent(number, true) != null) {
              number++;
            }
            return number;
          });
    }
  }

  /** All instances of a room hear the first. */
  static final class InstancesMixed extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
      if (to.kind(streamOf(frame)) == ScopeKind.SCOPE_KIND_ROOM) {
        for (FaultyRoom room : rooms) {
          if (room != to.room && room.template == to.room.template) {
            room.others(to, frame);
          }
        }
      }
    }
  }

  /** Words told to some are told to the room. */
  static final class WordsForAll extends Fault {
    private final ScopeKind kind;

    WordsForAll(ScopeKind kind) {
      this.kind = kind;
    }

    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
      if (frame.getEvent().hasChat() && to.kind(streamOf(frame)) == kind) {
        Chat chat = frame.getEvent().getChat();
        int everybody = to.number(ScopeKind.SCOPE_KIND_ROOM);
        to.room.others(
            to,
            ServerFrame.newBuilder()
                .setEvent(Event.newBuilder().setScope(everybody).setChat(chat))
                .build());
      }
    }
  }

  /** What is drawn in a room is seen through its windows as well. */
  static final class StrokesInWindows extends Fault {
    private final Map<Integer, Component> strokes = new ConcurrentHashMap<>();

    @Override
    void offered(Tap to, ServerFrame frame) {
      ScopeKind kind = to.kind(streamOf(frame));
      if (!isState(frame)) {
        to.pass(frame);
        return;
      }
      if (kind == ScopeKind.SCOPE_KIND_ROOM) {
        for (Component component : components(frame)) {
          if (component.hasStroke()) {
            strokes.put(to.room.template, component);
          }
        }
      }
      Component stroke = strokes.get(to.templates.getOrDefault(streamOf(frame), -1));
      boolean told = kind == ScopeKind.SCOPE_KIND_WINDOW && stroke != null;
      to.pass(told ? plus(frame, List.of(stroke)) : frame);
    }
  }

  /** A handshake is everybody's. */
  static final class HandshakesForAll extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
      if (frame.getEvent().hasHandshake()) {
        int everybody = to.number(ScopeKind.SCOPE_KIND_ROOM);
        Event.Builder event = frame.getEvent().toBuilder().setScope(everybody);
        to.room.others(to, ServerFrame.newBuilder().setEvent(event).build());
      }
    }
  }

  /** A window is not told that it closed, and goes on. */
  static final class WindowsStayOpen extends Fault {
    private final Map<Tap, ServerFrame> last = new ConcurrentHashMap<>();
    private final Map<Tap, Boolean> closed = new ConcurrentHashMap<>();

    @Override
    void offered(Tap to, ServerFrame frame) {
      boolean window = to.kind(streamOf(frame)) == ScopeKind.SCOPE_KIND_WINDOW;
      if (window && frame.hasScopeClosed()) {
        closed.put(to, true);
        return;
      }
      to.pass(frame);
      ServerFrame shown = last.get(to);
      if (window && frame.hasKeyframe() && isDoor(to, frame)) {
        last.put(to, frame);
      } else if (closed.containsKey(to) && shown != null) {
        to.pass(shown);
      }
    }

    /** Only a door's window can close. */
    private static boolean isDoor(Tap to, ServerFrame frame) {
      Scope scope = to.scopes.get(streamOf(frame));
      return scope != null
          && components(frame).stream()
              .anyMatch(it -> it.hasDoor() && it.getDoor().getAperture() == scope.getSubject());
    }
  }

  /** Who came back on a new connection goes on hearing the room they left. */
  static final class OldRoomAfterResume extends Fault {
    private final Map<Long, Integer> greeted = new ConcurrentHashMap<>();

    @Override
    void offered(Tap to, ServerFrame frame) {
      to.pass(frame);
      if (frame.hasRoomEntered()) {
        greeted.merge(to.participant, 1, Integer::sum);
      }
      if (frame.hasDelta() && to.kind(streamOf(frame)) == ScopeKind.SCOPE_KIND_ROOM) {
        for (Tap tap : to.room.taps) {
          // The third greeting is that of a resumed connection in the second room.
          if (!tap.present && greeted.getOrDefault(tap.participant, 0) > 2) {
            tap.pass(frame);
            tap.flush();
          }
        }
      }
    }
  }

  /** It is told who holds a thing, also of those who are to be nobody. */
  static final class HoldersNamed extends Fault {
    private static final int SOMEBODY = 65_535;

    @Override
    void offered(Tap to, ServerFrame frame) {
      if (!isState(frame)) {
        to.pass(frame);
        return;
      }
      List<Component> changed = new ArrayList<>();
      for (Component component : components(frame)) {
        Component.Builder it = component.toBuilder();
        if (component.getItem().getHolderPlusOne() == SOMEBODY) {
          it.getItemBuilder().setHolderPlusOne(1);
        }
        changed.add(it.build());
      }
      to.pass(with(frame, changed));
    }
  }

  /** Everybody's bodies look alike: another's is shown. */
  static final class LooksSwapped extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      if (!isState(frame)) {
        to.pass(frame);
        return;
      }
      List<Component> changed = new ArrayList<>();
      for (Component component : components(frame)) {
        Body body = component.getBody();
        Component.Builder it = component.toBuilder();
        if (component.hasBody()) {
          it.getBodyBuilder()
              .getAppearanceBuilder()
              .setColour((body.getAppearance().getColour() + 1) % 16);
        }
        changed.add(it.build());
      }
      to.pass(with(frame, changed));
    }
  }

  /** In a hall, the lanes of who left go on: the frames that end them are held back. */
  static final class LanesNeverEnd extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      if (!frame.hasHallPoses() || !ends(frame.getHallPoses().getPieces().toByteArray())) {
        to.pass(frame);
      }
    }

    private static boolean ends(byte[] pieces) {
      int at = 0;
      while (at < pieces.length) {
        while (pieces[at++] < 0) {
          // The slot.
        }
        int length = pieces[at] & 0x7F;
        if (pieces[at++] < 0) {
          length |= pieces[at++] << 7;
        }
        if (length == 0) {
          return true;
        }
        at += length;
      }
      return false;
    }
  }

  /** In a hall, a body's pose comes under the number of a place where nobody is. */
  static final class PosesOfNobody extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      byte[] pieces = frame.getHallPoses().getPieces().toByteArray();
      if (pieces.length == 0 || pieces[0] < 0) {
        to.pass(frame);
        return;
      }
      pieces[0] ^= 0x40;
      ServerFrame.Builder changed = frame.toBuilder();
      changed
          .getHallPosesBuilder()
          .setPieces(com.google.protobuf.ByteString.copyFrom(pieces, 0, 2 + pieces[1]));
      to.pass(changed.build());
    }
  }

  /** Behind a frame's message hangs something the protocol does not know. */
  static final class MoreThanIsSaid extends Fault {
    @Override
    void offered(Tap to, ServerFrame frame) {
      byte[] bytes = frame.toByteArray();
      byte[] more = java.util.Arrays.copyOf(bytes, bytes.length + 3);
      // Field 100, a varint.
      more[bytes.length] = (byte) 0xA0;
      more[bytes.length + 1] = 0x06;
      more[bytes.length + 2] = 0x2A;
      to.pass(more);
    }
  }
}
