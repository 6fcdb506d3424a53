/** The building as clients load it: the Hospital message and the models, under one content hash. */
@NullMarked
package org.asclepion.host.scene;

import org.jspecify.annotations.NullMarked;
