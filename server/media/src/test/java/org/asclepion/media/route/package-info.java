/** Tests of routing, on loops that run when told to and links that note what is sent. */
@NullMarked
package org.asclepion.media.route;

import org.jspecify.annotations.NullMarked;
