package org.avatarengine.animation.live;

import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.session.SessionRole;

/**
 * Reads what viewers and performers send. A message that its role does not permit, or that is
 * wrong, is answered with an error; who sends far too much is put out.
 */
final class ViewerDesk implements SessionViewer.Desk {

  private static final int ACKNOWLEDGEMENT = 0x11;
  private static final int ACKNOWLEDGEMENT_BYTES = 5;
  private static final int FRAME = 0x01;

  /** So many messages beyond its limits, and a viewer is put out. */
  static final int FLOOD = 500;

  /** What the desk asks of the session. */
  interface House {
    /** The session's time for a caller's, which never goes back. */
    long clock(long nowUs);

    /** The other side went. */
    void gone(SessionViewer viewer);

    /** This side ends it. */
    void expel(SessionViewer viewer, CloseReason reason, long nowUs);
  }

  private final LiveSettings settings;
  private final House house;
  private final Face face;
  private final SessionSources sources;
  private final Audience audience;
  private final QuantizedFrame frame = new QuantizedFrame();
  private final byte[] reply = new byte[ACKNOWLEDGEMENT_BYTES];
  private long messages;
  private long errors;
  private long floods;

  ViewerDesk(
      LiveSettings settings, House house, Face face, SessionSources sources, Audience audience) {
    this.settings = settings;
    this.house = house;
    this.face = face;
    this.sources = sources;
    this.audience = audience;
  }

  @Override
  public void binary(SessionViewer viewer, byte[] bytes, int offset, int length, long callerUs) {
    long nowUs = house.clock(callerUs);
    if (!viewer.acknowledgements.take(nowUs)) {
      flood(viewer, nowUs);
    } else if (length == ACKNOWLEDGEMENT_BYTES && bytes[offset] == ACKNOWLEDGEMENT) {
      viewer.window.acknowledge(u32(bytes, offset + 1));
    } else if (length == 0 || bytes[offset] != FRAME) {
      error(viewer, "bad-message", "Binary messages are frames and acknowledgements.", nowUs);
    } else if (viewer.role != SessionRole.PERFORMER) {
      error(viewer, "forbidden", "Only a performer sends frames.", nowUs);
    } else {
      performed(viewer, bytes, offset, length, nowUs);
    }
  }

  @Override
  public void text(SessionViewer viewer, String json, long callerUs) {
    long nowUs = house.clock(callerUs);
    messages++;
    boolean performer = viewer.role == SessionRole.PERFORMER;
    boolean permitted = (performer ? viewer.inputs : viewer.controls).take(nowUs);
    if (!permitted) {
      error(viewer, "slow-down", "Too many messages; this one was dropped.", nowUs);
      flood(viewer, nowUs);
      return;
    }
    ControlMessage message = ControlReader.read(json);
    switch (message) {
      case ControlMessage.Report said -> report(viewer, said.report(), nowUs);
      case ControlMessage.Level said -> level(viewer, said, nowUs);
      case ControlMessage.Key said -> key(viewer, nowUs);
      case ControlMessage.Ping said -> viewer.port.text(ControlReply.pong(said.t(), nowUs));
      case ControlMessage.Bad said -> {
        error(viewer, said.code(), said.message(), nowUs);
        if (said.code().equals("too-large")) {
          flood(viewer, nowUs);
        }
      }
      default -> {
        if (performer) {
          perform(viewer, message, nowUs);
        } else {
          error(viewer, "forbidden", "Only a performer says that.", nowUs);
        }
      }
    }
  }

  @Override
  public void writable(SessionViewer viewer, long callerUs) {
    long nowUs = house.clock(callerUs);
    if (viewer.owed) {
      viewer.owed = false;
      if (audience.hasNewer(viewer)) {
        audience.catchUp(viewer, nowUs);
      }
    }
  }

  @Override
  public void left(SessionViewer viewer) {
    house.gone(viewer);
  }

  long messages() {
    return messages;
  }

  long errors() {
    return errors;
  }

  long floods() {
    return floods;
  }

  private void perform(SessionViewer viewer, ControlMessage message, long nowUs) {
    switch (message) {
      case ControlMessage.Emote said -> face.emotion(said.cue(), nowUs);
      case ControlMessage.Gaze said -> face.gaze(said.yaw(), said.pitch(), said.holdMs(), nowUs);
      case ControlMessage.Calibrate said -> {
        if (sources.calibrate(nowUs) == 0) {
          error(viewer, "no-face", "No source shows a face to calibrate with.", nowUs);
        }
      }
      case ControlMessage.Values said -> values(viewer, said, nowUs);
      case ControlMessage.Input said -> input(viewer, said, nowUs);
      default -> throw new IllegalStateException("not a performer's: " + message);
    }
  }

  private void performed(SessionViewer viewer, byte[] bytes, int offset, int length, long nowUs) {
    if (viewer.performer == null) {
      viewer.performer = new FrameDecoder();
    }
    SessionSources.Slot slot = slot(viewer, Dialect.AVATAR, nowUs);
    if (slot == null) {
      return;
    }
    sources.arrived(slot, nowUs);
    try {
      switch (viewer.performer.decode(bytes, offset, length, frame)) {
        case SHOWN -> {
          FaceSample sample = sources.scratch();
          frame.toValues(sample.values());
          sample.setPresent(FaceSample.ALL);
          sample.setSourceTimeUs(frame.timeMs() * 1_000);
          sample.setFrameNumber(frame.sequence());
          acknowledge(viewer, frame.sequence());
          sources.offer(slot, sample, nowUs);
        }
        case LATE -> sources.late(slot);
        case BASE_UNKNOWN -> {
          if (viewer.keys.take(nowUs)) {
            viewer.port.text(ControlReply.key());
          }
        }
      }
    } catch (FrameFormatException e) {
      sources.damaged(slot, e.getMessage());
      error(viewer, "bad-frame", e.getMessage(), nowUs);
    }
  }

  private void acknowledge(SessionViewer viewer, long sequence) {
    reply[0] = ACKNOWLEDGEMENT;
    for (int i = 0; i < 4; i++) {
      reply[1 + i] = (byte) (sequence >>> (8 * i));
    }
    viewer.port.binary(reply, reply.length);
  }

  private void values(SessionViewer viewer, ControlMessage.Values said, long nowUs) {
    SessionSources.Slot slot = slot(viewer, Dialect.AVATAR, nowUs);
    if (slot == null) {
      return;
    }
    sources.arrived(slot, nowUs);
    FaceSample sample = sources.scratch();
    System.arraycopy(said.values(), 0, sample.values(), 0, said.values().length);
    sample.setPresent(said.present());
    sample.setSourceTimeUs(said.timeMs() < 0 ? -1 : said.timeMs() * 1_000);
    sources.offer(slot, sample, nowUs);
  }

  private void input(SessionViewer viewer, ControlMessage.Input said, long nowUs) {
    SessionSources.Slot slot = slot(viewer, said.dialect(), nowUs);
    if (slot == null) {
      return;
    }
    String complaint = sources.read(slot, said.data(), 0, said.data().length, nowUs);
    if (complaint != null) {
      error(viewer, "bad-input", said.dialect().key() + ": " + complaint + ".", nowUs);
    }
  }

  private SessionSources.Slot slot(SessionViewer viewer, Dialect dialect, long nowUs) {
    SessionSources.Slot slot = sources.find(viewer.id(), dialect);
    if (slot == null) {
      slot =
          sources.of(
              viewer.id(),
              dialect,
              dialect == Dialect.AVATAR ? null : Dialects.reader(dialect),
              nowUs);
    }
    if (slot == null) {
      error(viewer, "too-many-sources", "The session has as many sources as it may.", nowUs);
    }
    return slot;
  }

  private void report(SessionViewer viewer, LevelController.Report report, long nowUs) {
    viewer.report = report;
    if (viewer.automatic && viewer.controller.report(report, nowUs)) {
      audience.move(viewer, viewer.controller.level(), viewer.controller.reason());
    }
  }

  private void level(SessionViewer viewer, ControlMessage.Level said, long nowUs) {
    viewer.automatic = said.level() == null;
    if (said.level() == null) {
      viewer.controller.force(viewer.level(), "automatic", nowUs);
      viewer.port.text(ControlReply.level(viewer.level(), settings.fps(), "automatic"));
    } else if (viewer.level() == said.level()) {
      viewer.port.text(ControlReply.level(said.level(), settings.fps(), "requested"));
    } else {
      viewer.controller.force(said.level(), "requested", nowUs);
      audience.move(viewer, said.level(), "requested");
    }
  }

  /**
   * Forgets what the viewer acknowledged, so that all frames are key frames until it acknowledges
   * one; and sends one at once, unless it asks all the time.
   */
  private void key(SessionViewer viewer, long nowUs) {
    if (!viewer.isBinary()) {
      return;
    }
    if (viewer.window.newestAcknowledged() >= 0) {
      viewer.window.reset();
    }
    if (viewer.keys.take(nowUs)) {
      audience.catchUp(viewer, nowUs);
    }
  }

  private void error(SessionViewer viewer, String code, String message, long nowUs) {
    errors++;
    if (viewer.errors.take(nowUs)) {
      viewer.port.text(ControlReply.error(code, message));
    }
  }

  private void flood(SessionViewer viewer, long nowUs) {
    viewer.flooded++;
    if (viewer.flooded >= FLOOD) {
      floods++;
      house.expel(viewer, CloseReason.PROTOCOL, nowUs);
    }
  }

  private static long u32(byte[] bytes, int at) {
    return (bytes[at] & 0xFFL)
        | (bytes[at + 1] & 0xFFL) << 8
        | (bytes[at + 2] & 0xFFL) << 16
        | (bytes[at + 3] & 0xFFL) << 24;
  }
}
