package org.asclepion.host.session;

import org.jspecify.annotations.Nullable;

/** What a server answers that carries neither sound nor pictures. Stateless. */
final class NoDevices implements DeviceDesk {
  @Override
  public Answer open(DeviceTicket ticket, String sdp) {
    return new Answer.Refused(Reason.BUSY);
  }

  @Override
  public Answer ice(
      DeviceTicket ticket, String session, @Nullable String version, String fragment) {
    return new Answer.Refused(Reason.NO_SUCH_SESSION);
  }

  @Override
  public boolean close(DeviceTicket ticket, String session) {
    return false;
  }

  @Override
  public void over(DeviceTicket ticket) {}

  @Override
  public boolean isConnected(DeviceTicket ticket) {
    return false;
  }
}
