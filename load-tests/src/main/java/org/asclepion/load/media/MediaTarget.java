package org.asclepion.load.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/**
 * A forwarding unit under load: in each room one sends a picture and all others get it. Blocking;
 * one thread.
 */
interface MediaTarget extends AutoCloseable {
  int NO_VOICES = -1;

  /** A sender's voice has its picture's SSRC and so much more. */
  int VOICE_SSRC = 50_000;

  /** What it is, for the report. */
  String name();

  /** The folder of its process in /proc. */
  Path process();

  /** The address of this machine on which participants have their sockets. */
  InetAddress near();

  /** The payload type of the picture, both ways; an RTP packet's second byte without its marker. */
  int payloadType();

  /** The payload type of voices, both ways; {@link #NO_VOICES} where only pictures are sent. */
  int voiceType();

  /** Announces somebody who will send the room's picture; everybody else comes later. */
  Reached sender(int room, int ssrc, IceCredentials credentials, Fingerprint fingerprint)
      throws IOException;

  /** Announces somebody who gets the room's picture. */
  Reached receiver(int room, IceCredentials credentials, Fingerprint fingerprint)
      throws IOException;

  /** All have connected. */
  void begin() throws IOException;

  /** Starts to count. */
  void start() throws IOException;

  /** What it counted itself since {@link #start}; may be empty. */
  ObjectNode stop() throws IOException;

  @Override
  void close();
}
