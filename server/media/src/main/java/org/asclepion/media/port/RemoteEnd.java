package org.asclepion.media.port;

import org.asclepion.media.dtls.Fingerprint;
import org.asclepion.media.ice.IceCredentials;
import org.jspecify.annotations.Nullable;

/**
 * What the signalling says about the other side. Immutable.
 *
 * @param ice its credentials
 * @param fingerprint of the certificate that it must show; null for one that only looks for a path:
 *     its checks are answered, and nothing else of it is taken
 */
public record RemoteEnd(IceCredentials ice, @Nullable Fingerprint fingerprint) {}
