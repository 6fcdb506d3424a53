package org.asclepion.content.build;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asclepion.content.model.Catalogue;
import org.asclepion.content.model.FurnitureModel;
import org.asclepion.content.model.ItemModel;
import org.jspecify.annotations.Nullable;

/** The furniture and items this project can draw. Immutable; anybody may read it. */
public final class BuiltInCatalogue implements Catalogue {
  private final Map<String, Furnishing> furnishings = new LinkedHashMap<>();
  private final Map<String, Items.Drawn> items = new LinkedHashMap<>();

  public BuiltInCatalogue() {
    Stream.of(Seating.all(), Tables.all(), Clinical.all(), Devices.all(), Decor.all(), Garden.all())
        .flatMap(List::stream)
        .forEach(piece -> furnishings.put(piece.model().id(), piece));
    Items.all().forEach(item -> items.put(item.model().id(), item));
  }

  @Override
  public @Nullable FurnitureModel furniture(String id) {
    Furnishing piece = furnishings.get(id);
    return piece == null ? null : piece.model();
  }

  @Override
  public @Nullable ItemModel item(String id) {
    Items.Drawn item = items.get(id);
    return item == null ? null : item.model();
  }

  @Override
  public Collection<FurnitureModel> allFurniture() {
    return furnishings.values().stream().map(Furnishing::model).toList();
  }

  @Override
  public Collection<ItemModel> allItems() {
    return items.values().stream().map(Items.Drawn::model).toList();
  }

  @Nullable Furnishing furnishing(String id) {
    return furnishings.get(id);
  }

  Items.@Nullable Drawn drawnItem(String id) {
    return items.get(id);
  }
}
