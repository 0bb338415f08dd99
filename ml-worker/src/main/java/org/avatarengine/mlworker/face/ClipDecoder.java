package org.avatarengine.mlworker.face;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import org.avatarengine.video.VideoDecoder;
import org.avatarengine.video.VideoSettings;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.Opened;

/** The decoder of clips: a process that waits for the next one, from start to stop. */
@ApplicationScoped
class ClipDecoder {

  private final WorkerConfig.Clip config;
  private volatile VideoDecoder decoder;

  ClipDecoder(WorkerConfig config) {
    this.config = config.clip();
  }

  void onStart(@Observes StartupEvent event) {
    try {
      decoder =
          VideoDecoder.start(
              new VideoSettings(
                  config
                      .folder()
                      .orElse(Path.of(System.getProperty("java.io.tmpdir"), "avatar-ffmpeg")),
                  config.processes(),
                  config.slotWait(),
                  config.processorTime(),
                  config.wallTime(),
                  config.memory().asLongValue(),
                  config.threads(),
                  config.workingPixels()));
    } catch (IllegalStateException e) {
      throw new ConfigurationException(e.getMessage());
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    VideoDecoder started = decoder;
    if (started != null) {
      started.close();
    }
  }

  /**
   * Opens a clip; blocks until its first frame is there.
   *
   * @param format {@code mp4} or {@code mov}
   * @throws org.avatarengine.vision.frame.FrameSourceException where the decoder broke
   */
  Opened open(Path file, String format, FrameLimits limits) {
    return decoder.open(file, format, limits);
  }
}
