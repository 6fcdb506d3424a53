package org.asclepion.media.route;

import io.netty.buffer.ByteBuf;

/** A packet on its way from the sender's loop to a loop of receivers; owns one reference. */
record Handover(
    Peer sender,
    ByteBuf packet,
    Source source,
    Codec codec,
    int layer,
    float loudness,
    boolean talking,
    boolean silent,
    long nanos,
    boolean repaired) {

  static Handover of(Peer sender, Incoming in) {
    return new Handover(
        sender,
        in.packet.retain(),
        in.source,
        in.codec,
        in.layer,
        in.loudness,
        in.talking,
        in.silent,
        in.nanos,
        in.repaired);
  }
}
