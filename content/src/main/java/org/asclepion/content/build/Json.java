package org.asclepion.content.build;

import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings, numbers and booleans as JSON, in the order they are given. */
final class Json {
  private Json() {}

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        out.append('{');
        String comma = "";
        for (Map.Entry<?, ?> e : map.entrySet()) {
          out.append(comma);
          write(out, String.valueOf(e.getKey()));
          out.append(':');
          write(out, e.getValue());
          comma = ",";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        String comma = "";
        for (Object o : list) {
          out.append(comma);
          write(out, o);
          comma = ",";
        }
        out.append(']');
      }
      case Double d -> out.append(number(d));
      case Float f -> out.append(number(f));
      case Integer i -> out.append(i.intValue());
      case Boolean b -> out.append(b.booleanValue());
      case String s -> string(out, s);
      default -> throw new IllegalArgumentException("cannot write " + value.getClass());
    }
  }

  private static String number(double d) {
    float f = (float) d;
    return f == Math.rint(f) && Math.abs(f) < 1e6 ? Integer.toString((int) f) : Float.toString(f);
  }

  private static void string(StringBuilder out, String s) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
