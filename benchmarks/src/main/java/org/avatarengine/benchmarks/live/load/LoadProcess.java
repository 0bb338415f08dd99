package org.avatarengine.benchmarks.live.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Folders;
import org.avatarengine.benchmarks.process.Children;

/** A load in a process of its own, as the program that measures sees it. For one thread. */
public final class LoadProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** What carries the frames. */
  public enum Kind {
    SOCKET,
    PEER
  }

  private final Process process;
  private final Path log;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private LoadProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one without members. */
  public static LoadProcess start(Folders folders, Kind kind) throws IOException {
    String name = kind == Kind.PEER ? "peer" : "socket";
    Path log = folders.logs().resolve("load-" + name + ".log");
    Process process =
        Children.startJava(
            folders.temporary(),
            List.of("-Xmx512m", "-XX:+UseSerialGC"),
            LoadMain.class,
            List.of(name, folders.testdata().toString()),
            log);
    return new LoadProcess(process, log);
  }

  /** Lets members join; all of them get frames when this returns. */
  public void join(List<LoadMember> members) throws IOException, InterruptedException {
    ask(Map.of("do", "join", "members", members));
  }

  /** Lets the newest so many go. */
  public void leave(int count) throws IOException, InterruptedException {
    ask(Map.of("do", "leave", "count", count));
  }

  public LoadReport measure(Duration length) throws IOException, InterruptedException {
    JsonNode report = ask(Map.of("do", "measure", "millis", length.toMillis())).path("report");
    return JSON.treeToValue(report, LoadReport.class);
  }

  /** Connects, waits for a frame and leaves, so many times. */
  public void cycle(LoadMember member, int times, int atOnce)
      throws IOException, InterruptedException {
    ask(Map.of("do", "cycle", "member", member, "times", times, "atOnce", atOnce));
  }

  private JsonNode ask(Map<String, Object> command) throws IOException, InterruptedException {
    String line = JSON.writeValueAsString(command);
    var answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                commands.write(line);
                commands.newLine();
                commands.flush();
                return answers.readLine();
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    String text;
    try {
      text = answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw broken("did not answer in " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw broken(e.getCause().toString());
    }
    if (text == null) {
      throw broken("has died");
    }
    JsonNode read = JSON.readTree(text);
    if (read.has("error")) {
      throw broken(read.path("error").asText());
    }
    return read;
  }

  private BrokenRunException broken(String why) throws IOException {
    return new BrokenRunException(
        "the load: %s; the end of %s:%n%s".formatted(why, log, Children.tail(log)));
  }

  @Override
  public void close() throws InterruptedException {
    Children.stop(process);
  }
}
