package org.asclepion.media.route;

import org.asclepion.media.rtp.ExtensionIds;

/** All ways of one sender to the receivers of one loop. Owned by that loop. */
final class Fanouts {
  final Incoming incoming;

  private final Fanout voice;
  private final Fanout camera;
  private final Fanout screen;

  Fanouts(Hub hub, ExtensionIds ids) {
    incoming = new Incoming(ids);
    voice = new Fanout(Source.VOICE, hub);
    camera = new Fanout(Source.CAMERA, hub);
    screen = new Fanout(Source.SCREEN, hub);
  }

  Fanout of(Source source) {
    return switch (source) {
      case VOICE -> voice;
      case CAMERA -> camera;
      case SCREEN -> screen;
    };
  }
}
