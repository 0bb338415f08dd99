package org.avatarengine.webrtc.peer;

/** Something that wants to be called at a time; belongs to one {@link Deadlines}. */
abstract class Timed {
  long dueUs = Long.MAX_VALUE;
  int place = -1;

  /** The time came; called on the I/O thread, after it was taken out. */
  abstract void onDue(long nowUs);
}
