package org.avatarengine.systemtests.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes {@code k8s/avatar-engine.yaml} from the chart and {@code k8s/values.yaml}. */
public final class RenderManifests {

  static final Path TARGET = Chart.ROOT.resolve("k8s/avatar-engine.yaml");
  static final String COMMAND = "mvn -f system-tests/pom.xml test-compile exec:java@render-k8s";

  private RenderManifests() {}

  /** The text that belongs into the file. */
  static String text() {
    return """
    # Rendered from helm/avatar-engine with k8s/values.yaml. Do not edit; change those and run
    #   %s
    """
            .formatted(COMMAND)
        + Chart.render(Map.of()).stripTrailing()
        + "\n";
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    Files.writeString(TARGET, text());
    System.out.println("wrote " + TARGET);
  }
}
