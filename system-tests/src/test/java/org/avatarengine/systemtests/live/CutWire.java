package org.avatarengine.systemtests.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The wire between a browser and the gateway, which can be cut and mended. */
final class CutWire implements AutoCloseable {

  private final int to;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private boolean cut;

  CutWire(int to) {
    this.to = to;
    try {
      this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Nothing passes any more, neither in open connections nor in new ones. */
  synchronized void cut() {
    cut = true;
    open.forEach(CutWire::hangUp);
    open.clear();
  }

  synchronized void mend() {
    cut = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException closed) {
        // The next turn sees whether it was the server.
        continue;
      }
    }
  }

  private synchronized void connect(Socket outer) {
    if (cut) {
      hangUp(outer);
      return;
    }
    try {
      Socket inner = new Socket(InetAddress.getLoopbackAddress(), to);
      inner.setTcpNoDelay(true);
      outer.setTcpNoDelay(true);
      open.add(outer);
      open.add(inner);
      Thread.ofVirtual().start(() -> pump(outer, inner));
      Thread.ofVirtual().start(() -> pump(inner, outer));
    } catch (IOException gone) {
      hangUp(outer);
    }
  }

  private void pump(Socket from, Socket into) {
    byte[] some = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = into.getOutputStream();
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        out.write(some, 0, read);
      }
      into.shutdownOutput();
    } catch (IOException broken) {
      hangUp(from);
      hangUp(into);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      // A reset, as of a network that is gone.
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException already) {
      return;
    }
  }

  @Override
  public void close() {
    cut();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
