package org.asclepion.host.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody who may come in finds out beforehand how sound and pictures would reach them. Any
 * thread; implementations do not wait.
 */
@FunctionalInterface
public interface PathChecks {
  /** What came of an offer. */
  sealed interface Outcome {
    /**
     * Its checks will be answered for a while.
     *
     * @param sdp the answer
     * @param relay what else there is to try, or null
     */
    record Answered(String sdp, @Nullable Relay relay) implements Outcome {}

    /** It is no offer. */
    record NotUnderstood() implements Outcome {}

    /** As many look as may at a time. */
    record Busy() implements Outcome {}

    /** There are neither sound nor pictures here. */
    record Unavailable() implements Outcome {}
  }

  /** TURN servers, with name and password for this check. */
  record Relay(List<String> uris, String username, String password) {
    /** Never the password itself. */
    @Override
    public String toString() {
      return "Relay" + uris;
    }
  }

  /**
   * Begins a check.
   *
   * @param offer SDP
   */
  Outcome check(String offer);

  /** Of a server without sound and pictures. */
  static PathChecks none() {
    return _ -> new Outcome.Unavailable();
  }
}
