package org.avatarengine.systemtests.engine;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files that nobody should send, made on the spot. */
public enum HostileFiles {
  HTML {
    @Override
    public byte[] bytes() {
      return "<!doctype html><html><script>alert(1)</script></html>"
          .getBytes(StandardCharsets.UTF_8);
    }
  },
  PNG_NAMED_JPG {
    @Override
    public byte[] bytes() {
      return Portraits.png(1);
    }
  },
  TEXT {
    @Override
    public byte[] bytes() {
      return "no picture at all".getBytes(StandardCharsets.UTF_8);
    }
  },
  EMPTY {
    @Override
    public byte[] bytes() {
      return new byte[0];
    }
  },
  TRUNCATED_JPEG {
    @Override
    public byte[] bytes() {
      byte[] whole = Portraits.jpeg(1);
      return Arrays.copyOf(whole, whole.length / 2);
    }
  },
  TRUNCATED_PNG {
    @Override
    public byte[] bytes() {
      byte[] whole = Portraits.png(1);
      return Arrays.copyOf(whole, whole.length / 2);
    }
  },
  HUGE_PIXELS {
    @Override
    public byte[] bytes() {
      return png(20_000, 20_000, new byte[1_000]);
    }
  },
  ZIP_BOMB {
    @Override
    public byte[] bytes() {
      // A third of a gigabyte of zeros in a third of a megabyte.
      return png(15_000, 7_500, new byte[15_000 * 3 + 1], 7_500);
    }
  },
  NO_FACE {
    @Override
    public byte[] bytes() {
      BufferedImage image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(new Color(90, 140, 60));
      g.fillRect(0, 0, 800, 600);
      g.setColor(new Color(60, 80, 200));
      g.fillRect(100, 50, 200, 400);
      g.dispose();
      return encode(image);
    }
  },
  TINY_FACE {
    @Override
    public byte[] bytes() {
      BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(new Color(120, 130, 140));
      g.fillRect(0, 0, 1200, 900);
      g.drawImage(Portraits.image(1), 500, 400, 90, 90, null);
      g.dispose();
      return encode(image);
    }
  },
  OVER_50_MB {
    @Override
    public byte[] bytes() {
      byte[] bytes = new byte[51 * 1024 * 1024];
      byte[] start = Portraits.jpeg(1);
      System.arraycopy(start, 0, bytes, 0, start.length);
      return bytes;
    }
  };

  public abstract byte[] bytes();

  private static byte[] encode(BufferedImage image) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] png(int width, int height, byte[] row) {
    return png(width, height, row, 1);
  }

  /** An RGB PNG whose header says what it likes; the row is repeated. */
  private static byte[] png(int width, int height, byte[] row, int rows) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(width);
      fields.writeInt(height);
      fields.write(new byte[] {8, 2, 0, 0, 0});
      chunk(out, "IHDR", header.toByteArray());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
        for (int i = 0; i < rows; i++) {
          deflate.write(row);
        }
      }
      chunk(out, "IDAT", packed.toByteArray());
      chunk(out, "IEND", new byte[0]);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
