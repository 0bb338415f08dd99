package org.avatarengine.animation.live;

import org.avatarengine.animation.stream.AckWindow;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameText;
import org.avatarengine.contract.session.SessionRole;

/** One connection as the session sees it; what comes in goes to the session's {@link Desk}. */
final class SessionViewer implements Viewer {

  /** What the session does with what comes in. */
  interface Desk {
    void binary(SessionViewer viewer, byte[] bytes, int offset, int length, long nowUs);

    void text(SessionViewer viewer, String json, long nowUs);

    void writable(SessionViewer viewer, long nowUs);

    void left(SessionViewer viewer);
  }

  final long number;
  final SessionRole role;
  final WireFormat format;
  final ViewerPort port;
  final AckWindow window = new AckWindow();
  final LevelController controller;
  final RateLimit acknowledgements;
  final RateLimit controls;
  final RateLimit inputs;
  final RateLimit keys;
  final RateLimit errors;
  final RateWindow sent = new RateWindow();
  boolean automatic;
  DialectForm form;

  /** A performer's frames are decoded against what was decoded before. */
  FrameDecoder performer;

  /** Its place in its level's group. */
  int place = -1;

  boolean here = true;

  /** A frame was due that could not leave. */
  boolean owed;

  /** Its level changed while frames were going out. */
  boolean moves;

  long lastSequence = -1;
  long keyFrames;
  long notWritable;
  int flooded;
  LevelController.Report report = new LevelController.Report(-1, -1, -1, -1);

  private final String id;
  private final Desk desk;
  private DetailLevel level;
  private ConnectionState state;
  private long lastBeforeMove = -1;

  SessionViewer(
      long number,
      String id,
      ViewerRequest request,
      DetailLevel level,
      boolean automatic,
      ViewerPort port,
      Desk desk,
      long nowUs) {
    this.number = number;
    this.id = id;
    this.role = request.role();
    this.format = request.format();
    this.level = level;
    this.automatic = automatic;
    this.port = port;
    this.desk = desk;
    this.controller = new LevelController(level, nowUs);
    this.acknowledgements = new RateLimit(240, 480, nowUs);
    this.controls = new RateLimit(50, 100, nowUs);
    this.inputs = new RateLimit(150, 300, nowUs);
    this.keys = new RateLimit(5, 5, nowUs);
    this.errors = new RateLimit(5, 10, nowUs);
    this.state =
        new ConnectionState.Init(nowUs).toConnecting(nowUs).toConnected(nowUs, request.format());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public DetailLevel level() {
    return level;
  }

  @Override
  public void binary(byte[] bytes, int offset, int length, long nowUs) {
    if (here) {
      desk.binary(this, bytes, offset, length, nowUs);
    }
  }

  @Override
  public void text(String json, long nowUs) {
    if (here) {
      desk.text(this, json, nowUs);
    }
  }

  @Override
  public void writable(long nowUs) {
    if (here) {
      desk.writable(this, nowUs);
    }
  }

  @Override
  public void left() {
    if (here) {
      desk.left(this);
    }
  }

  /** Whether it gets the codec, and so is encoded for by base. */
  boolean isBinary() {
    return format == WireFormat.BINARY;
  }

  /** Whether it gets {@link FrameText}. */
  boolean isText() {
    return format == WireFormat.JSON || format == WireFormat.MESSAGE_PACK;
  }

  /**
   * Whether a frame of that number may go to it: none older than the last one, and the same again
   * only at the level it had before, for a number stands for one frame.
   */
  boolean mayGet(long sequence) {
    if (lastSequence < 0) {
      return true;
    }
    int newer = (int) (sequence - lastSequence);
    return newer > 0 || newer == 0 && lastSequence != lastBeforeMove;
  }

  ConnectionState state() {
    return state;
  }

  void level(DetailLevel to) {
    level = to;
    lastBeforeMove = lastSequence;
    window.reset();
    if (state instanceof ConnectionState.Active active) {
      state = active.toLevel(to);
    }
  }

  /** A frame left. */
  void shown(long sequence, boolean key, long nowUs) {
    lastSequence = sequence;
    owed = false;
    sent.add(1, nowUs);
    if (key && isBinary()) {
      keyFrames++;
    }
    if (state instanceof ConnectionState.Connected connected) {
      state = connected.toActive(nowUs, level);
    }
  }

  /** It is over, from this side or the other. */
  void ended(CloseReason reason, long nowUs) {
    here = false;
    state =
        switch (state) {
          case ConnectionState.Connected connected ->
              connected.toClosing(nowUs, reason).toClosed(nowUs);
          case ConnectionState.Active active -> active.toClosing(nowUs, reason).toClosed(nowUs);
          default -> state;
        };
  }
}
