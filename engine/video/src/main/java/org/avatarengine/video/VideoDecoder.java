package org.avatarengine.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.avatarengine.vision.frame.FrameLimits;
import org.avatarengine.vision.frame.FrameSourceException;
import org.avatarengine.vision.frame.Opened;
import org.avatarengine.vision.image.Refusal;

/**
 * Opens clips, each in a child process of its own that ends with it, so that nothing of one file
 * reaches another. One child waits, started and with FFmpeg loaded, for the next clip; its
 * successor starts as soon as it is taken. Any thread may open; each source belongs to one.
 *
 * <p>A child is bounded in address space, processor time, open files and wall time, writes no file,
 * and where the machine allows it has no network. It dies alone: the reader gets a {@link
 * FrameSourceException}, and the next clip has another child.
 */
public final class VideoDecoder implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(VideoDecoder.class.getName());

  private static final Set<String> FORMATS = Set.of("mp4", "mov");
  private static final String CLOSED = "the video decoder is closed";
  private static final long UNPACK_SECONDS = 60;

  private final VideoSettings settings;
  private final ChildCommand command;
  private final Semaphore places;
  private final Set<DecoderChild> working = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watchdog;
  private final Object lock = new Object();

  private DecoderChild waiting;
  private boolean closed;

  private VideoDecoder(VideoSettings settings, ChildCommand command) {
    this.settings = settings;
    this.command = command;
    this.places = new Semaphore(settings.processes(), true);
    var threads =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("video-watchdog").factory());
    threads.setRemoveOnCancelPolicy(true);
    this.watchdog = threads;
  }

  /**
   * Unpacks FFmpeg's libraries where they are not yet and starts the first child.
   *
   * @throws IllegalStateException where the machine lacks something; the message is one line
   */
  public static VideoDecoder start(VideoSettings settings) {
    ChildCommand command = ChildCommand.of(settings);
    unpack(command);
    LOG.log(
        System.Logger.Level.INFO,
        command.fenced()
            ? "video decoders run without network"
            : "video decoders keep the network: unshare is not allowed here");
    VideoDecoder decoder = new VideoDecoder(settings, command);
    decoder.refill();
    return decoder;
  }

  private static void unpack(ChildCommand command) {
    try {
      Files.createDirectories(command.folder());
      Path log = command.folder().resolve("unpack.log");
      Process process =
          command
              .unpacker()
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "FFmpeg was not unpacked within %d s.".formatted(UNPACK_SECONDS));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "FFmpeg cannot be loaded on this machine (exit code %d): see %s."
                .formatted(process.exitValue(), log));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "FFmpeg cannot be unpacked into %s: %s".formatted(command.folder(), e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while FFmpeg was unpacked", e);
    }
  }

  /**
   * Opens a clip; blocks until its first frame is decoded, and before that until one of the places
   * is free.
   *
   * @param file read by the child, which needs it until the source is closed
   * @param format {@code mp4} or {@code mov}, as its first bytes say
   * @return the frames, or why the file is refused
   * @throws FrameSourceException where the child broke or ran over a bound, or no place got free
   */
  public Opened open(Path file, String format, FrameLimits limits) {
    if (!FORMATS.contains(format)) {
      throw new IllegalArgumentException("not a format of clips: " + format);
    }
    takePlace();
    Place place = new Place();
    try {
      DecoderChild child = takeChild();
      place.hold(child);
      var request =
          new ClipRequest(
              file.toAbsolutePath(), limits, settings.threads(), settings.workingPixels());
      child.request(request);
      return opened(child, request, format, place);
    } catch (RuntimeException | Error e) {
      place.leave();
      throw e;
    }
  }

  private static Opened opened(
      DecoderChild child, ClipRequest request, String format, Place place) {
    DecoderChild.Message first = child.next(Wire.SHORT_PAYLOAD);
    byte[] payload = first.payload();
    return switch (first.type()) {
      case Wire.CLIP ->
          new Opened.Source(new ClipFrames(child, request, payload, place::leave), format);
      case Wire.REFUSED -> {
        Refusal[] codes = Refusal.values();
        if (payload.length < 1 || payload[0] < 0 || payload[0] >= codes.length) {
          throw child.nonsense("a refusal without a reason", null);
        }
        String message = new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8);
        place.leave();
        yield new Opened.Refused(codes[payload[0]], message);
      }
      case Wire.MEMORY -> throw child.outOfMemory();
      default -> throw child.nonsense("a message of type %d".formatted(first.type()), null);
    };
  }

  private void takePlace() {
    try {
      if (places.tryAcquire(settings.slotWait().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FrameSourceException("interrupted while waiting for a video decoder", e);
    }
    throw new FrameSourceException(
        "no video decoder got free within %,d ms; %d work at a time"
            .formatted(settings.slotWait().toMillis(), settings.processes()));
  }

  private DecoderChild takeChild() {
    DecoderChild taken;
    synchronized (lock) {
      if (closed) {
        throw new FrameSourceException(CLOSED);
      }
      taken = waiting;
      waiting = null;
    }
    refill();
    if (taken != null && taken.isAlive()) {
      return taken;
    }
    return DecoderChild.start(settings, command.decoder());
  }

  private void refill() {
    try {
      watchdog.execute(
          () -> {
            try {
              startWaiting();
            } catch (FrameSourceException e) {
              // The next clip tries again, and says so if it fails too.
              LOG.log(System.Logger.Level.WARNING, "no video decoder waits for the next clip", e);
            }
          });
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nobody waits for a child any more.
    }
  }

  private void startWaiting() {
    synchronized (lock) {
      if (!closed && waiting == null) {
        waiting = DecoderChild.start(settings, command.decoder());
      }
    }
  }

  /** The process id of the child that waits, for operators and tests; empty while none does. */
  OptionalLong waitingPid() {
    synchronized (lock) {
      return waiting != null && waiting.isAlive()
          ? OptionalLong.of(waiting.pid())
          : OptionalLong.empty();
    }
  }

  /** Kills every child; readers of open sources get a {@link FrameSourceException}. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (waiting != null) {
        waiting.kill(CLOSED);
        waiting = null;
      }
    }
    working.forEach(child -> child.kill(CLOSED));
    watchdog.shutdownNow();
  }

  /** One of the places of children that work, and the alarm that bounds the wall time in it. */
  private final class Place {

    private final AtomicBoolean left = new AtomicBoolean();
    private volatile DecoderChild child;
    private volatile Future<?> alarm;

    void hold(DecoderChild taken) {
      child = taken;
      working.add(taken);
      try {
        alarm =
            watchdog.schedule(
                () ->
                    taken.kill(
                        "the video decoder ran over its %,d ms of time"
                            .formatted(settings.wall().toMillis())),
                settings.wall().toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        throw new FrameSourceException(CLOSED, e);
      }
    }

    /** Once, however often it is called: ends the child and gives the place back. */
    void leave() {
      if (!left.compareAndSet(false, true)) {
        return;
      }
      if (alarm != null) {
        alarm.cancel(false);
      }
      if (child != null) {
        child.kill("the clip was closed");
        working.remove(child);
      }
      places.release();
    }
  }
}
