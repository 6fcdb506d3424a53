package org.asclepion.sdk;

import java.nio.ByteBuffer;

/** Hears every frame as it came, before anything is made of it. Called on the client's loop. */
@FunctionalInterface
public interface FrameTap {
  /**
   * A frame came.
   *
   * @param serverFrame an encoded ServerFrame; read-only, valid during the call
   */
  void received(ByteBuffer serverFrame);
}
