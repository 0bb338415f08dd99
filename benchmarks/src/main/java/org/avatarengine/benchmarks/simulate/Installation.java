package org.avatarengine.benchmarks.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The engine that {@code ./avatar up} runs from the data folder: its ports and its demo login, so
 * that nobody has to type them.
 *
 * @param data the folder; null for none
 * @param environment of this process
 */
record Installation(Path data, Map<String, String> environment) {

  private static final String HOST = "http://127.0.0.1:";

  /** The one of {@code AVATAR_DATA}. */
  static Installation current() {
    Map<String, String> environment = System.getenv();
    String data = environment.get("AVATAR_DATA");
    return new Installation(data == null ? null : Path.of(data), environment);
  }

  String gateway() {
    return HOST + port("GATEWAY_PORT", "8080");
  }

  String animation() {
    return HOST + port("ANIMATION_PORT", "8766");
  }

  /** The demo user's password; empty when there is none. */
  String demoPassword() {
    return line("demo-password", "");
  }

  private String port(String name, String otherwise) {
    String own = environment.get(name);
    if (own != null && !own.isBlank()) {
      return own;
    }
    for (String line : line("ports.env", "").split("\n", -1)) {
      String[] parts = line.replace("export ", "").split("=", 2);
      if (parts.length == 2 && parts[0].strip().equals(name)) {
        return parts[1].replace("\"", "").strip();
      }
    }
    return otherwise;
  }

  private String line(String file, String otherwise) {
    if (data == null || !Files.isReadable(data.resolve(file))) {
      return otherwise;
    }
    try {
      return Files.readString(data.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
