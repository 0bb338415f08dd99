package org.avatarengine.vision.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The outline of a JPEG file, read marker by marker without decoding anything (ITU-T T.81, annex
 * B): enough to refuse it before a decoder allocates.
 *
 * @param width pixels
 * @param height pixels
 * @param components 1 grey, 3 colour, 4 CMYK
 */
record JpegStructure(int width, int height, int components) {

  // A picture has some ten scans; each costs a pass over all of its coefficients, so that a small
  // file of many scans could keep a processor busy for minutes.
  private static final int MAX_SCANS = 100;

  private static final long MAX_SCANNED_PIXELS = 1_500_000_000L;

  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int TEM = 0x01;

  /**
   * Reads up to the end-of-image marker.
   *
   * @throws EOFException if the file ends before that marker
   */
  static JpegStructure read(InputStream in) throws IOException {
    if (in.read() != 0xff || in.read() != SOI) {
      throw RefusedImageException.unreadable("The file does not start like a JPEG picture.");
    }
    JpegStructure frame = null;
    int scans = 0;
    int marker = nextMarker(in);
    while (marker != EOI) {
      if (isStandalone(marker)) {
        marker = nextMarker(in);
        continue;
      }
      int length = readShort(in) - 2;
      if (length < 0) {
        throw RefusedImageException.unreadable("The JPEG picture is damaged.");
      }
      if (isFrame(marker)) {
        frame = readFrame(in, length);
        marker = nextMarker(in);
      } else if (marker == SOS) {
        if (frame == null) {
          throw RefusedImageException.unreadable("The JPEG picture has no size.");
        }
        scans++;
        if (scans > MAX_SCANS || scans * frame.pixels() > MAX_SCANNED_PIXELS) {
          throw RefusedImageException.unreadable("The JPEG picture has too many scans.");
        }
        in.skipNBytes(length);
        marker = markerAfterScan(in);
      } else {
        in.skipNBytes(length);
        marker = nextMarker(in);
      }
    }
    if (frame == null || scans == 0) {
      throw RefusedImageException.unreadable("The JPEG file holds no picture.");
    }
    return frame;
  }

  private static JpegStructure readFrame(InputStream in, int length) throws IOException {
    if (length < 6) {
      throw RefusedImageException.unreadable("The JPEG picture is damaged.");
    }
    octet(in);
    int height = readShort(in);
    int width = readShort(in);
    int components = octet(in);
    in.skipNBytes(length - 6);
    return new JpegStructure(width, height, components);
  }

  private long pixels() {
    return (long) width * height;
  }

  private static boolean isStandalone(int marker) {
    return marker == TEM || (marker >= 0xd0 && marker <= 0xd8);
  }

  private static boolean isFrame(int marker) {
    // SOF0 to SOF15 but for DHT (c4), JPG (c8) and DAC (cc).
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static int nextMarker(InputStream in) throws IOException {
    int b = octet(in);
    while (b != 0xff) {
      b = octet(in);
    }
    while (b == 0xff) {
      b = octet(in);
    }
    return b;
  }

  private static int markerAfterScan(InputStream in) throws IOException {
    while (true) {
      int marker = nextMarker(in);
      // ff00 is a stuffed byte, d0 to d7 are restarts: both belong to the scan.
      if (marker != 0 && !(marker >= 0xd0 && marker <= 0xd7)) {
        return marker;
      }
    }
  }

  private static int readShort(InputStream in) throws IOException {
    return octet(in) << 8 | octet(in);
  }

  private static int octet(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the JPEG file ends early");
    }
    return b;
  }
}
