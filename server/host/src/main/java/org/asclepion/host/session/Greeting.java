package org.asclepion.host.session;

import org.asclepion.host.transport.Connection;
import org.asclepion.host.transport.ConnectionListener;
import org.asclepion.protocol.v1.ClientFrame;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Hello;
import org.jspecify.annotations.Nullable;

/**
 * A connection's listener: waits for the Hello, then passes frames to the session. Called on the
 * connection's event loop.
 */
final class Greeting implements ConnectionListener {
  /** The protocol version this server speaks, and the oldest it accepts. */
  static final int VERSION = 1;

  private static final int CLIENT_CHARACTERS = 64;
  private static final String HELLO_EXPECTED = "the first frame must be a hello";

  private final Sessions sessions;
  private final Connection connection;
  private @Nullable Session session;
  private boolean failed;

  Greeting(Sessions sessions, Connection connection) {
    this.sessions = sessions;
    this.connection = connection;
  }

  @Override
  public void onFrame(ClientFrame frame) {
    if (failed) {
      return;
    }
    if (session != null) {
      if (frame.hasHello()) {
        fail(Error.Code.CODE_UNKNOWN_MESSAGE, "a second hello");
      } else {
        session.onFrame(connection, frame);
      }
    } else if (frame.hasHello()) {
      hello(frame.getHello());
    } else {
      fail(Error.Code.CODE_HELLO_EXPECTED, HELLO_EXPECTED);
    }
  }

  @Override
  public void onPose(int sequence, byte[] message, int from, int to, long readNanos) {
    if (failed) {
      return;
    }
    if (session != null) {
      session.onPose(connection, message, from, to, readNanos);
    } else {
      fail(Error.Code.CODE_HELLO_EXPECTED, HELLO_EXPECTED);
    }
  }

  private void hello(Hello hello) {
    if (hello.getVersion() < VERSION) {
      fail(Error.Code.CODE_VERSION_UNSUPPORTED, "this server speaks version " + VERSION);
      return;
    }
    if (hello.getClient().length() > CLIENT_CHARACTERS) {
      fail(Error.Code.CODE_MALFORMED, "client is longer than " + CLIENT_CHARACTERS);
      return;
    }
    session =
        switch (hello.getCredentialCase()) {
          case TICKET -> sessions.open(connection, hello.getTicket());
          case RESUME_TOKEN -> sessions.resume(connection, hello.getResumeToken());
          case CREDENTIAL_NOT_SET -> {
            connection.fail(Error.Code.CODE_TICKET_REFUSED, "no ticket and no resume token");
            yield null;
          }
        };
    failed = session == null;
  }

  private void fail(Error.Code code, String detail) {
    failed = true;
    connection.fail(code, detail);
  }

  @Override
  public void onWritable() {
    // Rooms ask isReady on their own ticks.
  }

  @Override
  public void onClosed() {
    if (session != null) {
      session.detach(connection);
    }
  }
}
