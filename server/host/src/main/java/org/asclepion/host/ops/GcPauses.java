package org.asclepion.host.ops;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.asclepion.host.meter.Durations;

/**
 * Records how long the collector stopped the process, as far as the JVM tells: in whole
 * milliseconds. Called by a thread of the JVM's.
 */
final class GcPauses implements NotificationListener, AutoCloseable {
  private final Durations pauses;
  private final List<NotificationEmitter> listenedTo = new ArrayList<>();

  GcPauses(Durations pauses) {
    this.pauses = pauses;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (stops(collector.getName()) && collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
        listenedTo.add(emitter);
      }
    }
  }

  /** Whether what a collector of this name reports are stops, and not work beside the program. */
  static boolean stops(String collector) {
    return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && notification.getUserData() instanceof CompositeData data) {
      long millis = GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration();
      pauses.record(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : listenedTo) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException _) {
        // Then it hears nothing any more, as it should.
      }
    }
  }
}
