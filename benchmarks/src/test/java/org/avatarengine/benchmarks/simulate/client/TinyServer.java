package org.avatarengine.benchmarks.simulate.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A WebSocket server for one client (RFC 6455), as plain as it can be. */
final class TinyServer implements AutoCloseable {

  @SuppressWarnings("ArrayRecordComponent")
  record Message(int opcode, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
  volatile String request = "";
  private final ServerSocket server;
  private final String status;
  private volatile Socket client;
  private volatile OutputStream out;

  /**
   * @param status {@code 101} to let clients in, another to refuse them
   */
  TinyServer(String status) throws IOException {
    this.status = status;
    this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/stream?level=1");
  }

  void send(int opcode, byte[] payload) throws IOException {
    byte[] head =
        payload.length < 126
            ? new byte[] {(byte) (0x80 | opcode), (byte) payload.length}
            : new byte[] {
              (byte) (0x80 | opcode), 126, (byte) (payload.length >>> 8), (byte) payload.length
            };
    synchronized (this) {
      out.write(head);
      out.write(payload);
      out.flush();
    }
  }

  void drop() throws IOException {
    client.close();
  }

  private void serve() {
    try {
      client = server.accept();
      DataInputStream in = new DataInputStream(client.getInputStream());
      out = client.getOutputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      request = head.toString();
      if (!status.equals("101")) {
        out.write(
            ("HTTP/1.1 " + status + " No\r\nContent-Length: 6\r\n\r\nbecaus")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return;
      }
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(header("sec-websocket-key"))
                  + "\r\nSec-WebSocket-Protocol: avatar.frame.v1\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (true) {
        received.add(read(in));
      }
    } catch (IOException e) {
      // The client went, or the test is over.
    }
  }

  String header(String name) {
    return request
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Message read(DataInputStream in) throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] mask = in.readNBytes(4);
    byte[] bytes = in.readNBytes(length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i % 4];
    }
    return new Message(opcode, bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (client != null) {
      client.close();
    }
  }
}
