package org.asclepion.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The floor: a relay that knows nothing of hospitals. Once per tick it sends each room's members
 * one frame, made once, of a size a real run had. What it costs no server on this machine can save.
 * A process of its own with one loop, which owns everything here; it reads commands on standard
 * input ({@code start}, {@code stop}) and ends with it.
 *
 * <p>Rooms tick in a few groups, evenly spread over the period, so that the loop wakes up a few
 * times per tick and not once per room.
 */
final class Relay {
  /** Groups that rooms tick in. */
  static final int GROUPS = 8;

  /** A tick this late is left out. */
  private static final long LATE_PERIODS = 1;

  private final EventLoop loop;
  private final @Nullable RelayConnection[][] rooms;
  private final long periodNanos;
  private final double framesPerTick;
  private final FrameSizes sizes;
  private final double[] owed;
  private final SplittableRandom random = new SplittableRandom(11);
  private final Histogram addedMicros = new Histogram();
  private int turn;

  private Relay(EventLoop loop, int rooms, int perRoom, double hz, FrameSizes sizes) {
    this.loop = loop;
    this.rooms = new @Nullable RelayConnection[rooms][perRoom];
    this.periodNanos = periodNanos(hz);
    this.framesPerTick = Math.min(1, sizes.framesPerSecond() / hz);
    this.sizes = sizes;
    this.owed = new double[rooms];
  }

  static long periodNanos(double hz) {
    return (long) (1e9 / hz);
  }

  /** When a room's ticks are, modulo the period, on the machine's monotonic clock. */
  static long phaseNanos(int room, long periodNanos) {
    return room % GROUPS * periodNanos / GROUPS;
  }

  public static void main(String[] args) throws IOException {
    boolean epoll = Epoll.isAvailable();
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    double hz = Double.parseDouble(args[2]);
    FrameSizes sizes = FrameSizes.load(args.length > 3 ? Path.of(args[3]) : null, hz);
    Relay relay =
        new Relay(group.next(), Integer.parseInt(args[0]), Integer.parseInt(args[1]), hz, sizes);
    System.out.println("port " + relay.listen(group, epoll));
    relay.start();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      boolean start = line.equals("start");
      String answer =
          relay
              .loop
              .submit(() -> start ? relay.measure() : relay.figures())
              .syncUninterruptibly()
              .getNow();
      System.out.println(answer);
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private int listen(EventLoopGroup group, boolean epoll) {
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    Channel listening =
        new ServerBootstrap()
            .group(group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new RelayConnection(Relay.this));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  private void start() {
    long now = System.nanoTime();
    for (int group = 0; group < Math.min(GROUPS, rooms.length); group++) {
      long phase = phaseNanos(group, periodNanos);
      schedule(group, now + Math.floorMod(phase - now, periodNanos));
    }
  }

  private void schedule(int group, long atNanos) {
    var _ =
        loop.schedule(
            () -> tick(group, atNanos), atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void tick(int group, long atNanos) {
    for (int room = group; room < rooms.length; room += GROUPS) {
      owed[room] += framesPerTick;
      if (owed[room] >= 1) {
        owed[room]--;
        send(rooms[room]);
      }
    }
    long next = atNanos + periodNanos;
    long behind = System.nanoTime() - next;
    schedule(
        group,
        behind > LATE_PERIODS * periodNanos ? next + behind / periodNanos * periodNanos : next);
  }

  private void send(@Nullable RelayConnection[] members) {
    ByteBuf frame = frame(members);
    long now = System.nanoTime();
    for (RelayConnection member : members) {
      Channel to = member == null ? null : member.channel();
      if (member != null && to != null && to.isWritable()) {
        var _ = to.write(frame.retainedDuplicate(), to.voidPromise());
        to.flush();
        if (member.readNanos != 0) {
          addedMicros.add((now - member.readNanos) / 1_000);
          member.readNanos = 0;
        }
      }
    }
    frame.release();
  }

  private ByteBuf frame(@Nullable RelayConnection[] members) {
    int wanted = sizes.draw(random);
    int entries = RelayFrame.entries(wanted, members.length);
    int size = Math.max(wanted, RelayFrame.HEAD + entries * RelayFrame.ENTRY);
    ByteBuf frame = io.netty.buffer.ByteBufAllocator.DEFAULT.directBuffer(size + 10);
    frame.writeByte(0x82);
    if (size < 126) {
      frame.writeByte(size);
    } else if (size <= 0xFFFF) {
      frame.writeByte(126).writeShort(size);
    } else {
      frame.writeByte(127).writeLong(size);
    }
    int first = entries == members.length ? 0 : turn++ * entries % members.length;
    frame.writeShort(first);
    for (int i = 0; i < entries; i++) {
      RelayConnection member = members[(first + i) % members.length];
      frame.writeLong(member == null ? 0 : member.sentNanos);
    }
    return frame.writeZero(size - RelayFrame.HEAD - entries * RelayFrame.ENTRY);
  }

  void joined(RelayConnection connection, int room, int member) {
    rooms[room][member] = connection;
  }

  private String measure() {
    addedMicros.clear();
    return "started";
  }

  private String figures() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("p50", addedMicros.percentile(0.5) / 1e3);
    json.put("p99", addedMicros.percentile(0.99) / 1e3);
    json.put("max", addedMicros.max() / 1e3);
    return json.toString();
  }
}
