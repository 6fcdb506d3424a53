package org.asclepion.host.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What shows that somebody runs this server: a token in a file that nobody else can read.
 * Stateless; called by Main's thread.
 */
public final class OperatorToken {
  private static final String FILE = "operator-token";
  private static final int TOKEN_BYTES = 24;

  private OperatorToken() {}

  /** The token kept in the data directory, made if it is missing. */
  public static String load(DataDirectory data) throws ConfigurationFault {
    Path file = data.path().resolve(FILE);
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        OwnerOnly.write(
            file,
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes)
                .getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException _) {
      throw new ConfigurationFault(
          file + " cannot be made: make the folder writable, or choose another with --data");
    }
    return read(data.path());
  }

  /** The token of the server that has this data directory. */
  public static String read(Path data) throws ConfigurationFault {
    Path file = data.resolve(FILE);
    try {
      String token = Files.readString(file).strip();
      if (token.length() >= TOKEN_BYTES) {
        return token;
      }
    } catch (IOException _) {
      // As below.
    }
    throw new ConfigurationFault(
        file + " holds no token: name the server's data directory with --data, as its owner");
  }
}
