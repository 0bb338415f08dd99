package org.avatarengine.webrtc.sctp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Fragments become messages, and ordered messages wait for their turn (RFC 9260 sections 6.5, 6.6
 * and 6.9). What is whole and in turn passes through without a copy. Nothing is allocated by a
 * length that a packet only states.
 */
final class Reassembly {

  /** Takes whole messages. */
  interface Sink {
    void onMessage(int stream, int ppid, byte[] bytes, int offset, int length);
  }

  private static final class Fragment {
    final byte[] data;
    Fragment next;

    Fragment(byte[] data) {
      this.data = data;
    }
  }

  /** Neighbouring fragments of one message. */
  private static final class Run {
    int first;
    int last;
    int stream;
    int ssn;
    int ppid;
    boolean unordered;
    boolean begins;
    boolean ends;
    int bytes;
    int fragments;
    Fragment head;
    Fragment tail;

    boolean continues(Run before) {
      return !before.ends
          && !begins
          && stream == before.stream
          && unordered == before.unordered
          && (unordered || ssn == before.ssn);
    }

    void append(Run after) {
      last = after.last;
      ends = after.ends;
      bytes += after.bytes;
      fragments += after.fragments;
      tail.next = after.head;
      tail = after.tail;
    }
  }

  private static final class InStream {
    int nextSsn;
    final Map<Integer, Run> waiting = new HashMap<>(0);
  }

  private final Sink sink;
  private final int maxMessage;
  private final int maxBytes;
  private final int maxFragments;
  private final int maxStreams;
  private final Map<Integer, Run> byFirst = new HashMap<>();
  private final Map<Integer, Run> byLast = new HashMap<>();
  private final Map<Integer, InStream> streams = new HashMap<>();
  private byte[] whole = new byte[0];
  private int bytes;
  private int fragments;
  private long dropped;

  Reassembly(SctpSettings settings, Sink sink) {
    this.sink = sink;
    this.maxMessage = settings.maxMessageBytes();
    this.maxBytes = settings.receiveBufferBytes();
    this.maxFragments = Math.max(256, settings.receiveBufferBytes() / 64);
    this.maxStreams = settings.maxStreams() + 16;
  }

  /** Bytes that are held back. */
  int bytes() {
    return bytes;
  }

  long dropped() {
    return dropped;
  }

  /**
   * Whether there is room for a chunk.
   *
   * @param next whether it is the one that all others wait for; it may go beyond the window, or
   *     nothing would move again
   */
  boolean hasRoom(int length, boolean next) {
    return next
        ? bytes + length <= maxBytes + maxMessage && fragments < 2 * maxFragments
        : bytes + length <= maxBytes && fragments < maxFragments;
  }

  /** Returns false when a message grew beyond what was agreed. */
  boolean add(
      int tsn, int stream, int ssn, int ppid, int flags, byte[] packet, int offset, int length) {
    boolean begins = (flags & Wire.FLAG_BEGIN) != 0;
    boolean ends = (flags & Wire.FLAG_END) != 0;
    boolean unordered = (flags & Wire.FLAG_UNORDERED) != 0;
    if (length > maxMessage) {
      return false;
    }
    if (begins && ends) {
      if (unordered) {
        sink.onMessage(stream, ppid, packet, offset, length);
        return true;
      }
      InStream in = inStream(stream);
      if (in == null || Wire.ssnBefore(ssn, in.nextSsn)) {
        dropped++;
        return true;
      }
      if (ssn == in.nextSsn) {
        in.nextSsn = (ssn + 1) & 0xffff;
        sink.onMessage(stream, ppid, packet, offset, length);
        deliverNext(in);
        return true;
      }
    }
    Run run = new Run();
    run.first = tsn;
    run.last = tsn;
    run.stream = stream;
    run.ssn = ssn;
    run.ppid = ppid;
    run.unordered = unordered;
    run.begins = begins;
    run.ends = ends;
    run.bytes = length;
    run.fragments = 1;
    run.head = new Fragment(Arrays.copyOfRange(packet, offset, offset + length));
    run.tail = run.head;
    bytes += length;
    fragments++;
    return join(run);
  }

  /** Nothing up to there will come any more: what is incomplete below goes. */
  void forward(int tsn) {
    Iterator<Run> all = byFirst.values().iterator();
    while (all.hasNext()) {
      Run run = all.next();
      if (!Wire.before(tsn, run.first)) {
        all.remove();
        byLast.remove(run.last);
        release(run);
      }
    }
  }

  /** Messages of a stream up to that number will not come any more (RFC 3758 section 3.6). */
  void skip(int stream, int ssn) {
    InStream in = inStream(stream);
    if (in == null || Wire.ssnBefore(ssn, in.nextSsn)) {
      return;
    }
    int from = in.nextSsn;
    in.nextSsn = (ssn + 1) & 0xffff;
    if (!in.waiting.isEmpty()) {
      int[] numbers =
          in.waiting.keySet().stream()
              .filter(waiting -> !Wire.ssnBefore(ssn, waiting))
              .mapToInt(waiting -> (waiting - from) & 0xffff)
              .sorted()
              .toArray();
      for (int number : numbers) {
        Run run = in.waiting.remove((from + number) & 0xffff);
        if (run != null) {
          deliver(run);
        }
      }
    }
    deliverNext(in);
  }

  /** The stream starts anew (RFC 6525 section 5.2.2). */
  void reset(int stream) {
    InStream in = streams.remove(stream);
    if (in != null) {
      in.waiting.values().forEach(this::release);
    }
  }

  void clear() {
    byFirst.clear();
    byLast.clear();
    streams.clear();
    whole = new byte[0];
    bytes = 0;
    fragments = 0;
  }

  private boolean join(Run added) {
    Run run = added;
    Run left = byLast.get(run.first - 1);
    if (left != null && run.continues(left)) {
      byLast.remove(left.last);
      byFirst.remove(left.first);
      left.append(run);
      run = left;
    }
    Run right = byFirst.get(run.last + 1);
    if (right != null && right.continues(run)) {
      byFirst.remove(right.first);
      byLast.remove(right.last);
      run.append(right);
    }
    if (run.bytes > maxMessage) {
      release(run);
      return false;
    }
    if (run.begins && run.ends) {
      complete(run);
    } else {
      byFirst.put(run.first, run);
      byLast.put(run.last, run);
    }
    return true;
  }

  private void complete(Run run) {
    if (run.unordered) {
      deliver(run);
      return;
    }
    InStream in = inStream(run.stream);
    if (in == null || Wire.ssnBefore(run.ssn, in.nextSsn) || in.waiting.containsKey(run.ssn)) {
      dropped++;
      release(run);
    } else if (run.ssn == in.nextSsn) {
      in.nextSsn = (run.ssn + 1) & 0xffff;
      deliver(run);
      deliverNext(in);
    } else {
      in.waiting.put(run.ssn, run);
    }
  }

  private void deliverNext(InStream in) {
    while (!in.waiting.isEmpty()) {
      Run run = in.waiting.remove(in.nextSsn);
      if (run == null) {
        return;
      }
      in.nextSsn = (in.nextSsn + 1) & 0xffff;
      deliver(run);
    }
  }

  private void deliver(Run run) {
    release(run);
    if (run.fragments == 1) {
      sink.onMessage(run.stream, run.ppid, run.head.data, 0, run.bytes);
      return;
    }
    if (whole.length < run.bytes) {
      whole = new byte[Math.min(maxMessage, Math.max(run.bytes, 2 * whole.length))];
    }
    int at = 0;
    for (Fragment part = run.head; part != null; part = part.next) {
      System.arraycopy(part.data, 0, whole, at, part.data.length);
      at += part.data.length;
    }
    sink.onMessage(run.stream, run.ppid, whole, 0, run.bytes);
  }

  private void release(Run run) {
    bytes -= run.bytes;
    fragments -= run.fragments;
  }

  private InStream inStream(int stream) {
    InStream in = streams.get(stream);
    if (in == null && streams.size() < maxStreams) {
      in = new InStream();
      streams.put(stream, in);
    }
    return in;
  }
}
