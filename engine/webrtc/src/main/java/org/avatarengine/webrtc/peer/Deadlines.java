package org.avatarengine.webrtc.peer;

import java.util.Arrays;

/**
 * Who is due next: a binary heap whose members know their place, so that a deadline moves in O(log
 * n) and nothing is allocated. Belongs to the I/O thread.
 */
final class Deadlines {
  private Timed[] heap = new Timed[64];
  private int size;

  /** Sets when a member is due; Long.MAX_VALUE takes it out. */
  void set(Timed timed, long dueUs) {
    if (dueUs == Long.MAX_VALUE) {
      remove(timed);
      return;
    }
    long before = timed.dueUs;
    timed.dueUs = dueUs;
    if (timed.place < 0) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      timed.place = size++;
      up(timed);
    } else if (dueUs < before) {
      up(timed);
    } else if (dueUs > before) {
      down(timed);
    }
  }

  void remove(Timed timed) {
    int place = timed.place;
    timed.dueUs = Long.MAX_VALUE;
    if (place < 0) {
      return;
    }
    timed.place = -1;
    Timed last = heap[--size];
    heap[size] = null;
    if (last != timed) {
      last.place = place;
      heap[place] = last;
      up(last);
      down(last);
    }
  }

  /** When the first is due, or Long.MAX_VALUE. */
  long nextUs() {
    return size == 0 ? Long.MAX_VALUE : heap[0].dueUs;
  }

  /** Takes out the first that is due, or null. */
  Timed poll(long nowUs) {
    if (nextUs() > nowUs) {
      return null;
    }
    Timed first = heap[0];
    remove(first);
    return first;
  }

  private void up(Timed timed) {
    int at = timed.place;
    while (at > 0 && heap[(at - 1) >> 1].dueUs > timed.dueUs) {
      at = move(heap[(at - 1) >> 1], at);
    }
    heap[at] = timed;
    timed.place = at;
  }

  private void down(Timed timed) {
    int at = timed.place;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && heap[child + 1].dueUs < heap[child].dueUs) {
        child++;
      }
      if (heap[child].dueUs >= timed.dueUs) {
        break;
      }
      at = move(heap[child], at);
    }
    heap[at] = timed;
    timed.place = at;
  }

  /** Puts a member elsewhere; returns where it was. */
  private int move(Timed timed, int to) {
    int from = timed.place;
    heap[to] = timed;
    timed.place = to;
    return from;
  }
}
