package org.asclepion.content.model;

import java.util.List;

/**
 * A whole declared hospital, checked. Rooms, apertures and item models are known by their index in
 * these lists.
 *
 * @param entrance index of the room where a newcomer starts
 */
public record Hospital(
    String id,
    LocalizedText name,
    List<Room> rooms,
    List<Aperture> apertures,
    List<ItemModel> itemModels,
    int entrance) {
  public Hospital {
    rooms = List.copyOf(rooms);
    apertures = List.copyOf(apertures);
    itemModels = List.copyOf(itemModels);
  }
}
