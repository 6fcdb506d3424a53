package org.asclepion.host.media;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.asclepion.host.room.RoomKey;
import org.asclepion.media.route.Gathering;
import org.asclepion.world.audience.Audience;
import org.asclepion.world.audience.Revoked;
import org.jspecify.annotations.Nullable;

/** One room's part in {@link Gatherings}. Each field says whose it is. */
final class RoomMedia {
  final RoomKey key;

  /** Versions given out; taken before anything is read that goes into one. Any thread. */
  final AtomicLong issued = new AtomicLong();

  /** Whether it waits for being told to the router. Any thread. */
  final AtomicBoolean waits = new AtomicBoolean();

  /** Rooms whose people hear into this one, as far as is known. Any thread. */
  final Set<RoomMedia> listeners = ConcurrentHashMap.newKeySet();

  /** Devices and displays with a ticket for this room. Any thread. */
  final Set<Device> devices = ConcurrentHashMap.newKeySet();

  /** The room's own word; written by its owner thread. */
  volatile Audience audience = Audience.NOBODY;

  /** Made when the first caller comes; null until then. */
  volatile @Nullable Gathering gathering;

  /** Owner thread only, between the two calls of a step. */
  List<Revoked.Edge> revoked = List.of();

  /** The edges from here into other rooms when they were looked at last. Publisher only. */
  Set<Beyond> beyond = new HashSet<>();

  /** Somebody here who hears somebody elsewhere. */
  record Beyond(long listener, long speaker, int aperture, int priority) {}

  RoomMedia(RoomKey key) {
    this.key = key;
  }
}
