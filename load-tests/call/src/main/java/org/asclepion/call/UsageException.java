package org.asclepion.call;

/** The command line asks for what cannot be; the message says what and how to put it right. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
