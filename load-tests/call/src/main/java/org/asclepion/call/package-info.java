/**
 * Calls held by real libwebrtc peers: what a browser's user would hear and see, counted. The native
 * library can end the whole process, so it has one of its own and is never in the server's.
 */
@NullMarked
package org.asclepion.call;

import org.jspecify.annotations.NullMarked;
