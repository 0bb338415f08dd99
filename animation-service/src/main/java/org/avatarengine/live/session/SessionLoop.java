package org.avatarengine.live.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.avatarengine.animation.live.LiveSession;
import org.avatarengine.animation.live.SessionStats;
import org.avatarengine.animation.stream.EncodedFrame;

/**
 * One event loop with the sessions it owns. A single ticker beats them all: each sixtieth of a
 * second has eight slots, and a session keeps the slot it was given, so that the frames of many
 * sessions leave evenly and not in bursts.
 *
 * <p>What goes to sockets of another loop is gathered while sessions run and handed over at the end
 * of the slot: one task for each pair of loops and slot, however many sockets there are.
 */
public final class SessionLoop {

  /** Parts of a beat in which sessions have their turn. */
  static final int SLOTS = 8;

  private static final int AT_ONCE = 16;
  private static final long SLOT_NANOS = 1_000_000_000L / 60 / SLOTS;

  private final EventLoop eventLoop;
  private final int index;
  private final List<List<HeldSession>> slots = new ArrayList<>();
  private final List<Parcel> parcels = new ArrayList<>();
  private final List<EncodedFrame> wiredFrames = new ArrayList<>();
  private final List<ByteBuf> wires = new ArrayList<>();
  private final BeatTimes beats = new BeatTimes();
  private final BeatTimes lateness = new BeatTimes();
  private final StatsSum retired = new StatsSum();
  private ScheduledFuture<?> ticker;
  private long originNanos;
  private long lastSlot;
  private volatile int load;
  private volatile long skipped;

  SessionLoop(EventLoop eventLoop, int index, int loops) {
    this.eventLoop = eventLoop;
    this.index = index;
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
    for (int i = 0; i < loops; i++) {
      parcels.add(new Parcel());
    }
  }

  /** The Netty loop behind it. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Whether the caller is on it. */
  public boolean isHere() {
    return eventLoop.inEventLoop();
  }

  /** How many sessions it owns, about. */
  int load() {
    return load;
  }

  /** How long beats took, nanoseconds. */
  public BeatTimes beats() {
    return beats;
  }

  /** How late slots began, nanoseconds. */
  public BeatTimes lateness() {
    return lateness;
  }

  /** Slots left out because the loop was behind by more than a beat. */
  public long skippedSlots() {
    return skipped;
  }

  void execute(Runnable task) {
    try {
      eventLoop.execute(task);
    } catch (RejectedExecutionException stopping) {
      // The process ends, and with it all that the task was for.
      return;
    }
  }

  void start() {
    execute(
        () -> {
          originNanos = System.nanoTime();
          ticker =
              eventLoop.scheduleAtFixedRate(
                  this::tick, SLOT_NANOS, SLOT_NANOS, TimeUnit.NANOSECONDS);
        });
  }

  void stop() {
    execute(
        () -> {
          if (ticker != null) {
            ticker.cancel(false);
          }
        });
  }

  void add(HeldSession session) {
    List<HeldSession> emptiest = slots.get(0);
    for (List<HeldSession> slot : slots) {
      if (slot.size() < emptiest.size()) {
        emptiest = slot;
      }
    }
    emptiest.add(session);
    load++;
  }

  void remove(HeldSession session) {
    for (List<HeldSession> slot : slots) {
      if (slot.remove(session)) {
        load--;
        return;
      }
    }
  }

  void retire(HeldSession session, SessionStats stats) {
    remove(session);
    retired.add(stats);
  }

  /** All sessions that it owns now. On the loop. */
  List<HeldSession> sessions() {
    List<HeldSession> all = new ArrayList<>(load);
    slots.forEach(all::addAll);
    return all;
  }

  /**
   * Visits all sessions, a few at a time, so that no beat is late for it. Any thread.
   *
   * @param done called on the loop after the last one
   */
  void survey(BiConsumer<HeldSession, LiveSession> visit, Runnable done) {
    execute(() -> survey(sessions(), 0, visit, done));
  }

  private void survey(
      List<HeldSession> all, int from, BiConsumer<HeldSession, LiveSession> visit, Runnable done) {
    int to = Math.min(all.size(), from + AT_ONCE);
    for (HeldSession session : all.subList(from, to)) {
      if (session.home() == this && !session.isClosed()) {
        visit.accept(session, session.live());
      }
    }
    if (to < all.size()) {
      execute(() -> survey(all, to, visit, done));
    } else {
      done.run();
    }
  }

  /** What sessions that are gone had done. On the loop. */
  StatsSum retired() {
    return retired;
  }

  private void tick() {
    long now = System.nanoTime();
    long slot = (now - originNanos) / SLOT_NANOS;
    long first = lastSlot + 1;
    if (slot - first >= SLOTS) {
      skipped += slot - first - SLOTS + 1;
      first = slot - SLOTS + 1;
    }
    for (long due = first; due <= slot; due++) {
      lateness.record(now - originNanos - due * SLOT_NANOS);
      beat(slots.get((int) (due % SLOTS)));
    }
    lastSlot = Math.max(lastSlot, slot);
  }

  private void beat(List<HeldSession> sessions) {
    // Backwards: a session that ends takes itself out.
    for (int i = sessions.size() - 1; i >= 0; i--) {
      if (i >= sessions.size()) {
        continue;
      }
      HeldSession session = sessions.get(i);
      long start = System.nanoTime();
      if (session.beat()) {
        long took = System.nanoTime() - start;
        beats.record(took);
        session.live().beatTook(took);
      }
    }
    handOver();
  }

  /**
   * The transport's form of a frame, made at most once for all sockets that get it; it is released
   * when the session's turn is over.
   */
  public ByteBuf wire(EncodedFrame frame, boolean text) {
    if (frame.wire() instanceof ByteBuf made) {
      return made;
    }
    ByteBuf wire = SocketFrames.of(frame, text);
    frame.setWire(wire);
    wiredFrames.add(frame);
    wires.add(wire);
    return wire;
  }

  /** Adds something to what is handed over to another loop at the end of this turn. */
  public void send(SessionLoop to, Delivery delivery, ByteBuf wire) {
    parcels.get(to.index).add(to, delivery, wire);
  }

  /** Ends a session's turn: parcels leave, shared bytes are let go. */
  void handOver() {
    for (int i = 0; i < parcels.size(); i++) {
      Parcel parcel = parcels.get(i);
      if (!parcel.isEmpty()) {
        parcels.set(i, new Parcel());
        parcel.leave();
      }
    }
    for (int i = 0; i < wires.size(); i++) {
      ByteBuf wire = wires.get(i);
      EncodedFrame frame = wiredFrames.get(i);
      if (frame.wire() == wire) {
        frame.setWire(null);
      }
      wire.release();
    }
    wires.clear();
    wiredFrames.clear();
  }

  /** Where bytes go on another loop. */
  @FunctionalInterface
  public interface Delivery {
    /** On the socket's loop; the bytes are given away. */
    void write(ByteBuf wire);
  }

  private static final class Parcel {
    private final List<Delivery> deliveries = new ArrayList<>(4);
    private final List<ByteBuf> wires = new ArrayList<>(4);
    private SessionLoop to;

    void add(SessionLoop to, Delivery delivery, ByteBuf wire) {
      this.to = to;
      deliveries.add(delivery);
      wires.add(wire);
    }

    boolean isEmpty() {
      return wires.isEmpty();
    }

    void leave() {
      try {
        to.eventLoop.execute(this::deliver);
      } catch (RejectedExecutionException stopping) {
        wires.forEach(ByteBuf::release);
      }
    }

    private void deliver() {
      for (int i = 0; i < wires.size(); i++) {
        deliveries.get(i).write(wires.get(i));
      }
    }
  }
}
