package org.asclepion.host.session;

import org.asclepion.protocol.v1.MediaRequest;
import org.asclepion.protocol.v1.Refusal;

/** What a server answers that carries neither sound nor pictures. Stateless. */
final class NoMedia implements MediaDesk {
  @Override
  public void request(
      long participant, Line answer, Line line, int sequence, MediaRequest request) {
    answer.refuse(sequence, Refusal.Reason.REASON_NOT_AVAILABLE);
  }

  @Override
  public void microphone(long participant, Line line, boolean open) {}

  @Override
  public void away(long participant) {}

  @Override
  public void back(long participant, Line answer, Line line) {}

  @Override
  public void over(long participant) {}
}
