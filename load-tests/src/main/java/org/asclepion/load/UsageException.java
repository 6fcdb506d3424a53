package org.asclepion.load;

/** What was asked for cannot be done; the message says why and what can. Immutable. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
