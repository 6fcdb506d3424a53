/**
 * A client of the hospital: connects, mirrors the room it is in, sends its own motion, smooths the
 * others'. Used by the desktop viewer, the bots and integrators. Start at {@link
 * org.asclepion.sdk.HospitalClient}.
 */
@NullMarked
package org.asclepion.sdk;

import org.jspecify.annotations.NullMarked;
