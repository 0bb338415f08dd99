package org.avatarengine.benchmarks.live.load;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.avatarengine.benchmarks.live.capture.Performance;

/**
 * The process of a load. Arguments: {@code socket} or {@code peer}, the folder of the test data.
 * Takes one JSON object a line, answers each with one; ends when its input does.
 */
public final class LoadMain {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private LoadMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // Whatever else prints does not get between the answers.
    System.setOut(System.err);
    try (Load load =
            arguments[0].equals("peer")
                ? new PeerLoad()
                : new SocketLoad(Performance.load(Path.of(arguments[1])));
        var commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        answers.println(answer(load, JSON.readTree(line)));
      }
    }
    System.exit(0);
  }

  private static String answer(Load load, JsonNode command) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    try {
      switch (command.path("do").asText()) {
        case "join" ->
            load.join(
                JSON.convertValue(
                    command.path("members"), new TypeReference<List<LoadMember>>() {}));
        case "leave" -> load.leave(command.path("count").asInt());
        case "measure" ->
            answer.set(
                "report",
                JSON.valueToTree(load.measure(Duration.ofMillis(command.path("millis").asLong()))));
        case "cycle" ->
            load.cycle(
                JSON.convertValue(command.path("member"), LoadMember.class),
                command.path("times").asInt(),
                command.path("atOnce").asInt());
        default -> throw new IOException("not a command: " + command);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      answer.put("error", e.toString());
    }
    return JSON.writeValueAsString(answer);
  }

  /** Processor time of this process so far. */
  static long cpuNanos() {
    return SYSTEM.getProcessCpuTime();
  }
}
