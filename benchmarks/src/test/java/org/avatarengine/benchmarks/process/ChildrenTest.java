package org.avatarengine.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.avatarengine.benchmarks.BrokenRunException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void shouldLeaveTheOutputInTheLogWhenAProgramEndsWell() throws Exception {
    // Given
    Path log = folder.resolve("log");
    var program = new ProcessBuilder("sh", "-c", "echo out; echo err >&2");
    // When
    Children.run("a program", program, log, LONG);
    // Then
    assertThat(Files.readString(log)).contains("out", "err");
  }

  @Test
  void shouldSayHowItEndedWhenAProgramFails() {
    // Given
    var program = new ProcessBuilder("sh", "-c", "echo the reason; exit 3");
    // When
    // Then
    assertThatThrownBy(() -> Children.run("a program", program, folder.resolve("log"), LONG))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("a program ended with 3")
        .hasMessageContaining("the reason");
  }

  @Test
  void shouldTalkUntilItIsStoppedWhenAProgramIsStarted() throws Exception {
    // Given
    Path log = folder.resolve("log");
    Process program =
        Children.start(new ProcessBuilder("sh", "-c", "echo complaint >&2; exec cat"), log);
    // When
    try (var out = program.outputWriter();
        var in = program.inputReader()) {
      out.write("hello\n");
      out.flush();
      assertThat(in.readLine()).isEqualTo("hello");
      Children.stop(program);
    }
    // Then
    assertThat(program.isAlive()).isFalse();
    assertThat(Children.tail(log)).isEqualTo("complaint");
  }

  @Test
  void shouldEndTheProgramAndItsChildrenWhenItTakesTooLong() {
    // Given
    Path pid = folder.resolve("pid");
    var program = new ProcessBuilder("sh", "-c", "sleep 300 & echo $! > " + pid + "; wait");
    // When
    // Then
    assertThatThrownBy(
            () -> Children.run("a program", program, folder.resolve("log"), Duration.ofMillis(700)))
        .isInstanceOf(BrokenRunException.class)
        .hasMessageContaining("longer than");
    assertThatCode(
            () ->
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                    .ifPresent(
                        child ->
                            child
                                .onExit()
                                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                                .join()))
        .doesNotThrowAnyException();
  }
}
