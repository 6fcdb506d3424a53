/**
 * The selective forwarding unit will live here. It holds nothing yet: until it does, no sound and
 * no picture passes through the server.
 */
@NullMarked
package org.asclepion.media;

import org.jspecify.annotations.NullMarked;
