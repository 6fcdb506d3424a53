package org.asclepion.media.port;

import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;

/**
 * What the signalling says about the other side. Immutable.
 *
 * @param ice its credentials
 * @param fingerprint of the certificate that it must show
 */
public record RemoteEnd(IceCredentials ice, Fingerprint fingerprint) {}
