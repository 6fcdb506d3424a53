package org.asclepion.host.isolation;

import com.google.protobuf.Message;
import java.util.List;

/** Looks for fields that are not in the protocol. Stateless. */
final class Unknown {
  private Unknown() {}

  static boolean anywhereIn(Message message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      return true;
    }
    for (Object value : message.getAllFields().values()) {
      if (value instanceof Message inner && anywhereIn(inner)) {
        return true;
      }
      if (value instanceof List<?> list) {
        for (Object item : list) {
          if (item instanceof Message inner && anywhereIn(inner)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
