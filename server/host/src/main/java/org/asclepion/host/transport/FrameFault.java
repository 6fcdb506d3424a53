package org.asclepion.host.transport;

import org.asclepion.protocol.v1.Error;

/** Says that a peer's bytes are no frames that this server takes. Immutable; any thread. */
final class FrameFault extends Exception {
  private static final long serialVersionUID = 1;

  private final Error.Code code;

  FrameFault(Error.Code code, String detail) {
    // No stack trace: whoever sends garbage must not make us walk stacks.
    super(detail, null, false, false);
    this.code = code;
  }

  Error.Code code() {
    return code;
  }
}
