package org.avatarengine.animation.live;

import org.avatarengine.contract.frame.DetailLevel;

/** One connection to a session: what comes in from it, and what the session knows of it. */
public interface Viewer {

  /** Random, unguessable; the resume token is made of it. */
  String id();

  /** The level it gets now. */
  DetailLevel level();

  /** A binary message came: an acknowledgement, or a performer's frame. */
  void binary(byte[] bytes, int offset, int length, long nowUs);

  /** A JSON control message came; a bad one is answered with one that says why. */
  void text(String json, long nowUs);

  /** The transport can take a frame again: the newest one goes out if one is owed. */
  void writable(long nowUs);

  /** The connection is gone. Once is enough, more do no harm. */
  void left();
}
