package org.avatarengine.benchmarks.live.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server of a few lines: one thread for each socket. */
final class TinyServer implements AutoCloseable {

  /** What it does with one socket. */
  interface Behaviour {
    /** After the handshake. */
    void opened(Line line) throws IOException;

    void text(Line line, String text) throws IOException;
  }

  /** One socket's way out. */
  static final class Line {
    private final OutputStream out;
    final List<byte[]> binaries = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger pongs = new AtomicInteger();

    private Line(OutputStream out) {
      this.out = out;
    }

    void text(String text) throws IOException {
      send(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    void binary(byte[] bytes) throws IOException {
      send(0x82, bytes);
    }

    void ping() throws IOException {
      send(0x89, new byte[] {1, 2});
    }

    synchronized void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    private void send(int kind, byte[] bytes) throws IOException {
      byte[] header =
          bytes.length < 126
              ? new byte[] {(byte) kind, (byte) bytes.length}
              : new byte[] {(byte) kind, 126, (byte) (bytes.length >>> 8), (byte) bytes.length};
      byte[] all = java.util.Arrays.copyOf(header, header.length + bytes.length);
      System.arraycopy(bytes, 0, all, header.length, bytes.length);
      raw(all);
    }
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String status;
  private final Behaviour behaviour;
  final List<Line> lines = Collections.synchronizedList(new ArrayList<>());
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  TinyServer(String status, Behaviour behaviour) throws IOException {
    this.status = status;
    this.behaviour = behaviour;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new DataInputStream(socket.getInputStream());
      var request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.readUnsignedByte());
      }
      requests.add(request.toString());
      var line = new Line(socket.getOutputStream());
      lines.add(line);
      line.raw(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      behaviour.opened(line);
      while (true) {
        int kind = in.readUnsignedByte() & 0x0f;
        byte[] bytes = new byte[in.readUnsignedByte() & 0x7f];
        byte[] mask = in.readNBytes(4);
        in.readFully(bytes);
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] ^= mask[i % 4];
        }
        switch (kind) {
          case 1 -> behaviour.text(line, new String(bytes, StandardCharsets.UTF_8));
          case 2 -> line.binaries.add(bytes);
          default -> line.pongs.incrementAndGet();
        }
      }
    } catch (IOException gone) {
      // The load has left.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
