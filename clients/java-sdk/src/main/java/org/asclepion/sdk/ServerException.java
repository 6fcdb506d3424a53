package org.asclepion.sdk;

/** The server refused a request, or does not answer as an Asclepion server does. Immutable. */
public final class ServerException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  ServerException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status, or 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** The stable code of the server's problem document, or an empty string. */
  public String code() {
    return code;
  }
}
