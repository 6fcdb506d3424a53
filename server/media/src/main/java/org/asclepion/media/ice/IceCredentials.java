package org.asclepion.media.ice;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * User fragment and password of one side (RFC 8445 section 5.3). Immutable.
 *
 * @param ufrag 4 to 256 characters
 * @param password 22 to 256 characters
 */
public record IceCredentials(String ufrag, String password) {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
  private static final int UFRAG_CHARACTERS = 8;
  private static final int PASSWORD_CHARACTERS = 24;

  public IceCredentials {
    if (!areValid(ufrag, password)) {
      throw new IllegalArgumentException("not credentials of ICE");
    }
  }

  /** Whether they have the form that ICE asks for. */
  public static boolean areValid(String ufrag, String password) {
    return UFRAG.matcher(ufrag).matches() && PASSWORD.matcher(password).matches();
  }

  /** New ones: 48 bits of name, 144 of secret. */
  public static IceCredentials random(RandomGenerator random) {
    return new IceCredentials(text(random, UFRAG_CHARACTERS), text(random, PASSWORD_CHARACTERS));
  }

  /** Never the password itself. */
  @Override
  public String toString() {
    return "IceCredentials[" + ufrag + "]";
  }

  private static String text(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    StringBuilder text = new StringBuilder(length);
    for (byte one : bytes) {
      text.append(ALPHABET.charAt(one & 63));
    }
    return text.toString();
  }
}
