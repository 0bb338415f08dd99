package org.avatarengine.systemtests.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.avatarengine.systemtests.engine.GatewayClient;
import org.avatarengine.systemtests.engine.Portraits;
import org.avatarengine.systemtests.engine.RunningEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's shell lines work as pasted. */
class ReadmeST {

  private static final Pattern TRY_IT =
      Pattern.compile("<!-- try-it -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

  @Test
  void shouldRegisterAPhotoAndShowAFaceWhenTheCurlLinesArePasted(@TempDir Path folder)
      throws Exception {
    // Given
    RunningEngine engine = RunningEngine.shared();
    String readme = Files.readString(Path.of(System.getProperty("avatar.root"), "README.md"));
    List<String> blocks = TRY_IT.matcher(readme).results().map(block -> block.group(1)).toList();
    assertThat(blocks).as("README.md has its curl lines").hasSize(2);
    String script =
        String.join("\n", blocks)
            .replace("http://localhost:8080", engine.gateway().toString())
            .replace(".avatar/demo-password", engine.data().resolve("demo-password").toString());
    Files.write(folder.resolve("photo.jpg"), Portraits.jpeg(600));
    Path file = Files.writeString(folder.resolve("try-it.sh"), "set -euo pipefail\n" + script);
    // When
    Process process =
        new ProcessBuilder("bash", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    String output = Files.readString(folder.resolve("out"));
    // Then
    assertThat(ended).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).contains("\"registrationStatus\":\"success\"");
    assertThat(folder.resolve("overlay.png")).isNotEmptyFile();
    assertThat(output).contains("\"advice\"");
    assertThat(folder.resolve("session.flight")).isNotEmptyFile();
    assertThat(GatewayClient.demo(engine).get("/api/v1/avatars").status()).isEqualTo(200);
  }
}
