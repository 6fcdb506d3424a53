package org.asclepion.content.load;

import java.util.Comparator;

/**
 * One thing that is wrong with a declared hospital, and how to put it right.
 *
 * @param what is wrong, in plain words
 * @param fix what the author can do about it
 */
public record Fault(Place place, String what, String fix) implements Comparable<Fault> {
  private static final Comparator<Fault> ORDER =
      Comparator.comparing((Fault fault) -> fault.place().file())
          .thenComparingInt(fault -> fault.place().line())
          .thenComparingInt(fault -> fault.place().column())
          .thenComparing(Fault::what)
          .thenComparing(Fault::fix);

  public String file() {
    return place.file();
  }

  public int line() {
    return place.line();
  }

  public int column() {
    return place.column();
  }

  @Override
  public int compareTo(Fault other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column: what; fix}, on one line whatever the author wrote. */
  @Override
  public String toString() {
    return oneLine(file() + ":" + line() + ":" + column() + ": " + what + "; " + fix);
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
