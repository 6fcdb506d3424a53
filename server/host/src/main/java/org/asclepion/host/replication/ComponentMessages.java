package org.asclepion.host.replication;

import com.google.protobuf.ByteString;
import java.util.Locale;
import org.asclepion.protocol.stroke.StrokePoints;
import org.asclepion.protocol.v1.Appearance;
import org.asclepion.protocol.v1.Body;
import org.asclepion.protocol.v1.Component;
import org.asclepion.protocol.v1.Door;
import org.asclepion.protocol.v1.Figure;
import org.asclepion.protocol.v1.HandSide;
import org.asclepion.protocol.v1.Item;
import org.asclepion.protocol.v1.Name;
import org.asclepion.protocol.v1.Note;
import org.asclepion.protocol.v1.OwnFigure;
import org.asclepion.protocol.v1.Removal;
import org.asclepion.protocol.v1.Role;
import org.asclepion.protocol.v1.RoomInfo;
import org.asclepion.protocol.v1.SeatTaken;
import org.asclepion.protocol.v1.SideTalk;
import org.asclepion.protocol.v1.Stroke;
import org.asclepion.protocol.v1.Voice;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.drawing.Polyline;

/** The world's components as protocol messages. Static and pure. */
final class ComponentMessages {
  private ComponentMessages() {}

  static Component message(org.asclepion.world.room.Component component) {
    Component.Builder message = Component.newBuilder();
    switch (component) {
      case org.asclepion.world.room.Component.Body body ->
          message.setBody(
              Body.newBuilder()
                  .setSlot(body.slot())
                  .setRole(Role.valueOf("ROLE_" + body.role().name()))
                  .setAppearance(appearance(body.appearance()))
                  .setSeatPlusOne(body.seat() + 1)
                  .setAway(body.away())
                  .setLeftItemPlusOne(body.leftItem() + 1)
                  .setRightItemPlusOne(body.rightItem() + 1)
                  .setPointing(side(body.pointing()))
                  .setDrawing(side(body.drawing()))
                  .setOffering(side(body.offering()))
                  .setRaised(body.raised()));
      case org.asclepion.world.room.Component.Name name ->
          message.setName(
              Name.newBuilder().setSlot(name.slot()).setDisplayName(name.displayName()));
      case org.asclepion.world.room.Component.Figure figure ->
          message.setFigure(
              Figure.newBuilder()
                  .setId(figure.id())
                  .setFromX((float) figure.fromX())
                  .setFromZ((float) figure.fromZ())
                  .setToX((float) figure.toX())
                  .setToZ((float) figure.toZ())
                  .setYaw((float) figure.yaw())
                  .setStartSeq(figure.startStep())
                  .setEndSeq(figure.endStep())
                  .setSeatPlusOne(figure.seat() + 1));
      case org.asclepion.world.room.Component.OwnFigure own ->
          message.setOwnFigure(OwnFigure.newBuilder().setFigure(own.figure()));
      case org.asclepion.world.room.Component.Door door ->
          message.setDoor(Door.newBuilder().setAperture(door.aperture()).setOpen(door.open()));
      case org.asclepion.world.room.Component.Item item ->
          message.setItem(
              Item.newBuilder()
                  .setId(item.id())
                  .setModel(item.model())
                  .setX((float) item.x())
                  .setY((float) item.y())
                  .setZ((float) item.z())
                  .setQx((float) item.qx())
                  .setQy((float) item.qy())
                  .setQz((float) item.qz())
                  .setQw((float) item.qw())
                  .setHolderPlusOne(item.holder() + 1)
                  .setLeftHand(item.leftHand()));
      case org.asclepion.world.room.Component.SeatTaken seat ->
          message.setSeatTaken(SeatTaken.newBuilder().setSeat(seat.seat()));
      case org.asclepion.world.room.Component.Note note ->
          message.setNote(Note.newBuilder().setText(note.text()).setRevision(note.revision()));
      case org.asclepion.world.room.Component.SideTalk talk ->
          message.setSideTalk(
              SideTalk.newBuilder().setTalk(talk.talk()).addAllMemberSlots(talk.slots()));
      case org.asclepion.world.room.Component.Voice voice ->
          message.setVoice(Voice.newBuilder().setSlot(voice.slot()).setTalking(voice.talking()));
      case org.asclepion.world.room.Component.Stroke stroke ->
          message.setStroke(
              Stroke.newBuilder()
                  .setStroke(stroke.stroke())
                  .setPiece(stroke.piece())
                  .setWhiteboardPlusOne(stroke.whiteboard() + 1)
                  .setColour(stroke.colour())
                  .setWidthMillimetres(stroke.widthMillimetres())
                  .setPoints(points(stroke.points())));
      case org.asclepion.world.room.Component.RoomInfo info ->
          message.setRoomInfo(RoomInfo.newBuilder().setTemplate(info.template()));
    }
    return message.build();
  }

  private static HandSide side(Side side) {
    return switch (side) {
      case NONE -> HandSide.HAND_SIDE_NONE;
      case LEFT -> HandSide.HAND_SIDE_LEFT;
      case RIGHT -> HandSide.HAND_SIDE_RIGHT;
    };
  }

  private static ByteString points(Polyline line) {
    return ByteString.copyFrom(StrokePoints.encode(line.dimensions(), line.millimetres()));
  }

  static Removal removal(Class<? extends org.asclepion.world.room.Component> type, int id) {
    return Removal.newBuilder().setType(FIELD_NUMBER.get(type)).setId(id).build();
  }

  private static final ClassValue<Integer> FIELD_NUMBER =
      new ClassValue<>() {
        @Override
        protected Integer computeValue(Class<?> type) {
          // The protocol's message is named like the world's record.
          String words = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
          return Component.getDescriptor()
              .findFieldByName(words.toLowerCase(Locale.ROOT))
              .getNumber();
        }
      };

  static Appearance appearance(org.asclepion.world.avatar.Appearance chosen) {
    return Appearance.newBuilder()
        .setColour(chosen.colour())
        .setVariant(chosen.variant())
        .setSkin(chosen.skin())
        .setHair(chosen.hair())
        .setHairColour(chosen.hairColour())
        .setGlassesValue(chosen.glasses())
        .setHeadCoverValue(chosen.headCover())
        .setBeardValue(chosen.beard())
        .setBuildValue(chosen.build())
        .setHeightValue(chosen.height())
        .setWheelchair(chosen.wheelchair() == 1)
        .build();
  }
}
