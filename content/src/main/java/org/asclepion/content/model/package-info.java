/**
 * A declared hospital as checked data: what the loader makes and the builder and the server read.
 * Immutable; anybody may read it.
 */
@NullMarked
package org.asclepion.content.model;

import org.jspecify.annotations.NullMarked;
