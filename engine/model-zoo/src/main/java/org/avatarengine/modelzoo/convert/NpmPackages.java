package org.avatarengine.modelzoo.convert;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packages that {@code package-lock.json} pins, with their integrity checked by npm. */
final class NpmPackages {
  private static final long TIMEOUT_MINUTES = 10;
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern LICENCE = Pattern.compile("\"license\"\\s*:\\s*\"([^\"]+)\"");

  private final Path folder;

  private NpmPackages(Path folder) {
    this.folder = folder;
  }

  /**
   * The packages under {@code folder}, installed first where the lock file is newer than they are.
   *
   * @throws IOException when npm is missing, fails or takes too long; the message is one plain line
   *     and, after it, what npm said
   */
  static NpmPackages installed(Path folder) throws IOException, InterruptedException {
    Path lock = folder.resolve("package-lock.json");
    Path mark = folder.resolve("node_modules").resolve(".package-lock.json");
    boolean current =
        Files.exists(mark)
            && Files.getLastModifiedTime(mark).compareTo(Files.getLastModifiedTime(lock)) >= 0;
    if (!current) {
      install(folder);
    }
    return new NpmPackages(folder.resolve("node_modules"));
  }

  private static void install(Path folder) throws IOException, InterruptedException {
    Path log = Files.createTempFile("npm-ci", ".log");
    Process process = start(folder, log);
    try {
      if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("npm ci took more than " + TIMEOUT_MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new IOException("npm ci failed in " + folder + "\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(log);
    }
  }

  private static Process start(Path folder, Path log) throws IOException {
    String npm = File.separatorChar == '\\' ? "npm.cmd" : "npm";
    ProcessBuilder command =
        new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try {
      return command.start();
    } catch (IOException e) {
      throw new IOException("npm (of Node 20 or newer) is not on the PATH; the models need it", e);
    }
  }

  byte[] read(String packageName, String path) throws IOException {
    return Files.readAllBytes(folder.resolve(packageName).resolve(path));
  }

  String text(String packageName, String path) throws IOException {
    return Files.readString(folder.resolve(packageName).resolve(path));
  }

  String version(String packageName) throws IOException {
    return manifestField(packageName, VERSION);
  }

  String licence(String packageName) throws IOException {
    return manifestField(packageName, LICENCE);
  }

  private String manifestField(String packageName, Pattern field) throws IOException {
    Matcher matcher = field.matcher(text(packageName, "package.json"));
    if (!matcher.find()) {
      throw new IOException(packageName + "/package.json says no " + field.pattern());
    }
    return matcher.group(1);
  }
}
