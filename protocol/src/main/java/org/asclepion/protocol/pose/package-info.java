/**
 * The pose codec: motion quantised to integers, in columns, changed columns only. Used by the
 * server, the SDK and, rewritten in TypeScript and held to the same golden bytes, the web client.
 */
@NullMarked
package org.asclepion.protocol.pose;

import org.jspecify.annotations.NullMarked;
