package org.asclepion.host.session;

import org.asclepion.world.avatar.Appearance;
import org.asclepion.world.avatar.Role;

/**
 * What a ticket grants: who comes in, as what, and where to.
 *
 * @param displayName 1 to 40 characters
 * @param language BCP 47, {@code en} or {@code zh-Hans}
 * @param visit the visit whose instances of per-visit rooms this person may enter, 1 to 64
 *     characters of {@code [A-Za-z0-9-]}
 * @param room index of the room to start in
 * @param instance for load tests: the key of the instance to start in, of a room whose template
 *     need not be per-visit; empty otherwise
 */
public record Admission(
    Role role,
    String displayName,
    Appearance appearance,
    String language,
    String visit,
    int room,
    String instance) {}
