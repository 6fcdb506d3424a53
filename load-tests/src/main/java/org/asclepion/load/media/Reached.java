package org.asclepion.load.media;

import java.net.InetSocketAddress;
import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/**
 * What a server's answer says: where it is and how to know it. Immutable.
 *
 * @param address one of its candidates, over UDP
 * @param fingerprint of the certificate that it will show
 */
record Reached(InetSocketAddress address, IceCredentials credentials, Fingerprint fingerprint) {}
