package org.avatarengine.vision.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Brings pixels with an embedded ICC profile to sRGB; a broken profile is as none. */
final class ColourProfile {

  private static final int MAX_BYTES = 1 << 22;

  private ColourProfile() {}

  /**
   * @param chunk content of a PNG's iCCP chunk: name, 0, method 0, deflated profile
   */
  static Optional<byte[]> inflate(byte[] chunk) {
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) {
      name++;
    }
    if (name + 2 >= chunk.length) {
      return Optional.empty();
    }
    var packed = new ByteArrayInputStream(chunk, name + 2, chunk.length - name - 2);
    try (var in = new InflaterInputStream(packed)) {
      byte[] profile = in.readNBytes(MAX_BYTES + 1);
      return profile.length > MAX_BYTES ? Optional.empty() : Optional.of(profile);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static RgbRaster toSrgb(RgbRaster raster, Optional<byte[]> profile) {
    if (profile.isEmpty() || namesSrgb(profile.get())) {
      return raster;
    }
    try {
      var icc = ICC_Profile.getInstance(profile.get());
      if (icc.getColorSpaceType() != ColorSpace.TYPE_RGB) {
        return raster;
      }
      return convert(raster, new ICC_ColorSpace(icc));
    } catch (RuntimeException e) {
      // java.awt.color throws CMMException and IllegalArgumentException for profiles it dislikes.
      return raster;
    }
  }

  private static RgbRaster convert(RgbRaster raster, ColorSpace space) {
    var srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    byte[] out = new byte[raster.rgb().length];
    new ColorConvertOp(space, srgb, null).filter(wrap(raster, raster.rgb()), wrap(raster, out));
    return new RgbRaster(raster.width(), raster.height(), out);
  }

  private static WritableRaster wrap(RgbRaster raster, byte[] rgb) {
    return Raster.createInterleavedRaster(
        new DataBufferByte(rgb, rgb.length),
        raster.width(),
        raster.height(),
        raster.width() * 3,
        3,
        new int[] {0, 1, 2},
        null);
  }

  // Most files carry the plain sRGB profile: converting from it would cost time and change nothing.
  private static boolean namesSrgb(byte[] profile) {
    var text = new String(profile, 0, Math.min(profile.length, 4096), StandardCharsets.ISO_8859_1);
    return text.contains("sRGB IEC61966") || text.contains("s\0R\0G\0B");
  }
}
