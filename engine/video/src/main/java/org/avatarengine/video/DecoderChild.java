package org.avatarengine.video;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.avatarengine.vision.frame.FrameSourceException;

/** One child process as its parent sees it. It can be killed from any thread at any time. */
final class DecoderChild {

  /** 128 + SIGXCPU. */
  private static final int OUT_OF_CPU = 128 + 24;

  /** What a JVM that may not have more memory ends with. */
  private static final int OUT_OF_HEAP = 3;

  private static final int SIGNALLED = 128;
  private static final int KEPT_OF_STDERR = 4096;
  private static final long GOODBYE_SECONDS = 5;

  private final VideoSettings settings;
  private final Process process;
  private final DataInputStream in;
  private final AtomicReference<String> killed = new AtomicReference<>();
  private final StringBuilder complaints = new StringBuilder();
  private final Thread listener;

  private DecoderChild(VideoSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    this.in = new DataInputStream(process.getInputStream());
    this.listener = new Thread(this::listen, "video-decoder-stderr");
    listener.setDaemon(true);
  }

  static DecoderChild start(VideoSettings settings, ProcessBuilder command) {
    try {
      DecoderChild child = new DecoderChild(settings, command.start());
      child.listener.start();
      return child;
    } catch (IOException e) {
      throw new FrameSourceException("the video decoder could not be started", e);
    }
  }

  /** Keeps the last of what the child says, and never lets it block. */
  private void listen() {
    byte[] buffer = new byte[1024];
    try (InputStream stderr = process.getErrorStream()) {
      for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
        synchronized (complaints) {
          complaints.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
          complaints.delete(0, Math.max(0, complaints.length() - KEPT_OF_STDERR));
        }
      }
    } catch (IOException e) {
      // The child is gone; what it said is kept.
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for the child's first word and sends it its request.
   *
   * @throws FrameSourceException where it is dead or says something else
   */
  void request(ClipRequest request) {
    try {
      Message hello = read(Wire.SHORT_PAYLOAD);
      if (hello.type() != Wire.HELLO
          || hello.payload().length != 1
          || hello.payload()[0] != Wire.VERSION) {
        throw nonsense("a greeting of type %d".formatted(hello.type()), null);
      }
      request.write(new DataOutputStream(process.getOutputStream()));
    } catch (IOException e) {
      throw died(e);
    }
  }

  /** Type and payload of one message. */
  record Message(byte type, byte[] payload) {}

  /**
   * The next message.
   *
   * @param longest payload to accept, bytes
   * @throws FrameSourceException where the child died or says something else
   */
  Message next(long longest) {
    try {
      return read(longest);
    } catch (IOException e) {
      throw died(e);
    }
  }

  private Message read(long longest) throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    if (length < 0 || length > longest) {
      throw nonsense("a message of %d bytes".formatted(length), null);
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Message(type, payload);
  }

  /** For messages that are read in parts. */
  DataInputStream in() {
    return in;
  }

  /**
   * Ends the child at once; the first reason is the one that counts.
   *
   * @param why what a reader who finds it dead is told
   */
  void kill(String why) {
    killed.compareAndSet(null, why);
    process.destroyForcibly();
  }

  /** A child that does not keep to the protocol is not trusted with another byte. */
  FrameSourceException nonsense(String what, Throwable cause) {
    kill("the video decoder gave an answer that cannot be");
    return new FrameSourceException(
        "the video decoder gave an answer that cannot be: " + what, cause);
  }

  FrameSourceException outOfMemory() {
    kill("the video decoder was stopped");
    return new FrameSourceException(
        "the video decoder ran over its %,d MB of memory".formatted(settings.memory() >> 20));
  }

  /** Why nothing more comes from the child. */
  FrameSourceException died(Throwable cause) {
    boolean ended = awaitEnd();
    String why = killed.get();
    if (why != null) {
      return new FrameSourceException(why, cause);
    }
    if (!ended) {
      kill("the video decoder was stopped");
      return new FrameSourceException("the video decoder closed its output and went on", cause);
    }
    int exit = process.exitValue();
    if (exit == OUT_OF_CPU) {
      return new FrameSourceException(
          "the video decoder ran over its %d s of processor time".formatted(settings.cpuSeconds()),
          cause);
    }
    String said = lastComplaint();
    if (exit == OUT_OF_HEAP || said.contains("OutOfMemoryError") || said.contains("emory alloc")) {
      return outOfMemory();
    }
    String how = exit > SIGNALLED ? "signal " + (exit - SIGNALLED) : "exit code " + exit;
    return new FrameSourceException(
        "the video decoder died (%s%s)".formatted(how, said.isEmpty() ? "" : ": " + said), cause);
  }

  private boolean awaitEnd() {
    try {
      boolean ended = process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
      listener.join(TimeUnit.SECONDS.toMillis(1));
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** One printable line. */
  private String lastComplaint() {
    synchronized (complaints) {
      String[] lines = complaints.toString().strip().split("\n", -1);
      String last = lines[lines.length - 1].replaceAll("[^\\x20-\\x7e]", "?").strip();
      return last.substring(0, Math.min(last.length(), 200));
    }
  }
}
