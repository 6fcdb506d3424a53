/**
 * Sound and pictures in the running server: brings the rooms' audiences to the forwarding unit, and
 * its signals to sessions. Made and closed by {@code cli}; called by rooms' owner threads, event
 * loops and the media loops, none of which waits here.
 *
 * <p>The rooms decide who gets what. Nothing in this package adds to that, it only takes away: who
 * is muted, away, or not connected.
 *
 * <p>Sound and pictures come over the media port, and over the port of HTTPS where no UDP gets
 * through: {@code IceOverTcp} tells {@code transport} what such connections begin with. Where not
 * even that does, {@code Relays} gives each session what a TURN server asks for. {@code Probes}
 * answers those who look for a path before they enter; to them nothing else is open.
 */
@NullMarked
package org.asclepion.host.media;

import org.jspecify.annotations.NullMarked;
