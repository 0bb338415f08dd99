package org.avatarengine.video;

import static org.avatarengine.video.FfmpegException.allocated;
import static org.avatarengine.video.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

import java.nio.file.Path;
import org.avatarengine.vision.image.Refusal;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;

/**
 * The picture packets of one MP4 or MOV file.
 *
 * <p>It reads this file and nothing else: the demuxer is fixed, so that a playlist is merely an
 * unreadable film; the file is opened here, and the demuxer itself may use no protocol at all, not
 * even that of files; external data references are off besides.
 */
final class Demuxer implements AutoCloseable {

  /** Pixels between 1:4 and 4:1; beyond that the number is a mistake. */
  private static final int OBLONG = 4;

  private final AVIOContext file;
  private final AVFormatContext format;
  private final AVStream stream;

  private Demuxer(AVIOContext file, AVFormatContext format, AVStream stream) {
    this.file = file;
    this.format = format;
    this.stream = stream;
  }

  static Demuxer open(Path path) throws FfmpegException, ClipRefusedException {
    AVIOContext file = new AVIOContext(null);
    AVDictionary reading = options("protocol_whitelist", "file");
    try {
      check("open", avio_open2(file, "file:" + path, AVIO_FLAG_READ, null, reading));
    } finally {
      av_dict_free(reading);
    }
    AVFormatContext format = null;
    AVDictionary fences =
        options(
            "protocol_whitelist", "none",
            "enable_drefs", "0",
            "use_absolute_path", "0",
            "max_streams", "64");
    try {
      format = allocated("demuxer", avformat_alloc_context());
      format.pb(file);
      int opened =
          org.bytedeco.ffmpeg.global.avformat.avformat_open_input(
              format, (String) null, av_find_input_format("mov"), fences);
      if (opened < 0) {
        format = null;
        throw new FfmpegException("header", opened);
      }
      return new Demuxer(file, format, pictures(format));
    } catch (FfmpegException | ClipRefusedException | RuntimeException e) {
      if (format != null) {
        avformat_close_input(format);
      }
      avio_closep(file);
      throw e;
    } finally {
      av_dict_free(fences);
    }
  }

  private static AVDictionary options(String... pairs) throws FfmpegException {
    AVDictionary options = new AVDictionary(null);
    for (int i = 0; i < pairs.length; i += 2) {
      check("option", av_dict_set(options, pairs[i], pairs[i + 1], 0));
    }
    return options;
  }

  /** The first track of moving pictures; everything else is not even read. */
  private static AVStream pictures(AVFormatContext format) throws ClipRefusedException {
    AVStream found = null;
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      boolean moving =
          stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
              && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0;
      if (moving && found == null) {
        found = stream;
      } else {
        stream.discard(org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL);
      }
    }
    if (found == null) {
      throw new ClipRefusedException(Refusal.UNSUPPORTED, "The file has no moving pictures.");
    }
    return found;
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  AVRational timeBase() {
    return stream.time_base();
  }

  /** What the header says the pictures play, microseconds; 0 where it says nothing. */
  long statedMicros() {
    return stream.duration() == AV_NOPTS_VALUE ? 0 : Math.max(0, micros(stream.duration()));
  }

  /** A time of this track in microseconds. */
  long micros(long ticks) {
    AVRational base = stream.time_base();
    int den = base.den();
    return den <= 0 || base.num() <= 0 ? 0 : av_rescale(ticks, 1_000_000L * base.num(), den);
  }

  /**
   * Reads on to the next packet of pictures.
   *
   * @return false at the end of what can be read
   */
  boolean read(AVPacket packet) throws FfmpegException {
    while (true) {
      av_packet_unref(packet);
      int result = av_read_frame(format, packet);
      if (result == AVERROR_EOF) {
        return false;
      }
      if (result < 0) {
        var error = new FfmpegException("read", result);
        if (error.isMemory()) {
          throw error;
        }
        return false;
      }
      if (packet.stream_index() == stream.index()) {
        return true;
      }
    }
  }

  static boolean isCutOff(AVPacket packet) {
    return (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
  }

  Turn turn() {
    AVCodecParameters parameters = stream.codecpar();
    if (parameters.nb_coded_side_data() == 0) {
      return Turn.NONE;
    }
    AVPacketSideData matrix =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull() || matrix.size() < 9 * Integer.BYTES) {
      return Turn.NONE;
    }
    IntPointer numbers = new IntPointer(matrix.data());
    return Turn.of(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
  }

  /** Width of a pixel over its height; 1 where it is not said or cannot be. */
  double pixelAspect(AVFrame first) {
    AVRational ratio = av_guess_sample_aspect_ratio(format, stream, first);
    double aspect = ratio.num() > 0 && ratio.den() > 0 ? ratio.num() / (double) ratio.den() : 1;
    return aspect > OBLONG || aspect < 1.0 / OBLONG ? 1 : aspect;
  }

  @Override
  public void close() {
    avformat_close_input(format);
    avio_closep(file);
  }
}
