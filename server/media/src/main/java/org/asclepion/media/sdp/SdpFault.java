package org.asclepion.media.sdp;

/** Why a session description is not accepted; says nothing that the description said. */
public final class SdpFault extends Exception {
  private static final long serialVersionUID = 1;

  public SdpFault(String message) {
    super(message);
  }
}
