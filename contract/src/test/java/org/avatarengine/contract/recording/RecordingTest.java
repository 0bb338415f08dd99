package org.avatarengine.contract.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.DetailLevel;
import org.avatarengine.contract.frame.FrameEncoder;
import org.avatarengine.contract.frame.FrameFormatException;
import org.avatarengine.contract.frame.FrameProfile;
import org.avatarengine.contract.frame.QuantizedFrame;
import org.avatarengine.contract.id.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  private static final int FRAMES = 1_200;
  private static final RecordingHeader HEADER =
      new RecordingHeader(
          FrameProfile.EIGHT_BIT,
          DetailLevel.FULL,
          60,
          Instant.ofEpochMilli(1_790_000_000_123L),
          SessionId.create("test-1"),
          "{\"rig\":\"arkit\"}");

  @TempDir Path folder;

  private final List<QuantizedFrame> frames = new ArrayList<>();

  @Test
  void shouldGiveEveryFrameBackWhenRead() throws Exception {
    // Given
    byte[] recording = recording();

    // When
    try (RecordingReader reader = reader(recording)) {
      // Then
      assertThat(reader.header()).isEqualTo(HEADER);
      assertThat(reader.complete()).isTrue();
      assertThat(reader.firstTimeMs()).isEqualTo(frames.getFirst().timeMs());
      assertThat(reader.lastTimeMs()).isEqualTo(frames.getLast().timeMs());
      assertThat(read(reader)).isEqualTo(FRAMES);
      assertThat(reader.damagedBlocks()).isZero();
    }
    assertThat(recording.length).isLessThan(FRAMES * 60);
  }

  @Test
  void shouldBeginAtTheTimeWhenSought() throws Exception {
    try (RecordingReader reader = reader(recording())) {
      QuantizedFrame frame = new QuantizedFrame();
      for (int i : new int[] {700, 3, 0, FRAMES - 1, 119, 120, 121}) {
        // When
        reader.seek(frames.get(i).timeMs());

        // Then
        assertThat(reader.next(frame)).isTrue();
        assertThat(frame.sequence()).isEqualTo(frames.get(i).sequence());
        assertThat(frame.steps()).isEqualTo(frames.get(i).steps());
        if (i + 1 < FRAMES) {
          assertThat(reader.next(frame)).isTrue();
          assertThat(frame.steps()).isEqualTo(frames.get(i + 1).steps());
        }
      }
      reader.seek(frames.getLast().timeMs() + 1);
      assertThat(reader.next(frame)).isFalse();
    }
  }

  @Test
  void shouldGiveWhatIsThereWhenTheEndWasCut() throws Exception {
    // Given
    byte[] recording = recording();

    for (int length : new int[] {recording.length - 1, recording.length / 2, 300}) {
      // When
      try (RecordingReader reader = reader(Arrays.copyOf(recording, length))) {
        // Then
        assertThat(reader.complete()).isFalse();
        int read = read(reader);
        assertThat((double) read)
            .isGreaterThanOrEqualTo(FRAMES * (double) length / recording.length - 125);
        if (read > 500) {
          QuantizedFrame frame = new QuantizedFrame();
          reader.seek(frames.get(400).timeMs());
          assertThat(reader.next(frame)).isTrue();
          assertThat(frame.sequence()).isEqualTo(frames.get(400).sequence());
        }
      }
    }
  }

  @Test
  void shouldLoseOneBlockWhenAByteIsDamaged() throws Exception {
    // Given
    byte[] recording = recording();
    // Amid a block of 120 frames.
    recording[recording.length * 45 / 100] ^= 1;

    // When
    int read;
    int damaged;
    try (RecordingReader reader = reader(recording)) {
      read = read(reader);
      damaged = reader.damagedBlocks();
    }
    int searched;
    try (RecordingReader reader = reader(Arrays.copyOf(recording, recording.length - 1))) {
      searched = read(reader);
    }

    // Then
    assertThat(damaged).isEqualTo(1);
    assertThat(read).isEqualTo(FRAMES - 120);
    assertThat(searched).isEqualTo(read);
  }

  @Test
  void shouldBeginABlockWhenFramesAreFarApart() throws Exception {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    long[] numbers = {5, 6, 500, 501, 70_000};
    try (RecordingWriter writer = new RecordingWriter(Channels.newChannel(out), HEADER)) {
      for (long number : numbers) {
        QuantizedFrame frame = new QuantizedFrame();
        encoder.quantize(number, number, new float[Channel.COUNT], frame);
        writer.append(frame);
        assertThatThrownBy(() -> writer.append(frame)).isInstanceOf(IllegalArgumentException.class);
      }
    }

    // When
    List<Long> read = new ArrayList<>();
    try (RecordingReader reader = reader(out.toByteArray())) {
      QuantizedFrame frame = new QuantizedFrame();
      while (reader.next(frame)) {
        read.add(frame.sequence());
      }
    }

    // Then
    assertThat(read).containsExactly(5L, 6L, 500L, 501L, 70_000L);
  }

  @Test
  void shouldOnlyRefuseOrSkipWhenBytesAreRandom() throws Exception {
    // Given
    byte[] recording = recording();
    Random random = new Random(4);
    int refused = 0;

    for (int i = 0; i < 300; i++) {
      byte[] broken = Arrays.copyOf(recording, 1 + random.nextInt(recording.length));
      for (int n = random.nextInt(30); n >= 0; n--) {
        int near = random.nextBoolean() ? Math.min(200, broken.length) : broken.length;
        broken[random.nextInt(near)] = (byte) random.nextInt(256);
      }

      // When
      try (RecordingReader reader = reader(broken)) {
        read(reader);
      } catch (FrameFormatException e) {
        refused++;
      }
    }

    // Then
    assertThat(refused).isBetween(1, 299);
  }

  private byte[] recording() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameEncoder encoder = new FrameEncoder(FrameProfile.EIGHT_BIT, DetailLevel.FULL);
    Random random = new Random(1);
    float[] values = new float[Channel.COUNT];
    try (RecordingWriter writer = new RecordingWriter(Channels.newChannel(out), HEADER)) {
      for (int i = 0; i < FRAMES; i++) {
        for (int c = 0; c < Channel.COUNT; c++) {
          values[c] = Math.max(0, Math.min(1, values[c] + (float) random.nextGaussian() * .01f));
        }
        QuantizedFrame frame = new QuantizedFrame();
        encoder.quantize(1_000 + i, 40_000 + i * 50L / 3, values, frame);
        writer.append(frame);
        frames.add(frame);
      }
    }
    return out.toByteArray();
  }

  private RecordingReader reader(byte[] bytes) throws IOException, FrameFormatException {
    Path file = folder.resolve("recording");
    Files.write(file, bytes);
    FileChannel channel = FileChannel.open(file);
    try {
      return new RecordingReader(channel);
    } catch (FrameFormatException e) {
      channel.close();
      throw e;
    }
  }

  /** Reads to the end; what comes is what was written. */
  private int read(RecordingReader reader) throws IOException {
    QuantizedFrame frame = new QuantizedFrame();
    int count = 0;
    while (reader.next(frame)) {
      QuantizedFrame written = frames.get((int) frame.sequence() - 1_000);
      assertThat(frame.steps()).isEqualTo(written.steps());
      assertThat(frame.timeMs()).isEqualTo(written.timeMs());
      count++;
    }
    return count;
  }
}
