package org.asclepion.content.load;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the word somebody probably meant. */
final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** "did you mean …?", or the list of what is possible when nothing is near. */
  static String fix(String written, Collection<String> possible) {
    String near = of(written, possible);
    if (near != null) {
      return "did you mean \"" + near + "\"?";
    }
    if (possible.isEmpty()) {
      return "remove it";
    }
    return "use one of " + list(possible);
  }

  static String list(Collection<String> words) {
    List<String> sorted = words.stream().sorted().limit(60).toList();
    return sorted.stream().collect(Collectors.joining(", "))
        + (sorted.size() < words.size() ? ", …" : "");
  }

  /** The possible word with the fewest typing errors, if they are few enough to be one. */
  static @Nullable String of(String written, Collection<String> possible) {
    String word = written.toLowerCase(Locale.ROOT);
    if (word.length() > LONGEST) {
      return null;
    }
    String best = null;
    int fewest = Math.max(2, word.length() / 2) + 1;
    for (String candidate : possible.stream().sorted().toList()) {
      int errors = distance(word, candidate.toLowerCase(Locale.ROOT));
      if (errors < fewest && errors < candidate.length()) {
        fewest = errors;
        best = candidate;
      }
    }
    return best;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
