package org.avatarengine.video;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the child's code lies: the jars and class folders that this process was itself loaded from,
 * found by one file of each, so that it works from a packaged service, a test and a build alike.
 */
final class CodeLocations {

  private CodeLocations() {}

  /** A class path of this module, vision, JavaCPP, FFmpeg and their libraries, nothing else. */
  static String classPath() {
    return classPath(CodeLocations.class.getClassLoader());
  }

  static String classPath(ClassLoader loader) {
    String platform = platform();
    Set<Path> places = new LinkedHashSet<>();
    places.add(find(loader, "org/avatarengine/video/DecoderProcess.class", "video"));
    places.add(find(loader, "org/avatarengine/vision/image/Refusal.class", "vision"));
    places.add(find(loader, "org/bytedeco/javacpp/Loader.class", "javacpp"));
    places.add(find(loader, "org/bytedeco/ffmpeg/global/avcodec.class", "ffmpeg"));
    places.add(
        find(
            loader,
            "org/bytedeco/javacpp/%s/libjnijavacpp.so".formatted(platform),
            "javacpp for " + platform));
    places.add(
        find(
            loader,
            "org/bytedeco/ffmpeg/%s/libjniavcodec.so".formatted(platform),
            "ffmpeg for " + platform));
    return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** JavaCPP's name of this machine. */
  static String platform() {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "amd64", "x86_64" -> "linux-x86_64";
      case "aarch64", "arm64" -> "linux-arm64";
      default -> "linux-" + arch;
    };
  }

  private static Path find(ClassLoader loader, String resource, String artifact) {
    URL url = loader.getResource(resource);
    if (url == null) {
      throw new IllegalStateException(
          "The video decoder needs the jar of %s, which is not on the class path."
              .formatted(artifact));
    }
    return place(url, resource);
  }

  static Path place(URL url, String resource) {
    String text = url.toString();
    if (!text.endsWith(resource)) {
      throw new IllegalStateException("The video decoder cannot be started from " + text + ".");
    }
    text = text.substring(0, text.length() - resource.length());
    if (text.startsWith("jar:") && text.endsWith("!/")) {
      text = text.substring("jar:".length(), text.length() - "!/".length());
    }
    try {
      return Path.of(new URI(text)).toAbsolutePath();
    } catch (URISyntaxException | RuntimeException e) {
      throw new IllegalStateException("The video decoder cannot be started from " + url + ".", e);
    }
  }
}
