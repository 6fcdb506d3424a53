/**
 * Turns a declared hospital into GLB files, with geometry made by our own code alone, and knows the
 * furniture, items and avatars it can draw. Runs while the project is built; the same input gives
 * the same bytes. The server needs only {@link org.asclepion.content.build.BuiltInCatalogue}.
 */
@NullMarked
package org.asclepion.content.build;

import org.jspecify.annotations.NullMarked;
