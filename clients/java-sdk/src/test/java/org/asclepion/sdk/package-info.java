/** Tests of the SDK. */
@NullMarked
package org.asclepion.sdk;

import org.jspecify.annotations.NullMarked;
