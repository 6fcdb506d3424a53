/**
 * Appointments, encounters, consent and records will live here. It holds nothing yet: until it
 * does, the server keeps no patient data at all.
 */
@NullMarked
package org.asclepion.clinical;

import org.jspecify.annotations.NullMarked;
