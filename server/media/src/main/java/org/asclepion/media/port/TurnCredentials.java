package org.asclepion.media.port;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Name and password for a TURN server next door that shares a secret with us: coturn's {@code
 * use-auth-secret} ("REST API for access to TURN services"). Immutable; any thread. They hold for a
 * while and then are worth nothing, so a page may have them.
 *
 * <pre>
 *   user name = seconds since 1970 until which it holds ":" whose it is
 *   password  = base64(HMAC-SHA1(secret, user name))
 * </pre>
 */
public record TurnCredentials(String username, String password) {

  /**
   * Makes some that hold for a while from now.
   *
   * @param whose shows in the TURN server's log: a participant's id, never a name
   */
  public static TurnCredentials issue(String secret, String whose, Instant now, Duration holds) {
    String username = now.plus(holds).getEpochSecond() + ":" + whose;
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] code = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return new TurnCredentials(username, Base64.getEncoder().encodeToString(code));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA1", e);
    }
  }

  /** Never the password itself. */
  @Override
  public String toString() {
    return "TurnCredentials[" + username + "]";
  }
}
