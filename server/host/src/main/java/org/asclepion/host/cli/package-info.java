/**
 * The command line and the wiring: which options there are, and what starts and stops in which
 * order.
 */
@NullMarked
package org.asclepion.host.cli;

import org.jspecify.annotations.NullMarked;
