/** Tests of session descriptions. */
@NullMarked
package org.asclepion.media.sdp;

import org.jspecify.annotations.NullMarked;
