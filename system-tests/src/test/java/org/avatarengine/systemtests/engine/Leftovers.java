package org.avatarengine.systemtests.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in blob store, database and Redis: looked at directly, behind the engine's back. */
public final class Leftovers {

  private final RunningEngine engine;

  public Leftovers(RunningEngine engine) {
    this.engine = engine;
  }

  /** Every file of the blob store but tombstones, by its path from the root. */
  public Set<String> blobs() {
    if (Files.notExists(engine.blobs())) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(engine.blobs())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> engine.blobs().relativize(file).toString())
          .filter(path -> !path.startsWith("tombstones/"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows in a table. */
  public long rows(String table) {
    try (Connection connection =
            DriverManager.getConnection(
                engine.endpoint("QUARKUS_DATASOURCE_JDBC_URL"),
                engine.endpoint("QUARKUS_DATASOURCE_USERNAME"),
                engine.endpoint("QUARKUS_DATASOURCE_PASSWORD"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + table)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends one inline command to Redis and returns the first line of its answer. */
  public String redis(String command) {
    try (Socket socket = new Socket("127.0.0.1", engine.port("redis"));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
