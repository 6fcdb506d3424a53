package org.asclepion.world.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The room's replicated state apart from poses: components by scope, and what changed in this step.
 * Belongs to the thread that steps the room.
 *
 * <p>Iteration is in order of insertion, so two runs of the same log encode the same bytes.
 */
public final class Components {
  private record Key(Class<? extends Component> type, int id) {}

  /**
   * A component set ({@code now} present) or taken away in this step.
   *
   * @param isNew whether it was not there before this change
   */
  public record Change(
      Scope scope,
      Class<? extends Component> type,
      int id,
      @Nullable Component now,
      boolean isNew) {}

  private final Map<Scope, Map<Key, Component>> byScope = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * Puts a component into a scope, replacing the one with its type and id. Equal ones change
   * nothing.
   */
  public void put(Scope scope, Component component) {
    Map<Key, Component> inScope = byScope.computeIfAbsent(scope, s -> new LinkedHashMap<>());
    Component before = inScope.put(new Key(component.getClass(), component.id()), component);
    if (!Objects.equals(before, component)) {
      changes.add(
          new Change(scope, component.getClass(), component.id(), component, before == null));
    }
  }

  /** Takes a component away; absent ones change nothing. */
  public void remove(Scope scope, Class<? extends Component> type, int id) {
    Map<Key, Component> inScope = byScope.get(scope);
    if (inScope != null && inScope.remove(new Key(type, id)) != null) {
      changes.add(new Change(scope, type, id, null, false));
      if (inScope.isEmpty()) {
        byScope.remove(scope);
      }
    }
  }

  /** Forgets a whole scope whose last member left; there is nobody to tell. */
  public void forget(Scope scope) {
    byScope.remove(scope);
    changes.removeIf(change -> change.scope().equals(scope));
  }

  /** Whether a scope holds such a component. */
  public boolean has(Scope scope, Class<? extends Component> type, int id) {
    Map<Key, Component> inScope = byScope.get(scope);
    return inScope != null && inScope.containsKey(new Key(type, id));
  }

  /** All components of a scope, in a stable order. */
  public Collection<Component> in(Scope scope) {
    Map<Key, Component> inScope = byScope.get(scope);
    return inScope == null ? List.of() : inScope.values();
  }

  /** The changes since {@link #clearChanges}, oldest first; the last one of a key counts. */
  public List<Change> changes() {
    return changes;
  }

  void clearChanges() {
    changes.clear();
  }

  /** All scopes that hold something, in a stable order. */
  public Collection<Scope> scopes() {
    return byScope.keySet();
  }
}
