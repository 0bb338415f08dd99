package org.avatarengine.benchmarks.simulate.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.atomic.AtomicLong;
import org.avatarengine.benchmarks.simulate.quality.Agreement;
import org.avatarengine.benchmarks.simulate.quality.MediaClock;
import org.avatarengine.benchmarks.simulate.quality.ShownFrames;
import org.avatarengine.benchmarks.simulate.quality.ViewerMeter;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.QuantizedFrame;

/**
 * A viewer as a good client is one: decodes and shows each frame as it comes, acknowledges it, asks
 * for a key frame when it must, reports once a second, and keeps account. On the connection's
 * thread; its meter may be read when that is over.
 */
public final class FrameViewer implements LiveListener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECOND_US = 1_000_000;
  private static final int FIRST_PINGS = 5;
  private static final long FIRST_PING_US = 50_000;
  private static final long PING_US = 2 * SECOND_US;
  private static final long KEY_US = 100_000;

  /** Frames in text do not say their level, and the message that does may come before or after. */
  private static final long LEVEL_US = 500_000;

  /** How a viewer behaves. */
  public record Habits(Format format, boolean decodes, boolean reports, int acknowledgeEvery) {

    /** Decodes, reports and acknowledges each frame of the binary codec. */
    public static Habits full() {
      return new Habits(Format.BINARY, true, true, 1);
    }

    /** Acknowledges without decoding: a third of the work, for many viewers in one process. */
    public static Habits light() {
      return new Habits(Format.BINARY, false, false, 1);
    }
  }

  private final Habits habits;
  private final ViewerMeter meter;
  private final MediaClock clock;
  private final Agreement agreement;
  private final ShownFrames track;
  private final FrameDecoder decoder;
  private final FrameGlance glance;
  private final TextFrame textFrame;
  private final QuantizedFrame frame = new QuantizedFrame();
  private final float[] values = new float[Channel.COUNT];
  private boolean acknowledges = true;
  private final byte[] acknowledgement = new byte[FrameMessages.ACKNOWLEDGEMENT_BYTES];
  private LiveConnection connection;
  private DetailLevel level = DetailLevel.FULL;
  private String viewerId;
  private int pings;
  private long pingedUs;
  private long reportedUs;
  private long reportedShown;
  private long reportedMissed;
  private long keyAskedUs = Long.MIN_VALUE / 2;
  private double rttMs = -1;
  private long levelToldUs = Long.MIN_VALUE / 2;
  private boolean opened;
  private volatile boolean open;
  private volatile String farewell;
  private volatile int closeCode = -1;
  private final AtomicLong errors = new AtomicLong();

  /**
   * @param agreement with the session's other viewers; null to compare with nobody
   * @param track where what is shown is kept; null to keep nothing
   */
  public FrameViewer(
      Habits habits, ViewerMeter meter, MediaClock clock, Agreement agreement, ShownFrames track) {
    this.habits = habits;
    this.meter = meter;
    this.clock = clock;
    this.agreement = agreement;
    this.track = track;
    boolean binary = habits.format() == Format.BINARY;
    this.decoder = binary && habits.decodes() ? new FrameDecoder() : null;
    this.glance = binary && !habits.decodes() ? new FrameGlance() : null;
    this.textFrame = binary ? null : new TextFrame();
  }

  /** What it lived through. */
  public ViewerMeter meter() {
    return meter;
  }

  /** The frames it showed; null when they are not kept. */
  public ShownFrames track() {
    return track;
  }

  /** Whether its connection is open. */
  public boolean isOpen() {
    return open;
  }

  /** Why its connection ended; null while it did not. */
  public String farewell() {
    return farewell;
  }

  /** The close code; −1 while it is not closed. */
  public int closeCode() {
    return closeCode;
  }

  /** By what it may come back; null before the welcome. */
  public String viewerId() {
    return viewerId;
  }

  /** Error messages that the session sent. */
  public long errors() {
    return errors.get();
  }

  @Override
  public void onOpen(LiveConnection connection, long nowUs) {
    this.connection = connection;
    if (opened) {
      meter.reconnected();
      if (decoder != null) {
        decoder.reset();
      }
    }
    opened = true;
    open = true;
    farewell = null;
    reportedUs = nowUs;
    pings = 0;
    pingedUs = nowUs - SECOND_US;
  }

  @Override
  public void onBinary(byte[] bytes, int offset, int length, long nowUs) {
    if (connection == null || length == 0) {
      return;
    }
    meter.received(length, connection.carrier().wireBytes(length), nowUs);
    if (decoder != null) {
      decoded(bytes, offset, length, nowUs);
    } else if (glance != null) {
      glanced(bytes, offset, length, nowUs);
    } else if (textFrame.readPacked(bytes, offset, length)) {
      plain(nowUs);
    } else {
      meter.damaged();
    }
    routine(nowUs);
  }

  private void decoded(byte[] bytes, int offset, int length, long nowUs) {
    try {
      switch (decoder.decode(bytes, offset, length, frame)) {
        case SHOWN -> {
          boolean key = FrameGlance.isKey(bytes, offset);
          meter.shown(frame.sequence(), frame.timeMs(), frame.level(), key, nowUs);
          if (agreement != null) {
            meter.compared(agreement.shown(frame));
          }
          if (track != null) {
            frame.toValues(values);
            track.add(frame.sequence(), frame.timeMs(), nowUs, frame.level(), values);
          }
          acknowledge(frame.sequence(), nowUs);
        }
        case LATE -> meter.late();
        case BASE_UNKNOWN -> lost(nowUs);
      }
    } catch (FrameFormatException e) {
      meter.damaged();
    }
  }

  private void glanced(byte[] bytes, int offset, int length, long nowUs) {
    switch (glance.read(bytes, offset, length)) {
      case NEWER -> {
        meter.shown(glance.sequence(), glance.timeMs(), glance.level(), glance.key(), nowUs);
        acknowledge(glance.sequence(), nowUs);
      }
      case OLDER -> meter.late();
      case BASE_UNKNOWN -> lost(nowUs);
      case NO_FRAME -> meter.damaged();
    }
  }

  private void plain(long nowUs) {
    meter.shown(textFrame.sequence(), textFrame.timeMs(), level, true, nowUs);
    if (track != null) {
      track.add(
          textFrame.sequence(),
          textFrame.timeMs(),
          nowUs,
          nowUs - levelToldUs < LEVEL_US ? null : level,
          textFrame.values());
    }
  }

  /** Nothing can be decoded any more until a key frame comes. */
  private void lost(long nowUs) {
    meter.undecodable(nowUs);
    if (nowUs - keyAskedUs >= KEY_US) {
      keyAskedUs = nowUs;
      connection.text("{\"type\":\"key\"}");
    }
  }

  private void acknowledge(long sequence, long nowUs) {
    if (!acknowledges || sequence % habits.acknowledgeEvery() != 0) {
      return;
    }
    int length = FrameMessages.acknowledge(sequence, acknowledgement, 0);
    connection.binary(acknowledgement, 0, length);
    meter.acknowledged(connection.carrier().wireBytes(length), nowUs);
  }

  @Override
  public void onText(String text, long nowUs) {
    if (connection == null) {
      // The control channel may open, and the welcome come, before the channel of the frames is.
      control(text, nowUs);
      return;
    }
    if (textFrame != null && text.startsWith("{\"seq\"")) {
      meter.received(text.length(), connection.carrier().wireBytes(text.length()), nowUs);
      if (textFrame.readJson(text)) {
        plain(nowUs);
      } else {
        meter.damaged();
      }
    } else {
      control(text, nowUs);
    }
    routine(nowUs);
  }

  private void control(String text, long nowUs) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      meter.damaged();
      return;
    }
    switch (node.path("type").asText()) {
      case "welcome" -> {
        viewerId = node.path("viewerId").asText();
        acknowledges = node.path("acknowledge").asBoolean(true);
        level = DetailLevel.values()[node.path("level").asInt() & 3];
      }
      case "level" -> {
        level = DetailLevel.values()[node.path("level").asInt() & 3];
        levelToldUs = nowUs;
        if (textFrame != null && track != null) {
          track.doubtLevel(nowUs - LEVEL_US);
        }
      }
      case "pong" -> {
        long sentUs = node.path("t").asLong();
        rttMs = (nowUs - sentUs) / 1_000.0;
        clock.pong(sentUs, nowUs, node.path("mediaTimeMs").asLong());
      }
      case "error" -> {
        errors.incrementAndGet();
        farewell = node.path("code").asText() + ": " + node.path("message").asText();
      }
      case "bye" -> farewell = node.path("reason").asText();
      default -> {
        // What a later version may say.
      }
    }
  }

  /** Pings and reports when they are due. */
  private void routine(long nowUs) {
    if (nowUs - pingedUs >= (pings < FIRST_PINGS ? FIRST_PING_US : PING_US)) {
      pings++;
      pingedUs = nowUs;
      connection.text("{\"type\":\"ping\",\"t\":" + nowUs + "}");
    }
    if (habits.reports() && nowUs - reportedUs >= SECOND_US) {
      report(nowUs);
    }
  }

  private void report(long nowUs) {
    long shown = meter.framesShown() - reportedShown;
    long missed = meter.framesMissed() - reportedMissed;
    reportedShown += shown;
    reportedMissed += missed;
    reportedUs = nowUs;
    if (rttMs < 0) {
      return;
    }
    long lossTenths = shown + missed == 0 ? 0 : Math.round(1_000.0 * missed / (shown + missed));
    connection.text(
        "{\"type\":\"report\",\"rttMs\":"
            + Math.round(rttMs)
            + ",\"lossPercent\":"
            + lossTenths / 10
            + '.'
            + lossTenths % 10
            + ",\"renderFps\":60,\"screenHeight\":900}");
  }

  @Override
  public void onClosed(int code, String reason, long nowUs) {
    open = false;
    closeCode = code;
    if (farewell == null) {
      farewell = code + (reason.isEmpty() ? "" : " " + reason);
    }
  }
}
