package org.avatarengine.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/**
 * The child: loads FFmpeg, says so, takes one request from standard input, writes the clip to
 * standard output ({@link Wire}) and ends. It ends too when its parent does.
 */
final class DecoderProcess {

  /** Loads the libraries, which unpacks them where they are not yet, and ends. */
  static final String UNPACK = "unpack";

  private DecoderProcess() {}

  public static void main(String[] arguments) throws IOException {
    FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
    System.setOut(System.err);
    loadLibraries();
    if (arguments.length == 1 && arguments[0].equals(UNPACK)) {
      return;
    }
    send(out, Wire.HELLO, ByteBuffer.wrap(new byte[] {Wire.VERSION}));
    try {
      serve(out);
    } catch (IOException e) {
      System.err.println(e);
      Runtime.getRuntime().halt(1);
    }
    // No unloading of libraries, no waiting for their threads.
    Runtime.getRuntime().halt(0);
  }

  static void loadLibraries() {
    Loader.load(avcodec.class);
    Loader.load(avformat.class);
    Loader.load(swscale.class);
    av_log_set_level(AV_LOG_ERROR);
    // One allocation never needs more than a large frame; lies about sizes end here already.
    av_max_alloc(1L << 29);
  }

  private static void serve(FileChannel out) throws IOException {
    ClipRequest request;
    try {
      request =
          ClipRequest.read(
              new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in))));
    } catch (EOFException e) {
      return;
    }
    try {
      new ClipReader(request, new Messages(out)).read();
    } catch (ClipRefusedException e) {
      refuse(out, e);
    } catch (FfmpegException e) {
      // All others are refusals by now.
      send(out, Wire.MEMORY, ByteBuffer.allocate(0));
    }
  }

  private static void refuse(FileChannel out, ClipRefusedException refused) throws IOException {
    byte[] sentence = refused.getMessage().getBytes(StandardCharsets.UTF_8);
    sentence = Arrays.copyOf(sentence, Math.min(sentence.length, Wire.SHORT_PAYLOAD - 1));
    ByteBuffer payload = ByteBuffer.allocate(1 + sentence.length);
    payload.put((byte) refused.code().ordinal()).put(sentence).flip();
    send(out, Wire.REFUSED, payload);
  }

  private static void send(FileChannel out, byte type, ByteBuffer... payload) throws IOException {
    int length = 0;
    for (ByteBuffer part : payload) {
      length += part.remaining();
    }
    writeAll(out, ByteBuffer.allocate(Wire.PREFIX).put(type).putInt(length).flip());
    for (ByteBuffer part : payload) {
      writeAll(out, part);
    }
  }

  private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private record Messages(FileChannel out) implements ClipReader.Sink {
    @Override
    public void clip(ClipHeader header) throws IOException {
      send(out, Wire.CLIP, header.encode());
    }

    @Override
    public void frame(int index, long micros, ByteBuffer pixels) throws IOException {
      ByteBuffer prefix = ByteBuffer.allocate(Wire.FRAME_PREFIX).putInt(index).putLong(micros);
      send(out, Wire.FRAME, prefix.flip(), pixels);
    }

    @Override
    public void end(boolean whole) throws IOException {
      send(out, Wire.END, ByteBuffer.wrap(new byte[] {(byte) (whole ? 1 : 0)}));
    }
  }
}
