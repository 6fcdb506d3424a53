package org.asclepion.content.model;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The furniture and items a hospital can be furnished with. */
public interface Catalogue {
  @Nullable FurnitureModel furniture(String id);

  @Nullable ItemModel item(String id);

  Collection<FurnitureModel> allFurniture();

  Collection<ItemModel> allItems();
}
