package org.asclepion.media.sdp;

/** What an offerer is to the server, and so what can be agreed with it at most. */
public enum Terms {
  /** A person's browser: sends a voice, a camera and a screen, and receives voices and pictures. */
  CALLS,
  /** A device that shows one picture and receives nothing. */
  SHOWS,
  /** A display: receives pictures and sends nothing. */
  WATCHES
}
