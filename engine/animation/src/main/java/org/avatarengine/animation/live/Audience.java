package org.avatarengine.animation.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.stream.EncodedFrame;
import org.avatarengine.animation.stream.FrameStream;
import org.avatarengine.animation.stream.LevelClock;
import org.avatarengine.animation.stream.TargetMapper;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;

/**
 * Who watches, by level, and what goes out to them: each beat one pass over each level that is due.
 * A viewer whose transport takes nothing is passed by and gets the newest frame when it can.
 */
final class Audience {

  /** How many different UDP forms (dialect and subject) there are at most. */
  private static final int MAX_FORMS = 16;

  private final LiveSettings settings;
  private final TargetMapper mapper;
  private final LevelGroup[] groups;
  private final Map<String, DialectForm> forms = new HashMap<>();
  private final Map<String, SessionViewer> byId = new HashMap<>();
  private final float[] targets;
  private final long[] framesSent;
  private float[] values = new float[Channel.COUNT];
  private long targetsOf = -1;
  private long sequence = -1;
  private long beatUs;
  private boolean moving;
  private long bytesSent;
  private long keyFrames;
  private long notWritable;
  private long encodingsLastBeat;
  private long encodingsMaxBeat;

  /**
   * Nobody yet.
   *
   * @param mapper the rig of JSON and MessagePack frames, or null
   */
  Audience(LiveSettings settings, TargetMapper mapper) {
    this.settings = settings;
    this.mapper = mapper;
    this.targets = mapper == null ? null : new float[mapper.count()];
    DetailLevel[] levels = DetailLevel.values();
    this.groups = new LevelGroup[levels.length];
    this.framesSent = new long[levels.length];
    for (DetailLevel level : levels) {
      groups[level.ordinal()] = new LevelGroup(settings.profile(), level);
    }
  }

  int size() {
    return byId.size();
  }

  SessionViewer find(String id) {
    return byId.get(id);
  }

  /** All, in no order that matters. */
  List<SessionViewer> all() {
    return new ArrayList<>(byId.values());
  }

  /**
   * Gives a viewer of a UDP dialect its form.
   *
   * @return false when there are too many different ones
   */
  boolean form(SessionViewer viewer, String subject) {
    if (viewer.isBinary() || viewer.isText()) {
      return true;
    }
    boolean liveLink = viewer.format == WireFormat.LIVE_LINK;
    String key = liveLink ? "live-link " + subject : "vmc";
    DialectForm form = forms.get(key);
    if (form == null) {
      if (forms.size() == MAX_FORMS) {
        forms.values().removeIf(known -> all().stream().noneMatch(other -> other.form == known));
      }
      if (forms.size() == MAX_FORMS) {
        return false;
      }
      form =
          new DialectForm(liveLink ? Dialects.liveLink(subject, settings.fps()) : Dialects.vmc());
      forms.put(key, form);
    }
    viewer.form = form;
    return true;
  }

  void add(SessionViewer viewer) {
    byId.put(viewer.id(), viewer);
    group(viewer).add(viewer);
  }

  void remove(SessionViewer viewer) {
    if (byId.remove(viewer.id(), viewer)) {
      group(viewer).remove(viewer);
    }
  }

  /** Puts a viewer on another level; it gets a key frame next. */
  void move(SessionViewer viewer, DetailLevel to, String reason) {
    if (viewer.level() == to) {
      return;
    }
    group(viewer).remove(viewer);
    viewer.level(to);
    group(viewer).add(viewer);
    viewer.port.text(ControlReply.level(to, settings.fps(), reason));
  }

  /**
   * Sends one frame to all whose level is due.
   *
   * @param last the beat before it, −1 for none: a relay's owner may have skipped some
   * @param beat counted from the session's first
   * @param composed 61 floats, not changed
   * @param mediaUs when the frame is from, in media time
   */
  void beat(long last, long beat, long frameSequence, float[] composed, long mediaUs, long nowUs) {
    long before = encodings();
    sequence = frameSequence;
    beatUs = mediaUs;
    values = composed;
    for (LevelGroup group : groups) {
      if (group.size() > 0 && LevelClock.due(group.level, last, beat, settings.fps())) {
        broadcast(group, nowUs);
      }
    }
    encodingsLastBeat = encodings() - before;
    encodingsMaxBeat = Math.max(encodingsMaxBeat, encodingsLastBeat);
    if (moving) {
      moving = false;
      settleMoves();
    }
  }

  /** The newest frame for one viewer now, if its transport takes it. */
  void catchUp(SessionViewer viewer, long nowUs) {
    if (sequence < 0) {
      return;
    }
    if (!viewer.port.isWritable()) {
      viewer.owed = true;
      return;
    }
    LevelGroup group = group(viewer);
    if (viewer.isBinary() || viewer.isText()) {
      freshen(group);
      if (!viewer.mayGet(group.stream().newest().sequence())) {
        return;
      }
    }
    push(viewer, group, nowUs);
  }

  /** Whether there is a frame that the viewer has not got. */
  boolean hasNewer(SessionViewer viewer) {
    if (sequence < 0) {
      return false;
    }
    if (viewer.form != null) {
      return viewer.lastSequence != sequence;
    }
    var newest = group(viewer).stream().newest();
    return newest == null || newest.sequence() != viewer.lastSequence;
  }

  long[] framesSent() {
    return framesSent;
  }

  int[] byLevel() {
    int[] sizes = new int[groups.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = groups[i].size();
    }
    return sizes;
  }

  long bytesSent() {
    return bytesSent;
  }

  long keyFrames() {
    return keyFrames;
  }

  long notWritable() {
    return notWritable;
  }

  long encodings() {
    long sum = 0;
    for (LevelGroup group : groups) {
      sum += group.encodings();
    }
    return sum;
  }

  long encodingsLastBeat() {
    return encodingsLastBeat;
  }

  long encodingsMaxBeat() {
    return encodingsMaxBeat;
  }

  private void broadcast(LevelGroup group, long nowUs) {
    if (group.binaryCount + group.textCount > 0) {
      FrameStream stream = group.stream();
      stream.next(sequence, mediaMs(), values);
      if (group.binaryCount > 0) {
        stream.settle(group.windows, group.binaryCount);
      }
    }
    // Backwards, for a port may end its viewer on the way, and the last one takes its place.
    for (int i = group.binaryCount - 1; i >= 0; i--) {
      if (i < group.binaryCount) {
        deliver(group.binary[i], group, nowUs);
      }
    }
    for (int i = group.otherCount - 1; i >= 0; i--) {
      if (i < group.otherCount) {
        deliver(group.others[i], group, nowUs);
      }
    }
  }

  private void deliver(SessionViewer viewer, LevelGroup group, long nowUs) {
    if (viewer.lastSequence == sequence) {
      return;
    }
    boolean writable = viewer.port.isWritable();
    // A transport that has taken nothing yet still connects; that says nothing about the path.
    boolean connected = writable || viewer.lastSequence >= 0;
    if (connected && viewer.automatic && viewer.controller.frame(writable, nowUs)) {
      viewer.moves = true;
      moving = true;
    }
    if (writable) {
      push(viewer, group, nowUs);
      return;
    }
    viewer.owed = true;
    if (connected) {
      viewer.notWritable++;
      notWritable++;
    }
  }

  private void push(SessionViewer viewer, LevelGroup group, long nowUs) {
    EncodedFrame frame =
        switch (viewer.format) {
          case BINARY -> group.stream().binary(viewer.window);
          case JSON -> group.stream().json(targets());
          case MESSAGE_PACK -> group.stream().messagePack(targets());
          case LIVE_LINK, VMC -> viewer.form.frame(values, sequence, beatUs);
        };
    long of = frame.sequence();
    boolean key = frame.isKey();
    viewer.window.sent(of);
    if (viewer.port.isReliable()) {
      viewer.window.acknowledge(of);
    }
    viewer.shown(of, key, nowUs);
    framesSent[group.level.ordinal()]++;
    bytesSent += frame.length();
    if (key && viewer.isBinary()) {
      keyFrames++;
    }
    viewer.port.frame(frame);
  }

  /** A stream that nobody watched has stood still: it shows the newest face first. */
  private void freshen(LevelGroup group) {
    FrameStream stream = group.stream();
    int beats = settings.fps() / LevelClock.fps(group.level, settings.fps()) + 1;
    if (stream.newest() == null
        || ((sequence - stream.newest().sequence()) & 0xFFFF_FFFFL) > beats) {
      stream.next(sequence, mediaMs(), values);
    }
  }

  private float[] targets() {
    if (mapper != null && targetsOf != sequence) {
      targetsOf = sequence;
      mapper.map(values, beatUs, targets);
    }
    return targets;
  }

  private long mediaMs() {
    return (beatUs / 1_000) & 0xFFFF_FFFFL;
  }

  private void settleMoves() {
    for (SessionViewer viewer : all()) {
      if (viewer.moves) {
        viewer.moves = false;
        move(viewer, viewer.controller.level(), viewer.controller.reason());
      }
    }
  }

  private LevelGroup group(SessionViewer viewer) {
    return groups[viewer.level().ordinal()];
  }
}
