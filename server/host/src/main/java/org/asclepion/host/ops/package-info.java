/**
 * What an operator sees and does: health, metrics, TLS certificates, the data directory, draining.
 */
@NullMarked
package org.asclepion.host.ops;

import org.jspecify.annotations.NullMarked;
