/**
 * A whole server and real clients over lines that misbehave: what people see, and that they come
 * back.
 */
@NullMarked
package org.asclepion.bench.faults;

import org.jspecify.annotations.NullMarked;
