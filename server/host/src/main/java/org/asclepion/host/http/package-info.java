/**
 * The web's half of the port: static files, the REST of {@code /api/v1}, health and metrics. Knows
 * requests and answers, nothing of rooms.
 */
@NullMarked
package org.asclepion.host.http;

import org.jspecify.annotations.NullMarked;
