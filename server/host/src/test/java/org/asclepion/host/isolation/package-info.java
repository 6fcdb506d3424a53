/**
 * Whether anything reaches anyone who may not perceive it: people who walk a real server over real
 * sockets, and an oracle that reads every byte they receive. The oracle shares no code with the
 * product's scopes; it knows the rules from the documents and the truth from the journal.
 */
@NullMarked
package org.asclepion.host.isolation;

import org.jspecify.annotations.NullMarked;
