/** The command line, as a process. */
@NullMarked
package org.asclepion.host.cli;

import org.jspecify.annotations.NullMarked;
