/** Tests of RTP and RTCP as bytes, with the standards' own examples where they have some. */
@NullMarked
package org.asclepion.media.rtp;

import org.jspecify.annotations.NullMarked;
