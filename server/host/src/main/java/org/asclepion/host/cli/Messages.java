package org.asclepion.host.cli;

import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the server says to people in their own language, from its locale files. Stateless. */
final class Messages {
  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

  private Messages() {}

  /** Prints one line for each language on stderr: for what everybody must have read. */
  static void inEveryLanguage(String key, Object... values) {
    for (Locale language : LANGUAGES) {
      String pattern =
          ResourceBundle.getBundle("org.asclepion.host.cli.messages", language).getString(key);
      String line = "asclepion: " + MessageFormat.format(pattern, values) + System.lineSeparator();
      // Whatever the terminal is said to be: question marks help nobody.
      System.err.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }
  }
}
