package org.avatarengine.benchmarks.live.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket (RFC 6455), as little of it as a load needs: no fragments, no extensions. Its own
 * frames are masked with zeros, which costs the server what any mask does.
 */
final class SocketMember implements Speech.Mouth {

  private static final int MOST_BYTES = 8_192;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final byte[] END_OF_HEADER = {'\r', '\n', '\r', '\n'};

  private final Speech speech;
  private final Tally tally;
  private final String request;
  private final SocketChannel channel;
  private final ByteBuffer out;
  private byte[] rest = new byte[0];
  private boolean upgraded;
  private boolean closed;

  /**
   * Begins to connect.
   *
   * @param out of all members, for what is sent
   */
  SocketMember(
      Selector selector,
      InetSocketAddress server,
      String path,
      Speech speech,
      Tally tally,
      ByteBuffer out)
      throws IOException {
    this.speech = speech;
    this.tally = tally;
    this.out = out;
    String offered = speech.subprotocols();
    this.request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                .formatted(path, server.getHostString(), server.getPort())
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGl2ZSBiZW5jaG1hcmsuLg==\r\n"
            + (offered.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + offered + "\r\n")
            + "\r\n";
    channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
      boolean there = channel.connect(server);
      channel.register(selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
      if (there) {
        send(request);
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  Speech speech() {
    return speech;
  }

  /** Its socket has something to tell. */
  void ready(SelectionKey key, ByteBuffer in, byte[] scratch) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        send(request);
        return;
      }
      in.clear();
      int count = channel.read(in);
      if (count < 0) {
        fail("the server closed a socket");
        return;
      }
      long nowNanos = System.nanoTime();
      System.arraycopy(rest, 0, scratch, 0, rest.length);
      in.flip().get(scratch, rest.length, count);
      int length = rest.length + count;
      int used = take(scratch, length, nowNanos);
      if (used < length || rest.length > 0) {
        keep(scratch, used, length);
      }
    } catch (IOException | RuntimeException e) {
      fail(e.toString());
    }
  }

  private void keep(byte[] scratch, int from, int to) {
    if (to - from > MOST_BYTES) {
      fail("a message of more than " + MOST_BYTES + " bytes");
      return;
    }
    rest = java.util.Arrays.copyOfRange(scratch, from, to);
  }

  /** Takes all whole messages; returns how many bytes they had. */
  private int take(byte[] in, int length, long nowNanos) throws IOException {
    int at = 0;
    if (!upgraded) {
      at = handshake(in, length);
      if (at == 0) {
        return 0;
      }
    }
    while (!closed && length - at >= 2) {
      int size = in[at + 1] & 0x7f;
      int header = 2;
      if (size == 126 && length - at >= 4) {
        size = (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
        header = 4;
      } else if (size >= 126) {
        if (size == 127) {
          throw new IOException("a message of more than 64 KiB");
        }
        return at;
      }
      if (length - at - header < size) {
        return at;
      }
      message(in[at] & 0xff, in, at + header, size, nowNanos);
      at += header + size;
    }
    return at;
  }

  private int handshake(byte[] in, int length) throws IOException {
    for (int i = 0; i + END_OF_HEADER.length <= length; i++) {
      if (in[i] == '\r' && in[i + 1] == '\n' && in[i + 2] == '\r' && in[i + 3] == '\n') {
        String header = new String(in, 0, i, StandardCharsets.ISO_8859_1);
        if (!header.startsWith("HTTP/1.1 101 ")) {
          throw new IOException("no WebSocket: " + header.lines().findFirst().orElse(""));
        }
        upgraded = true;
        speech.opened(this);
        return i + END_OF_HEADER.length;
      }
    }
    return 0;
  }

  private void message(int first, byte[] in, int offset, int size, long nowNanos)
      throws IOException {
    if ((first & 0x80) == 0) {
      throw new IOException("a message in fragments");
    }
    switch (first & 0x0f) {
      case BINARY -> speech.binary(in, offset, size, this, nowNanos);
      case TEXT ->
          speech.text(new String(in, offset, size, StandardCharsets.UTF_8), this, nowNanos);
      case PING -> {
        byte[] same = java.util.Arrays.copyOfRange(in, offset, offset + size);
        send(PONG, same, size);
      }
      case PONG -> {
        // Nobody asked.
      }
      case CLOSE -> {
        int code = size < 2 ? 0 : (in[offset] & 0xff) << 8 | in[offset + 1] & 0xff;
        fail("the server closed a socket with " + code);
      }
      default -> throw new IOException("a message of kind " + (first & 0x0f));
    }
  }

  @Override
  public void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(TEXT, bytes, bytes.length);
  }

  @Override
  public void binary(byte[] bytes, int length) {
    send(BINARY, bytes, length);
  }

  private void send(int kind, byte[] bytes, int length) {
    if (length > 125) {
      throw new IllegalArgumentException("longer than a load has anything to say");
    }
    out.clear();
    out.put((byte) (0x80 | kind)).put((byte) (0x80 | length)).putInt(0).put(bytes, 0, length);
    flush();
  }

  private void send(String text) {
    out.clear();
    out.put(text.getBytes(StandardCharsets.ISO_8859_1));
    flush();
  }

  private void flush() {
    if (closed) {
      return;
    }
    try {
      out.flip();
      channel.write(out);
      if (out.hasRemaining()) {
        fail("the server does not read");
      }
    } catch (IOException e) {
      fail(e.toString());
    }
  }

  private void fail(String why) {
    if (!closed) {
      tally.fault(why);
      close();
    }
  }

  void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      tally.fault(e.toString());
    }
  }
}
