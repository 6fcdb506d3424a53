/**
 * A whole server and real clients over lines that misbehave: what people see, that they come back,
 * and what it costs the server.
 */
@NullMarked
package org.asclepion.bench.faults;

import org.jspecify.annotations.NullMarked;
