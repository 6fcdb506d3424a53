package org.asclepion.host.transport;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.asclepion.protocol.v1.Error;
import org.asclepion.protocol.v1.Goodbye;

/** The WebSocket close code (RFC 6455, 7.4) that goes with each end of a connection. */
final class CloseCodes {
  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;
  static final int POLICY_VIOLATION = 1008;
  static final int TOO_BIG = 1009;
  static final int INTERNAL_ERROR = 1011;
  static final int TRY_AGAIN_LATER = 1013;

  private CloseCodes() {}

  static int of(Error.Code code) {
    return switch (code) {
      case CODE_MALFORMED, CODE_OUT_OF_ORDER, CODE_UNKNOWN_MESSAGE, CODE_VERSION_UNSUPPORTED ->
          PROTOCOL_ERROR;
      case CODE_TOO_LARGE -> TOO_BIG;
      case CODE_INTERNAL -> INTERNAL_ERROR;
      case CODE_DRAINING -> GOING_AWAY;
      case CODE_OVERLOADED -> TRY_AGAIN_LATER;
      case CODE_HELLO_EXPECTED,
          CODE_TICKET_REFUSED,
          CODE_RESUME_REFUSED,
          CODE_FLOOD,
          CODE_SLOW_READER,
          CODE_IDLE,
          CODE_ROOM_FULL,
          CODE_NOT_ADMITTED,
          CODE_SUPERSEDED,
          CODE_UNSPECIFIED,
          UNRECOGNIZED ->
          POLICY_VIOLATION;
    };
  }

  /** Whether the payload of a close frame is nothing, or a code and a text of UTF-8. */
  static boolean isCloseBody(byte[] payload, int length) {
    if (length == 0) {
      return true;
    }
    int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
    if (!WebSocketCloseStatus.isValidStatusCode(code)) {
      return false;
    }
    try {
      var _ =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(payload, Short.BYTES, length - Short.BYTES));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  static int of(Goodbye.Reason reason) {
    return reason == Goodbye.Reason.REASON_DRAINING ? GOING_AWAY : NORMAL;
  }
}
