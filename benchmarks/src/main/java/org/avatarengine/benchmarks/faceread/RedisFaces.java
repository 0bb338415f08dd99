package org.avatarengine.benchmarks.faceread;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The same bytes with a bare GET from Redis, where the face cache keeps them. */
final class RedisFaces implements FaceSource {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  private RedisFaces(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  static RedisFaces open(int port) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return new RedisFaces(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public byte[] read(String avatarId) throws IOException {
    String key = "face:" + avatarId;
    String command = "*2\r\n$3\r\nGET\r\n$" + key.length() + "\r\n" + key + "\r\n";
    socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
    return answer(in);
  }

  /** Reads one bulk string. */
  static byte[] answer(InputStream in) throws IOException {
    String line = Line.read(in);
    if (!line.startsWith("$") || line.equals("$-1")) {
      throw new IOException("Redis has no such face: " + line);
    }
    byte[] value = Line.exactly(in, Integer.parseInt(line.substring(1)));
    Line.exactly(in, 2);
    return value;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
