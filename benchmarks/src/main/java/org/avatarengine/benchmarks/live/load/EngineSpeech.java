package org.avatarengine.benchmarks.live.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.avatarengine.contract.frame.FrameDecoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameMessages;
import org.avatarengine.contract.frame.QuantizedFrame;

/** A viewer of the engine: acknowledges each frame where it is to, and asks how late it is. */
final class EngineSpeech implements Speech {

  /** After so many answers the session's beginning is known to a fraction of a millisecond. */
  private static final int ENOUGH = 8;

  private static final Pattern PONG = Pattern.compile("\"t\":(\\d+),\"mediaTimeMs\":(\\d+)");

  private final Tally tally;
  private final String subprotocols;
  private final FrameTimes times = new FrameTimes();
  private final MediaClock clock = new MediaClock();
  private final byte[] acknowledgement = new byte[FrameMessages.ACKNOWLEDGEMENT_BYTES];
  private final FrameDecoder decoder;
  private final QuantizedFrame shown = new QuantizedFrame();
  private boolean welcomed;
  private boolean acknowledges = true;
  private boolean begun;
  private int last;
  private long frames;

  /**
   * @param decodes whether it decodes every frame wholly; the others read headers alone
   */
  EngineSpeech(Tally tally, String token, boolean decodes) {
    this.tally = tally;
    this.subprotocols = "avatar.frame.v1, bearer." + token;
    this.decoder = decodes ? new FrameDecoder() : null;
  }

  @Override
  public String subprotocols() {
    return subprotocols;
  }

  @Override
  public void opened(Mouth mouth) {
    // The session speaks first.
  }

  @Override
  public void text(String text, Mouth mouth, long nowNanos) {
    if (text.contains("\"type\":\"pong\"")) {
      Matcher pong = PONG.matcher(text);
      if (pong.find()) {
        clock.answered(Long.parseLong(pong.group(1)), Long.parseLong(pong.group(2)));
      } else {
        tally.fault("a pong that is none: " + text);
      }
    } else if (text.contains("\"type\":\"welcome\"")) {
      welcomed = true;
      acknowledges = !text.contains("\"acknowledge\":false");
      remind(mouth, nowNanos);
    } else if (!text.contains("\"type\":\"level\"")) {
      tally.fault("the session says " + text);
    }
  }

  @Override
  public void remind(Mouth mouth, long nowNanos) {
    if (welcomed && clock.answers() < ENOUGH) {
      mouth.text("{\"type\":\"ping\",\"t\":" + System.nanoTime() + "}");
    }
  }

  @Override
  public void binary(byte[] bytes, int offset, int length, Mouth mouth, long nowNanos) {
    if (!times.read(bytes, offset, length)) {
      tally.fault("a frame whose base never came");
      return;
    }
    int sequence = times.sequence();
    if (decoder != null) {
      decode(bytes, offset, length, sequence);
    }
    if (clock.answers() > 0 && tally.isMeasuring()) {
      tally.frame(clock.sinceNanos(times.timeMs(), nowNanos), length);
      frames++;
      if (begun && sequence - last > 1) {
        tally.lost(sequence - last - 1);
      }
    }
    begun = true;
    last = sequence;
    if (acknowledges) {
      FrameMessages.acknowledge(sequence & 0xFFFF_FFFFL, acknowledgement, 0);
      mouth.binary(acknowledgement, acknowledgement.length);
    }
  }

  private void decode(byte[] bytes, int offset, int length, int sequence) {
    try {
      FrameDecoder.Outcome outcome = decoder.decode(bytes, offset, length, shown);
      if (outcome == FrameDecoder.Outcome.BASE_UNKNOWN || (int) shown.sequence() != sequence) {
        tally.fault("frame " + sequence + " was decoded as " + outcome);
      }
    } catch (FrameFormatException e) {
      tally.fault("frame " + sequence + " cannot be decoded: " + e.getMessage());
    }
  }

  @Override
  public boolean isReady() {
    return begun && clock.answers() >= ENOUGH;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public void beginWindow() {
    frames = 0;
  }
}
