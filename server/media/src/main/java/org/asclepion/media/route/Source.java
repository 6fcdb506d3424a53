package org.asclepion.media.route;

/** What a participant can send. */
public enum Source {
  VOICE,
  CAMERA,
  SCREEN
}
