package org.avatarengine.video;

import static org.avatarengine.video.FfmpegException.allocated;
import static org.avatarengine.video.FfmpegException.check;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PRORES;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Set;
import org.avatarengine.vision.image.Refusal;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Packets to frames, in the order in which they are shown. */
final class FrameDecoder implements AutoCloseable {

  private static final Set<Integer> CODECS =
      Set.of(
          AV_CODEC_ID_H264,
          AV_CODEC_ID_HEVC,
          AV_CODEC_ID_VP9,
          AV_CODEC_ID_AV1,
          AV_CODEC_ID_MPEG4,
          AV_CODEC_ID_MJPEG,
          AV_CODEC_ID_PRORES);

  private final Demuxer clip;
  private final AVPacket packet;
  private final AVCodecContext codec;
  private final AVFrame frame;
  private boolean drained;
  private boolean damaged;

  private FrameDecoder(Demuxer clip, AVPacket packet, AVCodecContext codec, AVFrame frame) {
    this.clip = clip;
    this.packet = packet;
    this.codec = codec;
    this.frame = frame;
  }

  /**
   * @param maxPixels above which FFmpeg allocates no picture, whatever the stream says
   */
  static FrameDecoder open(Demuxer clip, AVPacket packet, int threads, long maxPixels)
      throws FfmpegException, ClipRefusedException {
    AVCodec decoder = find(clip);
    AVCodecContext codec = allocated("decoder", avcodec_alloc_context3(decoder));
    try {
      check("parameters", avcodec_parameters_to_context(codec, clip.parameters()));
      codec.thread_count(threads);
      codec.pkt_timebase(clip.timeBase());
      // Some room, since FFmpeg counts the padded picture.
      codec.max_pixels(maxPixels + maxPixels / 8 + (1 << 16));
      check(
          "decoder", avcodec_open2(codec, decoder, (org.bytedeco.ffmpeg.avutil.AVDictionary) null));
      return new FrameDecoder(clip, packet, codec, allocated("frame", av_frame_alloc()));
    } catch (FfmpegException e) {
      avcodec_free_context(codec);
      throw e;
    }
  }

  private static AVCodec find(Demuxer clip) throws ClipRefusedException {
    int id = clip.parameters().codec_id();
    AVCodec decoder = CODECS.contains(id) ? avcodec_find_decoder(id) : null;
    if (decoder == null) {
      throw new ClipRefusedException(
          Refusal.UNSUPPORTED,
          "The clip's codec (%s) is not supported; H.264, HEVC, VP9, AV1, MPEG-4, MJPEG and ProRes are."
              .formatted(avcodec_get_name(id).getString()));
    }
    return decoder;
  }

  /**
   * The next frame, valid until the next call, or null after the last. Pictures that cannot be
   * decoded are left out.
   */
  AVFrame next() throws FfmpegException {
    while (true) {
      int result = avcodec_receive_frame(codec, frame);
      if (result == 0) {
        damaged |= (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
        return frame;
      }
      if (result == AVERROR_EOF) {
        return null;
      }
      if (result == AVERROR_EAGAIN()) {
        if (drained) {
          return null;
        }
        send();
      } else {
        tolerate("decode", result);
      }
    }
  }

  private void send() throws FfmpegException {
    boolean more = clip.read(packet);
    drained = !more;
    int result = avcodec_send_packet(codec, more ? packet : null);
    if (result < 0 && result != AVERROR_EOF) {
      tolerate("decode", result);
    }
  }

  private void tolerate(String what, int result) throws FfmpegException {
    var error = new FfmpegException(what, result);
    if (error.isMemory()) {
      throw error;
    }
    damaged = true;
  }

  /** Whether some picture could not be decoded, or not wholly. */
  boolean damaged() {
    return damaged;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(codec);
  }
}
