package org.avatarengine.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  @TempDir private Path folder;
  private Path pidFile;
  private Process process;

  @BeforeEach
  void startOneThatSleeps() throws Exception {
    pidFile = folder.resolve("some.pid");
    // The marker is an argument of its own, as a data folder is.
    process =
        new ProcessBuilder(List.of("/bin/sh", "-c", "while :; do read x; done", folder.toString()))
            .start();
    Files.writeString(pidFile, process.pid() + "\nmore lines, as Postgres writes them\n");
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void shouldEndTheRecordedProcessWhenItsCommandLineIsOurs() throws Exception {
    // When
    boolean found = ChildProcess.endOrphan(pidFile, folder.toString(), "TERM");

    // Then
    assertThat(found).isTrue();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldLeaveTheRecordedProcessAloneWhenItsCommandLineIsForeign() {
    // When
    boolean found = ChildProcess.endOrphan(pidFile, folder + "x", "KILL");

    // Then
    assertThat(found).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void shouldFindNothingWhenTheRecordIsGarbage() throws Exception {
    // Given
    Files.writeString(pidFile, "-1 0 kill them all");

    // When
    boolean found = ChildProcess.endOrphan(pidFile, folder.toString(), "KILL");

    // Then
    assertThat(found).isFalse();
    assertThat(process.isAlive()).isTrue();
  }
}
