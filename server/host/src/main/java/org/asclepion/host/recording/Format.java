package org.asclepion.host.recording;

import java.util.List;
import org.asclepion.world.avatar.Role;
import org.asclepion.world.avatar.Side;
import org.asclepion.world.intent.Intent;
import org.asclepion.world.intent.Refused;

/**
 * The numbers of the recording format; the bytes are drawn in {@code docs/recording.md}. Whoever
 * changes what any byte means, the grids of {@code PoseGrid} included, raises {@link #VERSION}.
 */
final class Format {
  static final byte[] MAGIC = {'A', 'S', 'C', 'L', 'R', 'O', 'O', 'M'};
  static final int VERSION = 4;

  /** SHA-256. */
  static final int DIGEST_BYTES = 32;

  /** A string of the header is shorter than this. */
  static final int MAX_STRING_BYTES = 256;

  /** Stored length, plain length, checksum. */
  static final int BLOCK_HEAD_BYTES = 12;

  /** A block is handed over to be written once it is as long as this. */
  static final int BLOCK_BYTES = 16 * 1024;

  /** No block is longer than this, before or after compression. */
  static final int MAX_BLOCK_BYTES = 2 * BLOCK_BYTES;

  /** A recording that would grow beyond this ends with a mark. */
  static final long MAX_FILE_BYTES = 256L * 1024 * 1024;

  /** The state's hash is written after this many steps, and at the end. */
  static final int HASH_EVERY_STEPS = 1_024;

  /**
   * Intents of one step; a mailbox takes {@code Mailbox.BOUND} of participants, and a few more of
   * the host.
   */
  static final int MAX_INTENTS = 65_536;

  /** Steps in a row without an intent: a number of them follows. */
  static final int EMPTY_STEPS = 1;

  /** A step with the intents since the step before. */
  static final int STEP = 2;

  /** The next step is this many ticks later than one tick after the last. */
  static final int SKIP = 3;

  /** {@code Room.stateHash()} after the steps so far. */
  static final int HASH = 4;

  /** Nothing follows: a number of {@link Ending}. */
  static final int END = 5;

  /** What has names in the program is written as its place in one of these. */
  static final List<Ending> ENDINGS = List.of(Ending.values());

  static final List<Role> ROLES = List.of(Role.values());
  static final List<Refused> REASONS = List.of(Refused.values());
  static final List<Side> SIDES = List.of(Side.values());
  static final List<Intent.Erasing> ERASINGS = List.of(Intent.Erasing.values());

  // Intents, in the order of the sealed interface.
  static final int ARRIVE = 16;
  static final int DEPART = 17;
  static final int ADMISSION_REFUSED = 18;
  static final int SET_AWAY = 19;
  static final int DOOR_MOVED_BEYOND = 20;

  /** A pose whose numbers lie on the grids of {@code PoseGrid}, as all do that clients send. */
  static final int POSE_ON_GRID = 21;

  /** Any other pose. */
  static final int POSE = 22;

  static final int TELEPORT = 23;
  static final int USE_DOOR = 24;
  static final int SIT = 25;
  static final int STAND = 26;
  static final int PICK_UP = 27;
  static final int RELEASE = 28;
  static final int CHAT = 29;
  static final int INVITE_TO_SIDE_TALK = 30;
  static final int LEAVE_SIDE_TALK = 31;
  static final int WRITE_NOTE = 32;
  static final int HEARD_BEYOND = 33;
  static final int PERMIT = 34;
  static final int SET_VOICE = 35;
  static final int POINT = 36;
  static final int OFFER = 37;
  static final int SHAKE = 38;
  static final int RAISE_HAND = 39;
  static final int LOWER_HAND = 40;
  static final int DRAW = 41;
  static final int ERASE = 42;

  private Format() {}
}
