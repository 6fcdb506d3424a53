package org.asclepion.host.room;

/**
 * Somebody who goes from room to room, as the directory knows them.
 *
 * @param visit the visit whose rooms they may enter
 * @param copy which copy of the hospital they walk in, see {@link RoomKey}
 * @param outbox where their frames go, whichever room they are in
 */
public record Visitor(String visit, String copy, Outbox outbox) {}
