package org.avatarengine.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateMainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int simulate(String words) {
    return new SimulateMain(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new Installation(null, Map.of()))
        .run(words.isEmpty() ? java.util.List.of() : Arrays.asList(words.split(" ")));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldExplainItselfWhenAsked() {
    // When
    int code = simulate("--help");

    // Then
    assertThat(code).isZero();
    for (String name : ScenarioWords.NAMED) {
      String plain = name.replaceFirst("^(up|down)-", "");
      assertThat(out()).contains("--" + plain);
    }
    assertThat(out()).contains("exit codes:").contains("examples");
  }

  @Test
  void shouldSayWhatIsWrongWhenWordsMakeNoSense() {
    for (String[] each :
        new String[][] {
          {"--sesions 2", "'--sesions' is not understood"},
          {"--sessions", "--sessions takes a value"},
          {"--sessions many", "--sessions takes a whole number, not 'many'"},
          {"--sessions 0", "--sessions is 1..10000: 0"},
          {"--loss lots", "--loss takes a value such as 10%"},
          {"--loss 95%", "loss is 0..90 %"},
          {"--delay 40", "--delay takes a time such as 20ms"},
          {"--bandwidth 256", "--bandwidth takes a rate such as 256kbit"},
          {"--format xml", "--format is one of binary, json, msgpack"},
          {"--level 7", "--level is one of"},
          {"--url nowhere", "--url takes an address"},
          {"--duration 1ms", "the duration is 1 s..24 h"},
          {"everything", "'everything' is not understood"},
          {"compare --a x", "compare takes --a"},
          {"stress --in-process", "stress needs a running engine"},
        }) {
      // Given
      err.reset();

      // When
      int code = simulate(each[0]);

      // Then
      assertThat(code).as(each[0]).isEqualTo(2);
      assertThat(err()).startsWith("simulate: ").contains(each[1]);
    }
  }

  @Test
  void shouldSaySoWhenNobodyAnswers() throws IOException {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    // When
    int code = simulate("--url http://127.0.0.1:" + port);

    // Then
    assertThat(code).isEqualTo(3);
    assertThat(err()).contains("nobody answers").contains("./avatar up");
  }

  @Test
  void shouldSaySoWhenTheSourceIsNotThere() {
    // When
    int code = simulate("--in-process --source /nowhere/take.csv");

    // Then
    assertThat(code).isEqualTo(3);
    assertThat(err()).contains("/nowhere/take.csv");
  }

  @Test
  void shouldWriteAllFiguresWhenAFileIsAskedFor(@TempDir Path folder) throws IOException {
    // Given
    Path file = folder.resolve("run.json");

    // When
    int code = simulate("--in-process --duration 2s --down-loss 20% --level 0 --json " + file);

    // Then
    assertThat(code).isZero();
    JsonNode node = new ObjectMapper().readTree(Files.readAllBytes(file));
    assertThat(node.at("/figures/shown/value").asInt()).isGreaterThan(100);
    assertThat(node.at("/figures/differing/value").asInt()).isZero();
    assertThat(node.at("/figures/latencyP99/unit").asText()).isEqualTo("ms");
    assertThat(node.path("broken")).isEmpty();
    assertThat(out()).contains("frames shown").contains("down: loss 20.0 %");
  }

  @Test
  void shouldTellRatiosWhenTwoAreCompared() {
    // When
    int code =
        new SimulateMain(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Installation(null, Map.of()))
            .run(
                java.util.List.of(
                    "compare",
                    "--in-process",
                    "--duration",
                    "2s",
                    "--a",
                    "--profile 8bit --level 0",
                    "--b",
                    "--profile 7bit --level 0",
                    "--rounds",
                    "3"));

    // Then: a coarser profile costs less, in every round.
    assertThat(code).as(err()).isZero();
    String line =
        out().lines().filter(each -> each.contains("payload a frame")).findFirst().orElseThrow();
    assertThat(line).endsWith("clear");
    assertThat(out()).contains("round 3 of 3 done");
  }
}
