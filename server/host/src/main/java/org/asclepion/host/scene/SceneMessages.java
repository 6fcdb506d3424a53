package org.asclepion.host.scene;

import java.util.Locale;
import java.util.Set;
import org.asclepion.content.model.Board;
import org.asclepion.content.model.Hospital;
import org.asclepion.content.model.ItemModel;
import org.asclepion.content.model.Light;
import org.asclepion.content.model.Sign;
import org.asclepion.protocol.v1.Acoustics;
import org.asclepion.protocol.v1.Aperture;
import org.asclepion.protocol.v1.Box;
import org.asclepion.protocol.v1.LocalizedText;
import org.asclepion.protocol.v1.Model;
import org.asclepion.protocol.v1.PlanPoint;
import org.asclepion.protocol.v1.Room;
import org.asclepion.protocol.v1.RoomKind;
import org.asclepion.protocol.v1.Seat;
import org.asclepion.protocol.v1.Spawn;
import org.asclepion.protocol.v1.Stand;
import org.asclepion.protocol.v1.Whiteboard;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.space.RoomTemplate;

/** A declared hospital as protocol messages. Static and pure. */
final class SceneMessages {
  private SceneMessages() {}

  /**
   * @param models paths of the built models
   * @param folder what stands before each path, empty or ending in a slash
   */
  static org.asclepion.protocol.v1.Hospital hospital(
      Hospital hospital, Set<String> models, String folder) {
    var message =
        org.asclepion.protocol.v1.Hospital.newBuilder()
            .setId(hospital.id())
            .setName(text(hospital.name()))
            .setEntranceRoom(hospital.entrance());
    for (org.asclepion.content.model.Room room : hospital.rooms()) {
      String file = "rooms/" + room.template().id() + ".glb";
      message.addRooms(room(room).setFile(path(models, folder, file)));
    }
    for (org.asclepion.content.model.Aperture aperture : hospital.apertures()) {
      String file = "leaves/" + aperture.id() + ".glb";
      message.addApertures(aperture(aperture).setLeafFile(path(models, folder, file)));
    }
    for (ItemModel item : hospital.itemModels()) {
      message.addModels(item(item).setFile(path(models, folder, "items/" + item.id() + ".glb")));
    }
    for (Role role : Role.values()) {
      String file = "avatars/" + role.name().toLowerCase(Locale.ROOT) + ".glb";
      if (models.contains(file)) {
        message.putAvatarFiles(role(role).getNumber(), folder + file);
      }
    }
    message.putAvatarFiles(0, path(models, folder, "avatars/figure.glb"));
    message.setWardrobeFile(path(models, folder, "avatars/wardrobe.glb"));
    return message.build();
  }

  private static String path(Set<String> models, String folder, String file) {
    return models.contains(file) ? folder + file : "";
  }

  private static Room.Builder room(org.asclepion.content.model.Room room) {
    RoomTemplate template = room.template();
    Room.Builder message =
        Room.newBuilder()
            .setId(template.id())
            .setName(text(room.name()))
            .setKind(RoomKind.valueOf("ROOM_KIND_" + template.kind().name()))
            .setFloorY((float) template.floorY())
            .setHeight((float) template.height())
            .setCapacity(template.capacity())
            .setTickHz(template.tickHz())
            .setPerVisit(template.perVisit())
            .setAnonymousVisitors(template.anonymousVisitors())
            .setOutdoors(room.outdoors())
            .setAcoustics(acoustics(template.acoustics()));
    template
        .outline()
        .forEach(
            point ->
                message.addOutline(
                    PlanPoint.newBuilder().setX((float) point.x()).setZ((float) point.z())));
    template.admits().stream().sorted().map(SceneMessages::role).forEach(message::addAdmits);
    template.obstacles().forEach(box -> message.addObstacles(box(box)));
    template
        .seats()
        .forEach(
            seat ->
                message.addSeats(
                    Seat.newBuilder()
                        .setX((float) seat.x())
                        .setY((float) seat.y())
                        .setZ((float) seat.z())
                        .setYaw((float) seat.yaw())));
    template
        .spawns()
        .forEach(
            spawn ->
                message.addSpawns(
                    Spawn.newBuilder()
                        .setX((float) spawn.x())
                        .setZ((float) spawn.z())
                        .setYaw((float) spawn.yaw())));
    room.signs().forEach(sign -> message.addSigns(sign(sign)));
    room.lights().forEach(light -> message.addLights(light(light)));
    room.boards().forEach(board -> message.addBoards(board(board)));
    template.whiteboards().forEach(board -> message.addWhiteboards(whiteboard(board)));
    return message;
  }

  private static Acoustics acoustics(org.asclepion.world.space.Acoustics acoustics) {
    Acoustics.Builder message =
        Acoustics.newBuilder()
            .setHearing((float) acoustics.hearingMetres())
            .setVoices(acoustics.voices())
            .setReverb((float) acoustics.reverbSeconds());
    org.asclepion.world.space.Acoustics.Stand presenter = acoustics.presenter();
    if (presenter != null) {
      message.setPresenter(
          Stand.newBuilder()
              .setX((float) presenter.x())
              .setZ((float) presenter.z())
              .setRadius((float) presenter.radius()));
    }
    return message.build();
  }

  private static Box box(org.asclepion.world.space.Box box) {
    return Box.newBuilder()
        .setX((float) box.x())
        .setY((float) box.y())
        .setZ((float) box.z())
        .setHalfX((float) box.halfX())
        .setHalfY((float) box.halfY())
        .setHalfZ((float) box.halfZ())
        .setYaw((float) box.yaw())
        .build();
  }

  private static org.asclepion.protocol.v1.Sign sign(Sign sign) {
    return org.asclepion.protocol.v1.Sign.newBuilder()
        .setText(text(sign.text()))
        .setX((float) sign.x())
        .setY((float) sign.y())
        .setZ((float) sign.z())
        .setYaw((float) sign.yaw())
        .setHeight((float) sign.height())
        .build();
  }

  private static org.asclepion.protocol.v1.Board board(Board board) {
    return org.asclepion.protocol.v1.Board.newBuilder()
        .setX((float) board.x())
        .setY((float) board.y())
        .setZ((float) board.z())
        .setYaw((float) board.yaw())
        .setWidth((float) board.width())
        .setHeight((float) board.height())
        .build();
  }

  private static Whiteboard whiteboard(org.asclepion.world.space.Whiteboard board) {
    return Whiteboard.newBuilder()
        .setX((float) board.x())
        .setY((float) board.y())
        .setZ((float) board.z())
        .setYaw((float) board.yaw())
        .setWidth((float) board.width())
        .setHeight((float) board.height())
        .setStaff(board.staff())
        .build();
  }

  private static org.asclepion.protocol.v1.Light light(Light light) {
    return org.asclepion.protocol.v1.Light.newBuilder()
        .setX((float) light.x())
        .setY((float) light.y())
        .setZ((float) light.z())
        .setColour(light.colour())
        .setIntensity((float) light.intensity())
        .setRange((float) light.range())
        .build();
  }

  private static Aperture.Builder aperture(org.asclepion.content.model.Aperture aperture) {
    return Aperture.newBuilder()
        .setId(aperture.id())
        .setKind(
            switch (aperture.kind()) {
              case DOOR -> Aperture.Kind.KIND_DOOR;
              case ARCH -> Aperture.Kind.KIND_ARCH;
              case WINDOW -> Aperture.Kind.KIND_WINDOW;
            })
        .setRoomA(aperture.roomA())
        .setRoomB(aperture.roomB())
        .setX((float) aperture.x())
        .setY((float) aperture.y())
        .setZ((float) aperture.z())
        .setYaw((float) aperture.yaw())
        .setWidth((float) aperture.width())
        .setHeight((float) aperture.height())
        .setPassesWalk(aperture.walk())
        .setSightAToB(aperture.sightAToB())
        .setSightBToA(aperture.sightBToA())
        .setPassesSound(aperture.sound());
  }

  private static Model.Builder item(ItemModel item) {
    return Model.newBuilder()
        .setId(item.id())
        .setName(text(item.name()))
        .setHalfX((float) item.halfX())
        .setHalfY((float) item.halfY())
        .setHalfZ((float) item.halfZ());
  }

  private static LocalizedText text(org.asclepion.content.model.LocalizedText text) {
    return LocalizedText.newBuilder()
        .putAllByLanguage(new java.util.TreeMap<>(text.byLanguage()))
        .build();
  }

  private static org.asclepion.protocol.v1.Role role(Role role) {
    return org.asclepion.protocol.v1.Role.valueOf("ROLE_" + role.name());
  }
}
