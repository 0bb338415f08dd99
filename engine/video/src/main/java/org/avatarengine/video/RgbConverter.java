package org.avatarengine.video;

import static org.avatarengine.video.FfmpegException.allocated;
import static org.avatarengine.video.FfmpegException.check;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_FCC;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Decoded pictures of any layout to 8-bit R, G, B of one size, by the matrix and range that the
 * stream states. Where it states none: BT.709 from 720 rows on, BT.601 below, limited range, as
 * players assume. Pictures in HLG or PQ are mapped to BT.709; other primaries stay as they are,
 * since a phone's P3 or BT.601 differs from sRGB by less than its white balance.
 */
final class RgbConverter implements AutoCloseable {

  private static final int HD_ROWS = 720;

  /** Readable bytes past the last row, which vector code may touch. */
  private static final int MARGIN = 64;

  private final SwsContext scaler;
  private final AVFrame rgb;
  private final Pointer memory;
  private final ByteBuffer pixels;

  private RgbConverter(SwsContext scaler, AVFrame rgb, Pointer memory, int bytes) {
    this.scaler = scaler;
    this.rgb = rgb;
    this.memory = memory;
    this.pixels = new BytePointer(memory).capacity(bytes).asByteBuffer();
  }

  /**
   * @param width of what is given, pixels
   * @param height of what is given, pixels
   * @param reduced whether that is less than what is decoded
   */
  static RgbConverter create(int width, int height, boolean reduced, int threads)
      throws FfmpegException {
    int bytes = Math.multiplyExact(width * 3, height);
    Pointer memory = allocated("picture", av_malloc(bytes + MARGIN));
    AVFrame rgb = allocated("picture", av_frame_alloc());
    rgb.width(width).height(height).format(AV_PIX_FMT_RGB24).color_range(AVCOL_RANGE_JPEG);
    rgb.colorspace(AVCOL_SPC_RGB).linesize(0, width * 3).data(0, new BytePointer(memory));
    SwsContext scaler = allocated("scaler", sws_alloc_context());
    scaler.flags(reduced ? SWS_AREA : SWS_BICUBIC).threads(threads);
    return new RgbConverter(scaler, rgb, memory, bytes);
  }

  /** Rows of R, G, B without gaps, valid until the next call. */
  ByteBuffer convert(AVFrame decoded) throws FfmpegException {
    // Fields are converted as the one picture that they make.
    decoded.flags(decoded.flags() & ~AV_FRAME_FLAG_INTERLACED);
    stateColours(decoded);
    check("colours", sws_scale_frame(scaler, rgb, decoded));
    return pixels.clear();
  }

  /** As {@link #convert}, or null for a frame that cannot be converted. */
  ByteBuffer tryConvert(AVFrame decoded) throws FfmpegException {
    try {
      return convert(decoded);
    } catch (FfmpegException e) {
      if (e.isMemory()) {
        throw e;
      }
      return null;
    }
  }

  private void stateColours(AVFrame decoded) {
    boolean isRgb = (av_pix_fmt_desc_get(decoded.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    if (isRgb) {
      decoded.colorspace(AVCOL_SPC_RGB).color_range(AVCOL_RANGE_JPEG);
    } else {
      decoded.colorspace(matrix(decoded)).color_range(range(decoded));
    }
    int curve = decoded.color_trc();
    if (curve == AVCOL_TRC_ARIB_STD_B67 || curve == AVCOL_TRC_SMPTE2084) {
      rgb.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
    } else {
      decoded.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
      rgb.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709);
    }
  }

  private static int matrix(AVFrame decoded) {
    int stated = decoded.colorspace();
    if (stated == AVCOL_SPC_BT709
        || stated == AVCOL_SPC_FCC
        || stated == AVCOL_SPC_BT470BG
        || stated == AVCOL_SPC_SMPTE170M
        || stated == AVCOL_SPC_SMPTE240M
        || stated == AVCOL_SPC_BT2020_NCL) {
      return stated;
    }
    return Math.min(decoded.width(), decoded.height()) >= HD_ROWS
        ? AVCOL_SPC_BT709
        : AVCOL_SPC_SMPTE170M;
  }

  private static int range(AVFrame decoded) {
    int format = decoded.format();
    boolean full =
        decoded.color_range() == AVCOL_RANGE_JPEG
            || format == AV_PIX_FMT_YUVJ420P
            || format == AV_PIX_FMT_YUVJ422P
            || format == AV_PIX_FMT_YUVJ440P
            || format == AV_PIX_FMT_YUVJ444P;
    return full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  }

  @Override
  public void close() {
    sws_free_context(scaler);
    rgb.data(0, null);
    av_frame_free(rgb);
    av_free(memory);
  }
}
