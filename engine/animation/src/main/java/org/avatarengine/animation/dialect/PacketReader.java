package org.avatarengine.animation.dialect;

import java.util.Objects;
import org.avatarengine.animation.signal.FaceSample;

/** What the readers of single frames have in common: the last outcome and its complaint. */
abstract class PacketReader implements DialectReader {

  private final Dialect dialect;
  private final FaceSample last = new FaceSample();
  private String complaint = "";
  private int frames;

  PacketReader(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public final Dialect dialect() {
    return dialect;
  }

  @Override
  public final Outcome read(byte[] packet, int offset, int length, FaceSample into) {
    Objects.checkFromIndexSize(offset, length, packet.length);
    complaint = "";
    frames = 0;
    into.clear();
    Outcome outcome = parse(packet, offset, length, into);
    if (outcome == Outcome.SAMPLE) {
      frames = 1;
      copy(into, last);
    } else {
      into.clear();
    }
    return outcome;
  }

  @Override
  public final String complaint() {
    return complaint;
  }

  @Override
  public int frames() {
    return frames;
  }

  @Override
  public void frame(int index, FaceSample into) {
    Objects.checkIndex(index, frames());
    copy(last, into);
  }

  /**
   * Reads one packet into an empty sample. What a packet that is no sample leaves there is lost.
   */
  abstract Outcome parse(byte[] packet, int offset, int length, FaceSample into);

  final Outcome malformed(String why) {
    complaint = why;
    return Outcome.MALFORMED;
  }

  static void copy(FaceSample from, FaceSample to) {
    System.arraycopy(from.values(), 0, to.values(), 0, to.values().length);
    to.setPresent(from.present());
    to.setSubject(from.subject());
    to.setSourceTimeUs(from.sourceTimeUs());
    to.setFrameNumber(from.frameNumber());
    to.setFace(from.hasFace());
  }
}
