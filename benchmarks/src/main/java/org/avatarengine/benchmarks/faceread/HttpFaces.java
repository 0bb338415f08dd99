package org.avatarengine.benchmarks.faceread;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.avatarengine.contract.face.FaceCodec;

/**
 * Binary faces over HTTP/1.1 on one connection that stays open. As thin as the client for Redis, so
 * that the two compare.
 */
final class HttpFaces implements FaceSource {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;
  private final String headers;

  private HttpFaces(Socket socket, String headers) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.headers = headers;
  }

  /** Connects to a service. */
  static HttpFaces open(URI service, String token) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), TIMEOUT_MILLIS);
      return new HttpFaces(
          socket,
          " HTTP/1.1\r\nHost: %s:%d\r\nAccept: %s\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(service.getHost(), service.getPort(), FaceCodec.MEDIA_TYPE, token));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public byte[] read(String avatarId) throws IOException {
    String request = "GET /api/v1/avatars/" + avatarId + "/face" + headers;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return answer(in);
  }

  /** Reads one answer to its last byte. */
  static byte[] answer(InputStream in) throws IOException {
    String status = Line.read(in);
    int length = -1;
    boolean chunked = false;
    for (String line = Line.read(in); !line.isEmpty(); line = Line.read(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
        chunked = true;
      }
    }
    if (!chunked && length < 0) {
      throw new IOException("an answer without a length: " + status);
    }
    byte[] body = chunked ? chunks(in) : Line.exactly(in, length);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      String size = Line.read(in).split(";", -1)[0].strip();
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        // Trailers, to the empty line.
        while (!Line.read(in).isEmpty()) {}
        return body.toByteArray();
      }
      body.writeBytes(Line.exactly(in, length));
      Line.read(in);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
