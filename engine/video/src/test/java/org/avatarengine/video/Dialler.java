package org.avatarengine.video;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A child that tries to reach a port of this machine. */
final class Dialler {

  static final int UNREACHABLE = 43;

  private Dialler() {}

  public static void main(String[] arguments) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 2000);
    } catch (IOException e) {
      System.exit(UNREACHABLE);
    }
  }
}
