package org.asclepion.host.media;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where sound and pictures come and go. Immutable.
 *
 * @param bind UDP; port 0 takes a free one
 * @param announce addresses, "address:port" or names of interfaces that clients are told; empty for
 *     what this machine has
 */
public record MediaSettings(InetSocketAddress bind, List<String> announce) {
  public MediaSettings {
    announce = List.copyOf(announce);
  }
}
