/**
 * Reads a hospital declared in a directory of YAML files and finds everything that is wrong with
 * it. The host's {@code check} and {@code serve} commands and the builder call {@link
 * org.asclepion.content.load.HospitalLoader}; everything here is confined to the calling thread.
 */
@NullMarked
package org.asclepion.content.load;

import org.jspecify.annotations.NullMarked;
