package org.avatarengine.video.testing;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Writes small clips, in this process. */
public final class ClipWriter {

  /** Fills the planes of a frame. */
  public interface Painter {
    /**
     * @param depth bits of a sample
     */
    void paint(Plane luma, Plane blue, Plane red, int number);
  }

  /** One plane of samples. */
  public record Plane(BytePointer data, int stride, int width, int height, int depth) {
    /** Sets a rectangle to a value on the scale of 8 bits. */
    public void fill(int x, int y, int w, int h, int value) {
      int bytes = depth == 8 ? 1 : 2;
      int deep = depth == 8 ? value : value << (depth - 8);
      byte[] line = new byte[w * bytes];
      for (int i = 0; i < line.length; i++) {
        line[i] = (byte) (bytes == 2 && i % 2 == 1 ? deep >> 8 : deep);
      }
      for (int row = y; row < y + h; row++) {
        data.getPointer((long) row * stride + (long) x * bytes).put(line, 0, line.length);
      }
    }

    public void fill(int value) {
      fill(0, 0, width, height, value);
    }
  }

  private final int width;
  private final int height;
  private int frames = 30;
  private int rate = 30;
  private String encoder = "mpeg4";
  private int format = AV_PIX_FMT_YUV420P;
  private int depth = 8;
  private int chromaShiftX = 1;
  private int chromaShiftY = 1;
  private int[] colours = {2, 0, 2, 2};
  private int aspectNum = 1;
  private int aspectDen = 1;
  private int bFrames;
  private long bitRate = 4_000_000;
  private IntUnaryOperator times = i -> i;
  private Map<String, String> muxing = Map.of();
  private Map<String, String> encoding = Map.of();

  private ClipWriter(int width, int height) {
    this.width = width;
    this.height = height;
  }

  public static ClipWriter of(int width, int height) {
    return new ClipWriter(width, height);
  }

  public ClipWriter frames(int count) {
    frames = count;
    return this;
  }

  public ClipWriter rate(int perSecond) {
    rate = perSecond;
    return this;
  }

  public ClipWriter encoder(String name) {
    encoder = name;
    return this;
  }

  public ClipWriter layout(int pixelFormat, int bits, int chromaX, int chromaY) {
    format = pixelFormat;
    depth = bits;
    chromaShiftX = chromaX;
    chromaShiftY = chromaY;
    return this;
  }

  public ClipWriter colours(int matrix, int range, int primaries, int curve) {
    colours = new int[] {matrix, range, primaries, curve};
    return this;
  }

  public ClipWriter aspect(int num, int den) {
    aspectNum = num;
    aspectDen = den;
    return this;
  }

  public ClipWriter bFrames(int most) {
    bFrames = most;
    return this;
  }

  public ClipWriter bitRate(long bitsPerSecond) {
    bitRate = bitsPerSecond;
    return this;
  }

  /** Ticks of 1/rate at which each frame is shown. */
  public ClipWriter times(IntUnaryOperator shown) {
    times = shown;
    return this;
  }

  public ClipWriter muxing(Map<String, String> options) {
    muxing = options;
    return this;
  }

  public ClipWriter encoding(Map<String, String> options) {
    encoding = options;
    return this;
  }

  public Path write(Path file, Painter painter) {
    av_log_set_level(AV_LOG_ERROR);
    AVFormatContext out = new AVFormatContext(null);
    String container = file.toString().endsWith(".mov") ? "mov" : "mp4";
    check(avformat_alloc_output_context2(out, null, container, file.toString()));
    AVCodec codec = avcodec_find_encoder_by_name(encoder);
    if (codec == null) {
      throw new IllegalStateException("no encoder " + encoder);
    }
    AVCodecContext context = avcodec_alloc_context3(codec);
    context.width(width).height(height).pix_fmt(format).bit_rate(bitRate).gop_size(30);
    context.time_base(av_make_q(1, rate)).framerate(av_make_q(rate, 1)).max_b_frames(bFrames);
    context.sample_aspect_ratio(av_make_q(aspectNum, aspectDen)).thread_count(2);
    context.colorspace(colours[0]).color_range(colours[1]);
    context.color_primaries(colours[2]).color_trc(colours[3]);
    context.strict_std_compliance(-2);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    check(avcodec_open2(context, codec, dictionary(encoding)));
    AVStream stream = avformat_new_stream(out, codec);
    check(avcodec_parameters_from_context(stream.codecpar(), context));
    stream.time_base(av_make_q(1, rate)).sample_aspect_ratio(av_make_q(aspectNum, aspectDen));
    AVIOContext pb = new AVIOContext(null);
    check(avio_open(pb, file.toString(), AVIO_FLAG_WRITE));
    out.pb(pb);
    AVDictionary options = dictionary(muxing);
    check(avformat_write_header(out, options));
    av_dict_free(options);
    AVFrame frame = av_frame_alloc();
    frame.width(width).height(height).format(format);
    frame.colorspace(colours[0]).color_range(colours[1]);
    frame.color_primaries(colours[2]).color_trc(colours[3]);
    frame.sample_aspect_ratio(av_make_q(aspectNum, aspectDen));
    check(av_frame_get_buffer(frame, 0));
    AVPacket packet = av_packet_alloc();
    for (int i = 0; i < frames; i++) {
      check(av_frame_make_writable(frame));
      painter.paint(
          plane(frame, 0, width, height),
          plane(frame, 1, width >> chromaShiftX, height >> chromaShiftY),
          plane(frame, 2, width >> chromaShiftX, height >> chromaShiftY),
          i);
      frame.pts(times.applyAsInt(i));
      check(avcodec_send_frame(context, frame));
      drain(context, packet, out, stream);
    }
    check(avcodec_send_frame(context, null));
    drain(context, packet, out, stream);
    check(av_write_trailer(out));
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
    avio_closep(pb);
    avformat_free_context(out);
    return file;
  }

  private Plane plane(AVFrame frame, int number, int w, int h) {
    return new Plane(frame.data(number), frame.linesize(number), w, h, depth);
  }

  private void drain(
      AVCodecContext context, AVPacket packet, AVFormatContext out, AVStream stream) {
    while (avcodec_receive_packet(context, packet) == 0) {
      packet.stream_index(0);
      if (packet.duration() == 0) {
        packet.duration(1);
      }
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      check(av_interleaved_write_frame(out, packet));
    }
  }

  private static AVDictionary dictionary(Map<String, String> options) {
    AVDictionary dictionary = new AVDictionary(null);
    options.forEach((key, value) -> check(av_dict_set(dictionary, key, value, 0)));
    return dictionary;
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg answers " + result);
    }
  }
}
