package org.avatarengine.animation.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceSettings;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.signal.FaceSample;

/**
 * What moves a session's face: sources of packets, and one for each dialect that a performer sends.
 * A source whose performer went, or that came with a snapshot, is kept for a minute with its
 * calibration, to be taken up again; it gives way earlier when its place is needed.
 */
final class SessionSources {

  /** How long a source without anybody behind it is kept. */
  static final long KEEP_US = 60_000_000;

  /** One source. */
  static final class Slot {
    final int number;
    final Dialect dialect;
    final String name;
    final String performer;
    final SourceMeter meter = new SourceMeter();
    private DialectReader reader;
    private long retireUs = Long.MAX_VALUE;

    private Slot(int number, Dialect dialect, String name, String performer, DialectReader reader) {
      this.number = number;
      this.dialect = dialect;
      this.name = name;
      this.performer = performer;
      this.reader = reader;
    }

    boolean isOrphan() {
      return retireUs != Long.MAX_VALUE;
    }
  }

  private final Face face;
  private final Slot[] slots = new Slot[Compositor.MAX_SOURCES];
  private final FaceSample sample = new FaceSample();
  private long lastInputUs;
  private long packets;
  private long malformed;
  private long samples;
  private long late;
  private long duplicates;

  SessionSources(Face face, long nowUs) {
    this.face = face;
    this.lastInputUs = nowUs;
  }

  /** Takes up the sources of a snapshot; the compositor has them already. */
  void restore(List<SessionSnapshot.OpenSource> open, long nowUs) {
    for (SessionSnapshot.OpenSource source : open) {
      int number = source.number();
      if (number < 0 || number >= slots.length || slots[number] != null) {
        throw new IllegalArgumentException("source number " + number);
      }
      Slot slot = new Slot(number, source.dialect(), source.name(), source.performer(), null);
      slot.meter.subject = source.subject();
      slot.retireUs = nowUs + KEEP_US;
      slots[number] = slot;
    }
  }

  /**
   * Opens a source of packets, or takes up one of the same dialect and name that waits.
   *
   * @throws IllegalStateException when there are as many as there may be
   */
  int open(DialectReader reader, SourceSettings settings, long nowUs) {
    Slot slot = waiting(reader.dialect(), settings.name(), null);
    if (slot == null) {
      slot = add(reader.dialect(), settings, null, reader, nowUs);
      if (slot == null) {
        throw new IllegalStateException("at most " + slots.length + " sources");
      }
    }
    slot.reader = reader;
    slot.retireUs = Long.MAX_VALUE;
    return slot.number;
  }

  /** The source of a performer's own that takes packets of that dialect; null if it has none. */
  Slot find(String performer, Dialect dialect) {
    for (Slot slot : slots) {
      if (slot != null
          && slot.dialect == dialect
          && !slot.isOrphan()
          && performer.equals(slot.performer)) {
        return slot;
      }
    }
    return null;
  }

  /**
   * Opens a performer's own source, or takes up the one that waits for it.
   *
   * @param reader of its packets; null when samples are made elsewhere
   * @return null when there is no room
   */
  Slot of(String performer, Dialect dialect, DialectReader reader, long nowUs) {
    Slot slot = waiting(dialect, dialect.key(), performer);
    if (slot == null) {
      return add(dialect, SourceSettings.named(dialect.key()), performer, reader, nowUs);
    }
    slot.reader = reader;
    slot.retireUs = Long.MAX_VALUE;
    return slot;
  }

  void close(int number, long nowUs) {
    if (number >= 0 && number < slots.length && slots[number] != null) {
      face.close(number, nowUs);
      slots[number] = null;
    }
  }

  /** The performer went; its sources wait for it. */
  void left(String performer, long nowUs) {
    for (Slot slot : slots) {
      if (slot != null && performer.equals(slot.performer)) {
        slot.retireUs = nowUs + KEEP_US;
        slot.reader = null;
      }
    }
  }

  /** Closes what has waited for too long. */
  void retire(long nowUs) {
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != null && slots[i].retireUs <= nowUs) {
        close(i, nowUs);
      }
    }
  }

  /** A packet came; one for a source that is closed is forgotten. */
  void packet(int number, byte[] bytes, int offset, int length, long nowUs) {
    if (number >= 0
        && number < slots.length
        && slots[number] != null
        && slots[number].reader != null) {
      read(slots[number], bytes, offset, length, nowUs);
    }
  }

  /**
   * Reads with the source's own reader.
   *
   * @return why it is malformed, or null
   */
  String read(Slot slot, byte[] bytes, int offset, int length, long nowUs) {
    arrived(slot, nowUs);
    switch (slot.reader.read(bytes, offset, length, sample)) {
      case SAMPLE -> offer(slot, sample, nowUs);
      case PARTIAL -> slot.meter.partial++;
      case MALFORMED -> {
        String complaint = slot.reader.complaint();
        malformed++;
        slot.meter.malformed(complaint);
        face.malformed(slot.number, complaint, bytes, offset, length, nowUs);
        return complaint == null ? "malformed" : complaint;
      }
    }
    return null;
  }

  /** Something came for a source, whatever it is. */
  void arrived(Slot slot, long nowUs) {
    packets++;
    lastInputUs = nowUs;
    slot.meter.packet(nowUs);
  }

  /** Something came that cannot be read. */
  void damaged(Slot slot, String complaint) {
    malformed++;
    slot.meter.malformed(complaint);
  }

  /** Something older than what was shown came; it is known without asking the compositor. */
  void late(Slot slot) {
    late++;
    slot.meter.late++;
  }

  void offer(Slot slot, FaceSample taken, long nowUs) {
    var outcome = face.offer(slot.number, taken, nowUs);
    switch (outcome) {
      case TAKEN -> samples++;
      case LATE -> late++;
      case DUPLICATE -> duplicates++;
      case FACELESS -> {}
    }
    slot.meter.sample(taken, outcome, nowUs);
  }

  /**
   * Takes what each source shows as neutral.
   *
   * @return how many showed a face
   */
  int calibrate(long nowUs) {
    int calibrated = 0;
    for (Slot slot : slots) {
      if (slot != null && face.neutral(slot.number, nowUs)) {
        calibrated++;
      }
    }
    return calibrated;
  }

  /** A sample for one's own use until the next call. */
  FaceSample scratch() {
    sample.clear();
    return sample;
  }

  List<Slot> all() {
    List<Slot> all = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot != null) {
        all.add(slot);
      }
    }
    return all;
  }

  List<SessionSnapshot.OpenSource> snapshot() {
    List<SessionSnapshot.OpenSource> open = new ArrayList<>();
    for (Slot slot : all()) {
      open.add(
          new SessionSnapshot.OpenSource(
              slot.number, slot.dialect, slot.name, slot.performer, slot.meter.subject));
    }
    return open;
  }

  long lastInputUs() {
    return lastInputUs;
  }

  long packets() {
    return packets;
  }

  long malformed() {
    return malformed;
  }

  long samples() {
    return samples;
  }

  long late() {
    return late;
  }

  long duplicates() {
    return duplicates;
  }

  private Slot waiting(Dialect dialect, String name, String performer) {
    for (Slot slot : slots) {
      if (slot != null
          && slot.isOrphan()
          && slot.dialect == dialect
          && slot.name.equals(name)
          && Objects.equals(slot.performer, performer)) {
        return slot;
      }
    }
    return null;
  }

  private Slot add(
      Dialect dialect,
      SourceSettings settings,
      String performer,
      DialectReader reader,
      long nowUs) {
    makeRoom(nowUs);
    for (Slot slot : slots) {
      if (slot == null) {
        int number = face.open(settings, nowUs);
        slots[number] = new Slot(number, dialect, settings.name(), performer, reader);
        return slots[number];
      }
    }
    return null;
  }

  /** When all places are taken, the one that has waited longest goes. */
  private void makeRoom(long nowUs) {
    Slot oldest = null;
    for (Slot slot : slots) {
      if (slot == null) {
        return;
      }
      if (slot.isOrphan() && (oldest == null || slot.retireUs < oldest.retireUs)) {
        oldest = slot;
      }
    }
    if (oldest != null) {
      close(oldest.number, nowUs);
    }
  }
}
