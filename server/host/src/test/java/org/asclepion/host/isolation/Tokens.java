package org.asclepion.host.isolation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Secret words that can be found again in any bytes: each is in one name, one sentence or one note
 * only. Any thread.
 */
final class Tokens {
  /** What a token was put into. */
  enum Kind {
    NAME,
    CHAT,
    SIDE,
    OWN_NOTE,
    STAFF_NOTE
  }

  /**
   * A secret word. A name's owner is there once it has found its person; the talk is that of a
   * {@link Kind#SIDE}.
   */
  static final class Token {
    private final String text;
    private final Kind kind;
    private final long madeNanos = System.nanoTime();
    private final int talk;
    private @Nullable Person owner;

    private Token(String text, Kind kind, @Nullable Person owner, int talk) {
      this.text = text;
      this.kind = kind;
      this.owner = owner;
      this.talk = talk;
    }

    String text() {
      return text;
    }

    Kind kind() {
      return kind;
    }

    int talk() {
      return talk;
    }

    long madeNanos() {
      return madeNanos;
    }

    Person owner() {
      if (owner == null) {
        throw new IllegalStateException("nobody's name");
      }
      return owner;
    }

    void belongsTo(Person person) {
      owner = person;
    }

    @Override
    public String toString() {
      return kind + " of " + owner + (talk > 0 ? " talk " + talk : "");
    }
  }

  private static final String MARK = "Zq7";
  private static final int RANDOM_CHARACTERS = 9;
  private static final int LENGTH = MARK.length() + RANDOM_CHARACTERS;
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final Map<String, Token> known = new ConcurrentHashMap<>();

  /** A name, to be given to a person with {@link Token#belongsTo}. */
  Token name(RandomGenerator random) {
    return make(Kind.NAME, null, 0, random);
  }

  Token make(Kind kind, @Nullable Person owner, int talk, RandomGenerator random) {
    StringBuilder text = new StringBuilder(MARK);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    Token token = new Token(text.toString(), kind, owner, talk);
    known.put(token.text, token);
    return token;
  }

  int count() {
    return known.size();
  }

  /** All tokens that occur anywhere in these bytes. */
  List<Token> in(byte[] bytes) {
    List<Token> found = List.of();
    for (int at = 0; at <= bytes.length - LENGTH; at++) {
      if (bytes[at] == MARK.charAt(0)
          && bytes[at + 1] == MARK.charAt(1)
          && bytes[at + 2] == MARK.charAt(2)) {
        Token token = known.get(new String(bytes, at, LENGTH, StandardCharsets.ISO_8859_1));
        if (token != null) {
          found = found.isEmpty() ? new ArrayList<>() : found;
          found.add(token);
        }
      }
    }
    return found;
  }

  List<Token> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }
}
