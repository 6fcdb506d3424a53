/** The example of the SDK's README, compiled by the build so that it stays true. */
@NullMarked
package org.asclepion.sdk.example;

import org.jspecify.annotations.NullMarked;
