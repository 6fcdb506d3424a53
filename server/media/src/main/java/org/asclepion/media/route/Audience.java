package org.asclepion.media.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who hears and sees whom, as of one moment. Immutable; made by whoever knows the room, read by all
 * loops. Whoever is not named here gets nothing.
 */
public final class Audience {
  /** Before anybody has published anything: nobody hears or sees anybody. */
  public static final Audience NOBODY = new Builder(0).build();

  private static final Edge[] NO_EDGES = {};

  private final long version;
  private final Map<Long, Edge[]> bySender;
  private final Map<Long, Edge[]> picturesByReceiver;
  private final long[] receivers;

  /**
   * One way along which packets may go.
   *
   * @param priority the higher, the sooner served when not all can be
   * @param metres how far the sender is; 0 when that does not matter
   * @param wantedHeight in pixels, of a picture: more would not be seen; 0 for a voice
   */
  public record Edge(
      long receiver, long sender, Source source, int priority, float metres, int wantedHeight) {}

  private Audience(long version, List<Edge> edges) {
    this.version = version;
    Map<Long, List<Edge>> senders = new HashMap<>();
    Map<Long, List<Edge>> pictures = new HashMap<>();
    for (Edge edge : edges) {
      senders.computeIfAbsent(edge.sender(), _ -> new ArrayList<>()).add(edge);
      if (edge.source() != Source.VOICE) {
        pictures.computeIfAbsent(edge.receiver(), _ -> new ArrayList<>()).add(edge);
      }
    }
    bySender = arrays(senders);
    picturesByReceiver = arrays(pictures);
    receivers = edges.stream().mapToLong(Edge::receiver).distinct().toArray();
  }

  private static Map<Long, Edge[]> arrays(Map<Long, List<Edge>> lists) {
    Map<Long, Edge[]> arrays = HashMap.newHashMap(lists.size());
    lists.forEach((id, edges) -> arrays.put(id, edges.toArray(Edge[]::new)));
    return arrays;
  }

  /** Counts up from publication to publication within one gathering. */
  public long version() {
    return version;
  }

  /** The edges from a sender; not to be written to. */
  Edge[] from(long sender) {
    return bySender.getOrDefault(sender, NO_EDGES);
  }

  /** The edges along which a receiver gets pictures; not to be written to. */
  Edge[] picturesTo(long receiver) {
    return picturesByReceiver.getOrDefault(receiver, NO_EDGES);
  }

  /** Whoever hears or sees anybody; not to be written to. */
  long[] receivers() {
    return receivers;
  }

  /** Whether somebody hears or sees anybody. */
  boolean names(long receiver) {
    for (long id : receivers) {
      if (id == receiver) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is this edge. */
  public boolean has(long sender, long receiver, Source source) {
    for (Edge edge : from(sender)) {
      if (edge.receiver() == receiver && edge.source() == source) {
        return true;
      }
    }
    return false;
  }

  /** Collects edges. Owned by the thread that made it. */
  public static final class Builder {
    private final long version;
    private final List<Edge> edges = new ArrayList<>();

    public Builder(long version) {
      this.version = version;
    }

    public Builder hears(long receiver, long sender, int priority, float metres) {
      edges.add(new Edge(receiver, sender, Source.VOICE, priority, metres, 0));
      return this;
    }

    /** Adds a picture: {@link Source#CAMERA} or {@link Source#SCREEN}. */
    public Builder sees(
        long receiver, long sender, Source picture, int priority, int wantedHeight) {
      if (picture == Source.VOICE) {
        throw new IllegalArgumentException("a voice is not seen");
      }
      edges.add(new Edge(receiver, sender, picture, priority, 0, wantedHeight));
      return this;
    }

    public Audience build() {
      return new Audience(version, edges);
    }
  }
}
