/**
 * Load on a forwarding unit: participants that do ICE, DTLS and SRTP like browsers do and know
 * nothing of pictures. Run by {@code asclepion media-load}.
 */
@NullMarked
package org.asclepion.load.media;

import org.jspecify.annotations.NullMarked;
