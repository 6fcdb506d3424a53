package org.asclepion.host.isolation;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.asclepion.protocol.stroke.StrokePoints;
import org.asclepion.protocol.v1.Appearance;
import org.asclepion.protocol.v1.ChatIntent;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.DrawIntent;
import org.asclepion.protocol.v1.EraseIntent;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.HandSide;
import org.asclepion.protocol.v1.Hello;
import org.asclepion.protocol.v1.Leave;
import org.asclepion.protocol.v1.OfferIntent;
import org.asclepion.protocol.v1.PickUpIntent;
import org.asclepion.protocol.v1.PointIntent;
import org.asclepion.protocol.v1.PoseIntent;
import org.asclepion.protocol.v1.PresenceIntent;
import org.asclepion.protocol.v1.RaiseHandIntent;
import org.asclepion.protocol.v1.Refusal;
import org.asclepion.protocol.v1.ReleaseIntent;
import org.asclepion.protocol.v1.ServerFrame;
import org.asclepion.protocol.v1.ShakeIntent;
import org.asclepion.protocol.v1.SideTalkIntent;
import org.asclepion.protocol.v1.SitIntent;
import org.asclepion.protocol.v1.StandIntent;
import org.asclepion.protocol.v1.TeleportIntent;
import org.asclepion.protocol.v1.UseDoorIntent;
import org.asclepion.protocol.v1.VoiceIntent;
import org.asclepion.protocol.v1.WriteNoteIntent;
import org.jspecify.annotations.Nullable;

/**
 * One person's connections to the server, one after another; all that comes in goes to the oracle.
 * Belongs to the crowd's event loop.
 */
final class Client {
  /** Where a client stands. */
  enum Phase {
    OUTSIDE,
    CONNECTING,
    IN,
    /** Lost the connection; will resume. */
    AWAY,
    GONE
  }

  /** What a client is told that is not state. */
  interface Ear {
    void enteredRoom();

    void doorRefused(int aperture);

    void ended();
  }

  final Person person;
  private final Crowd crowd;
  private final RandomGenerator random;
  private Ear ear = NOBODY;
  private Phase phase = Phase.OUTSIDE;
  private Line line;
  private @Nullable Wire wire;
  private String credential = "";
  private int receiveBuffer;
  private boolean resuming;
  private int sequence;
  private @Nullable Attempt newest;
  private final Map<Integer, Refusal.Reason> refusals = new HashMap<>();
  private @Nullable ServerFrame lastWords;

  private static final Ear NOBODY =
      new Ear() {
        @Override
        public void enteredRoom() {}

        @Override
        public void doorRefused(int aperture) {}

        @Override
        public void ended() {}
      };

  Client(Crowd crowd, Person person, RandomGenerator random) {
    this.crowd = crowd;
    this.person = person;
    this.random = random;
    this.line = new Line(person, crowd.oracle(), false);
  }

  void ear(Ear ear) {
    this.ear = ear;
  }

  Phase phase() {
    return phase;
  }

  Line line() {
    return line;
  }

  /** The error or goodbye that came last, or null. */
  @Nullable ServerFrame lastWords() {
    return lastWords;
  }

  /** Whether the server had too much to do and asked to be tried again. */
  boolean isToTryAgain() {
    return lastWords != null && lastWords.getError().getCode() == Error.Code.CODE_OVERLOADED;
  }

  /** Why what was sent under this number on this connection was refused, or null. */
  Refusal.@Nullable Reason refusal(int sent) {
    return refusals.get(sent);
  }

  /** What the newest Welcome gave to resume with. */
  String resumeToken() {
    return credential;
  }

  boolean isIn() {
    return phase == Phase.IN && line.stay() != null;
  }

  /** What to send for a ticket. */
  String ticketRequest() {
    Appearance looks = person.looks();
    return """
    {"displayName":"%s","role":"%s","colour":%d,"variant":%d,"skin":%d,"hair":%d,"hairColour":%d,
     "glasses":%d,"headCover":%d,"beard":%d,"build":%d,"height":%d,"wheelchair":%d,
     "visit":"%s","room":"%s"}\
    """
        .formatted(
            person.displayName(),
            person.role().name().toLowerCase(java.util.Locale.ROOT),
            looks.getColour(),
            looks.getVariant(),
            looks.getSkin(),
            looks.getHair(),
            looks.getHairColour(),
            looks.getGlassesValue(),
            looks.getHeadCoverValue(),
            looks.getBeardValue(),
            looks.getBuildValue(),
            looks.getHeightValue(),
            looks.getWheelchair() ? 1 : 0,
            crowd.visitToAskFor(person),
            person.startRoom());
  }

  /** Goes in with a ticket, which the answer to {@link #ticketRequest} holds. */
  void goIn(HttpResponse<String> answer, URI uri) {
    String body = answer.body();
    int from = body.indexOf("\"ticket\":\"") + "\"ticket\":\"".length();
    if (answer.statusCode() != 201) {
      throw new AssertionError(body);
    }
    credential = body.substring(from, body.indexOf('"', from));
    crowd.credentials().add(credential);
    resuming = false;
    connect(uri);
  }

  /** Comes back with the resume token. */
  void comeBack() {
    resuming = true;
    connect(crowd.uri());
  }

  private void connect(URI uri) {
    phase = Phase.CONNECTING;
    Attempt attempt = new Attempt(resuming);
    newest = attempt;
    Wire.connect(crowd.group(), uri, receiveBuffer, attempt);
  }

  /** Loses the connection. */
  void cut() {
    Wire lost = wire;
    if (lost != null) {
      phase = Phase.AWAY;
      line.closed();
      newest = null;
      wire = null;
      lost.cut();
    }
  }

  /** One connection, or the try for one; what an older one still says is not heard. */
  private final class Attempt implements Wire.Listener {
    private final boolean resumes;

    Attempt(boolean resumes) {
      this.resumes = resumes;
    }

    @Override
    public void opened(Wire opened) {
      if (newest != this) {
        opened.cut();
        return;
      }
      wire = opened;
      sequence = 0;
      refusals.clear();
      line = crowd.oracle().line(person, resumes);
      Hello.Builder hello = Hello.newBuilder().setVersion(1).setLanguage("en").setClient("walk");
      if (resumes) {
        hello.setResumeToken(credential);
      } else {
        hello.setTicket(credential);
      }
      send(ClientFrame.newBuilder().setHello(hello));
    }

    @Override
    public void received(byte[] message) {
      if (newest == this) {
        read(crowd.oracle().received(line, message).frame());
      }
    }

    @Override
    public void closed() {
      if (newest == this) {
        line.closed();
        newest = null;
        wire = null;
        phase = Phase.GONE;
        crowd.truth().expectNot(person);
        ear.ended();
      }
    }
  }

  private void read(@Nullable ServerFrame frame) {
    if (frame == null) {
      return;
    }
    switch (frame.getMessageCase()) {
      case WELCOME -> {
        credential = frame.getWelcome().getResumeToken();
        crowd.credentials().add(credential);
        phase = Phase.IN;
      }
      case ROOM_ENTERED -> ear.enteredRoom();
      case EVENT -> {
        if (frame.getEvent().hasDoorRefused()) {
          ear.doorRefused(frame.getEvent().getDoorRefused().getAperture());
        }
      }
      case REFUSAL ->
          refusals.put(frame.getRefusal().getSequence(), frame.getRefusal().getReason());
      case ERROR, GOODBYE -> lastWords = frame;
      default -> {}
    }
  }

  /** How much the kernel takes in for it, bytes; before it connects. */
  void receiveBuffer(int bytes) {
    receiveBuffer = bytes;
  }

  /** Stops reading, or goes on. */
  void reading(boolean reading) {
    if (wire != null) {
      wire.reading(reading);
    }
  }

  int send(ClientFrame.Builder frame) {
    if (wire == null) {
      return 0;
    }
    frame.setSequence(++sequence);
    line.sent(sequence);
    wire.send(frame.build().toByteArray());
    return sequence;
  }

  void leave() {
    send(ClientFrame.newBuilder().setLeave(Leave.getDefaultInstance()));
  }

  int pose(byte[] sample) {
    return send(
        ClientFrame.newBuilder()
            .setPose(
                PoseIntent.newBuilder()
                    .setSample(com.google.protobuf.ByteString.copyFrom(sample))));
  }

  int teleport(double x, double z) {
    return send(
        ClientFrame.newBuilder()
            .setTeleport(TeleportIntent.newBuilder().setX((float) x).setZ((float) z)));
  }

  int useDoor(int aperture, boolean open) {
    return send(
        ClientFrame.newBuilder()
            .setUseDoor(UseDoorIntent.newBuilder().setAperture(aperture).setOpen(open)));
  }

  int sit(int seat) {
    return send(ClientFrame.newBuilder().setSit(SitIntent.newBuilder().setSeat(seat)));
  }

  int presence(boolean away) {
    return send(ClientFrame.newBuilder().setPresence(PresenceIntent.newBuilder().setAway(away)));
  }

  int stand() {
    return send(ClientFrame.newBuilder().setStand(StandIntent.getDefaultInstance()));
  }

  int pickUp(int item, boolean left) {
    return send(
        ClientFrame.newBuilder()
            .setPickUp(PickUpIntent.newBuilder().setItem(item).setLeftHand(left)));
  }

  int release(boolean left, double speed) {
    return send(
        ClientFrame.newBuilder()
            .setRelease(ReleaseIntent.newBuilder().setLeftHand(left).setVx((float) speed)));
  }

  Tokens.Token say() {
    Tokens.Token token = crowd.tokens().make(Tokens.Kind.CHAT, person, 0, random);
    send(
        ClientFrame.newBuilder().setChat(ChatIntent.newBuilder().setText("I say " + token.text())));
    return token;
  }

  Tokens.Token whisper(int talk) {
    Tokens.Token token = crowd.tokens().make(Tokens.Kind.SIDE, person, talk, random);
    send(
        ClientFrame.newBuilder()
            .setChat(ChatIntent.newBuilder().setText(token.text() + " 悄悄话").setSideTalk(talk)));
    return token;
  }

  void speak(boolean muted, boolean talking) {
    send(
        ClientFrame.newBuilder()
            .setVoice(VoiceIntent.newBuilder().setMuted(muted).setTalking(talking)));
  }

  void point(HandSide hand) {
    send(ClientFrame.newBuilder().setPoint(PointIntent.newBuilder().setHand(hand)));
  }

  void raise(boolean raised) {
    send(ClientFrame.newBuilder().setRaiseHand(RaiseHandIntent.newBuilder().setRaised(raised)));
  }

  int offer(HandSide hand) {
    crowd.oracle().drawings().heldOut(person);
    return send(ClientFrame.newBuilder().setOffer(OfferIntent.newBuilder().setHand(hand)));
  }

  int shake(int slot) {
    crowd.oracle().drawings().heldOut(person);
    return send(ClientFrame.newBuilder().setShake(ShakeIntent.newBuilder().setSlot(slot)));
  }

  /** A short line about a place, begun where no other line begins. */
  int draw(double x, double y, double z) {
    int[] points = new int[3 * 5];
    for (int i = 0; i < points.length; i++) {
      double at = i % 3 == 0 ? x : i % 3 == 1 ? y : z;
      points[i] = (int) (at * 1_000) + random.nextInt(-300, 300);
    }
    crowd.oracle().drawings().drew(person, points[0], points[1], points[2]);
    return send(
        ClientFrame.newBuilder()
            .setDraw(
                DrawIntent.newBuilder()
                    .setHand(HandSide.HAND_SIDE_RIGHT)
                    .setBegins(true)
                    .setEnds(true)
                    .setColour(2)
                    .setWidthMillimetres(6)
                    .setPoints(
                        com.google.protobuf.ByteString.copyFrom(StrokePoints.encode(3, points)))));
  }

  void erase(EraseIntent.What what, int stroke) {
    send(
        ClientFrame.newBuilder()
            .setErase(EraseIntent.newBuilder().setWhat(what).setStroke(stroke)));
  }

  int invite(int slot, int talk) {
    crowd.oracle().invitations().invited(person, slot);
    return send(
        ClientFrame.newBuilder()
            .setSideTalk(SideTalkIntent.newBuilder().setInviteSlotPlusOne(slot + 1).setTalk(talk)));
  }

  int leaveTalk(int talk) {
    return send(
        ClientFrame.newBuilder()
            .setSideTalk(SideTalkIntent.newBuilder().setTalk(talk).setLeave(true)));
  }

  Tokens.Token write(boolean staff) {
    return write(staff, "");
  }

  Tokens.Token write(boolean staff, String more) {
    Tokens.Kind kind = staff ? Tokens.Kind.STAFF_NOTE : Tokens.Kind.OWN_NOTE;
    Tokens.Token token = crowd.tokens().make(kind, person, 0, random);
    send(
        ClientFrame.newBuilder()
            .setWriteNote(
                WriteNoteIntent.newBuilder()
                    .setText("note: " + token.text() + more)
                    .setStaff(staff)));
    return token;
  }
}
