package org.asclepion.media.ice;

/** Who keeps the tables in which a peer's addresses and names stand. Called on the peer's loop. */
public interface PathUser {
  /** A path is about to be added; false when its address is somebody else's. */
  boolean admits(IcePath path);

  /** A path is no longer the peer's. */
  void removed(IcePath path);

  /** A user fragment of ours no longer stands for the peer. */
  void retired(String ufrag);
}
