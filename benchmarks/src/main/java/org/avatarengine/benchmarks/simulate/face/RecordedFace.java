package org.avatarengine.benchmarks.simulate.face;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.dialect.DialectReader;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.animation.dialect.LiveLinkCsv;
import org.avatarengine.animation.signal.FaceSample;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.recording.RecordingReader;

/**
 * A recorded face, in a loop: a recording of the Live Link Face app ({@code .csv}), Live Link
 * packets in LLV's container ({@code .gesichter}), or a recording of ours. Between two frames it
 * shows the earlier one.
 */
public final class RecordedFace implements FaceSource {

  /** So many frames are taken, over an hour at 60 fps; a longer file is cut. */
  private static final int MOST_FRAMES = 250_000;

  private static final int GZIP = 0x1F8B;
  private static final int GESICHTER_VERSION = 6;
  private static final int LARGEST_PACKET = 4_096;
  private static final long FRAME_US = 16_667;

  private final String name;
  private final long[] timesUs;
  private final float[][] frames;
  private final long lengthUs;

  private RecordedFace(String name, List<Long> times, List<float[]> frames) throws IOException {
    if (frames.isEmpty()) {
      throw new IOException(name + ": no frame with a face in it");
    }
    this.name = name;
    this.timesUs = new long[frames.size()];
    this.frames = frames.toArray(new float[0][]);
    long last = -1;
    for (int i = 0; i < timesUs.length; i++) {
      last = Math.max(last + 1, times.get(i) - times.get(0));
      timesUs[i] = last;
    }
    this.lengthUs = last + FRAME_US;
  }

  /**
   * Reads a file, whatever of the three it is.
   *
   * @throws IOException when it cannot be read or is damaged; says where
   */
  public static RecordedFace read(Path file) throws IOException {
    byte[] head = new byte[2];
    try (InputStream in = Files.newInputStream(file)) {
      int got = in.readNBytes(head, 0, 2);
      if (got < 2) {
        throw new IOException(file + ": empty");
      }
    }
    String name = String.valueOf(file.getFileName());
    try {
      if ((head[0] & 0xFF) << 8 == (GZIP & 0xFF00) && (head[1] & 0xFF) == (GZIP & 0xFF)) {
        return gesichter(name, file);
      }
      return name.endsWith(".csv") ? csv(name, file) : recording(name, file);
    } catch (FrameFormatException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException(file + ": ends within a frame", e);
    }
  }

  private static RecordedFace csv(String name, Path file) throws IOException {
    List<Long> times = new ArrayList<>();
    List<float[]> frames = new ArrayList<>();
    FaceSample sample = new FaceSample();
    try (var csv = new LiveLinkCsv(new BufferedInputStream(Files.newInputStream(file)))) {
      while (frames.size() < MOST_FRAMES && csv.next(sample)) {
        if (sample.hasFace()) {
          times.add(sample.sourceTimeUs());
          frames.add(sample.values().clone());
        }
      }
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return new RecordedFace(name, times, frames);
  }

  private static RecordedFace gesichter(String name, Path file) throws IOException {
    List<Long> times = new ArrayList<>();
    List<float[]> frames = new ArrayList<>();
    FaceSample sample = new FaceSample();
    DialectReader reader = Dialects.reader(Dialect.LIVE_LINK);
    byte[] whole;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      whole = in.readNBytes(MOST_FRAMES * 512);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole));
    int version = in.readUnsignedByte();
    if (version != GESICHTER_VERSION) {
      throw new IOException(file + ": packets of version " + version + ", not 6");
    }
    int count = in.readInt();
    for (int i = 0; i < count && i < MOST_FRAMES; i++) {
      int size = in.readInt();
      if (size < 1 || size > LARGEST_PACKET) {
        throw new IOException(file + ": frame " + i + " has a size of " + size);
      }
      byte[] packet = new byte[size];
      in.readFully(packet);
      if (reader.read(packet, 0, size, sample) == DialectReader.Outcome.MALFORMED) {
        throw new IOException(file + ": frame " + i + ": " + reader.complaint());
      }
      if (sample.hasFace()) {
        times.add(sample.sourceTimeUs() < 0 ? i * FRAME_US : sample.sourceTimeUs());
        frames.add(sample.values().clone());
      }
    }
    return new RecordedFace(name, times, frames);
  }

  private static RecordedFace recording(String name, Path file)
      throws IOException, FrameFormatException {
    List<Long> times = new ArrayList<>();
    List<float[]> frames = new ArrayList<>();
    QuantizedFrame frame = new QuantizedFrame();
    try (var reader = new RecordingReader(FileChannel.open(file))) {
      while (frames.size() < MOST_FRAMES && reader.next(frame)) {
        float[] values = new float[Channel.COUNT];
        frame.toValues(values);
        times.add(frame.timeMs() * 1_000);
        frames.add(values);
      }
    }
    return new RecordedFace(name, times, frames);
  }

  /** How many frames it has. */
  public int frames() {
    return frames.length;
  }

  /** How long it takes until it begins again. */
  public long lengthUs() {
    return lengthUs;
  }

  @Override
  public String description() {
    return name + ", " + frames.length + " frames";
  }

  @Override
  public void at(long timeUs, float[] out) {
    long within = Math.floorMod(timeUs, lengthUs);
    int found = java.util.Arrays.binarySearch(timesUs, within);
    int index = found >= 0 ? found : -found - 2;
    System.arraycopy(frames[Math.max(0, index)], 0, out, 0, Channel.COUNT);
  }
}
