package org.asclepion.host.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How others find this server, and what their browsers have to be told about its certificate.
 * Immutable.
 *
 * @param hosts where others on the network reach it, as in an address; empty where it is not meant
 *     for them
 * @param authority PEM certificates of the authority that people may put on their devices, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Doorplate(List<String> hosts, Certificate certificate, byte @Nullable [] authority) {
  /** Whose word a browser has for who this is. */
  public enum Certificate {
    /** None: plain HTTP. */
    NONE,
    /** This server's own; a browser warns. */
    SELF_SIGNED,
    /** The hospital's authority, whose certificate is to be had here. */
    AUTHORITY,
    /** One that browsers know, or have been told of by others. */
    OTHER
  }

  /** Of a server on plain HTTP, for its own machine. */
  public static Doorplate none() {
    return new Doorplate(List.of(), Certificate.NONE, null);
  }
}
