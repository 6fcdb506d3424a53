package org.asclepion.host.http;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What may be shown over somebody's head. Stateless. */
final class DisplayNames {
  /** In Unicode code points, so that rare Han and emoji count as one would count them. */
  static final int MAX_CHARACTERS = 40;

  /** Accents on one letter, beyond which they climb over other people's names. */
  static final int MAX_MARKS = 4;

  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private DisplayNames() {}

  /** The name in the form in which it is kept. */
  static String normalise(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
  }

  /** Why a normalised name cannot be used, or null. */
  static @Nullable String fault(String name) {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MAX_CHARACTERS) {
      return "must have 1 to " + MAX_CHARACTERS + " characters";
    }
    int marks = 0;
    boolean visible = false;
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int point = name.codePointAt(i);
      switch (Character.getType(point)) {
        case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
          return "must not contain control characters or line breaks";
        }
        case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {
          return "must not contain unassigned characters";
        }
        case Character.FORMAT -> {
          if (!isShaping(point)) {
            return "must not contain invisible or direction-changing characters";
          }
        }
        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
          if (++marks > MAX_MARKS) {
            return "must not pile up accents";
          }
        }
        case Character.SPACE_SEPARATOR -> marks = 0;
        default -> {
          visible = true;
          marks = 0;
        }
      }
    }
    return visible ? null : "must contain something to be seen";
  }

  /** Joiners, which Persian, Indic scripts and emoji need, and the tags of regional flags. */
  private static boolean isShaping(int point) {
    return point == ZERO_WIDTH_JOINER
        || point == ZERO_WIDTH_NON_JOINER
        || (point >= 0xE0020 && point <= 0xE007F);
  }
}
