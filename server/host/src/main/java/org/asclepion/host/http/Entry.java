package org.asclepion.host.http;

/** How someone without an account may get a ticket. */
public enum Entry {
  /** Anyone, as anything: on loopback only. */
  DEMO,
  /** Whoever knows the access code. */
  CODE,
  /** Nobody. */
  NONE
}
