package org.avatarengine.benchmarks.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Account;
import org.avatarengine.benchmarks.engine.BenchedEngine;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.benchmarks.live.load.LoadMember;

/**
 * Sessions over WebSocket on one core: the engine, direct and through the gateway, and Socket.IO.
 */
public final class LiveBenchmark implements Benchmark {

  private static final int DRIVEN = 10;
  private static final int FRAMES = 600;

  /** Who is measured. */
  enum Way {
    SOCKET_IO("Socket.IO"),
    DIRECT("direct"),
    GATEWAY("through the gateway");

    private final String text;

    Way(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    BenchedEngine engine = workbench.engine();
    Performance performance = Performance.load(workbench.folders().testdata());
    Path work = SocketIoServer.install(workbench.folders());
    LiveEngine.start(engine);
    var run = new RampRun(workbench);
    var rounds = new LiveRounds();
    int step = workbench.size(50, 10);
    int most = workbench.size(LiveEngine.MOST_SESSIONS, 60);
    int tries = workbench.size(6, 3);
    int start = workbench.size(200, 20);

    // Compilers first: a ramp's first step would measure them.
    for (Way way : List.of(Way.DIRECT, Way.GATEWAY)) {
      engine(workbench, way, server -> run.warmUp(server, start));
    }
    byte[][] frames = CodecRates.messages(performance, FRAMES);
    for (int round = 0; round < workbench.size(2, 1); round++) {
      Map<Way, Ramp> ramps = new EnumMap<>(Way.class);
      ramps.put(Way.SOCKET_IO, new Ramp(List.of(start), step, most, tries));
      try (var peer = SocketIoServer.start(workbench.folders(), work, frames)) {
        var room = new SocketIoRoom(peer);
        run.warmUp(room, start);
        run.run(Way.SOCKET_IO.text(), ramps.get(Way.SOCKET_IO), room);
      }
      int reached = ramps.get(Way.SOCKET_IO).best().map(Ramp.Step::sessions).orElse(start);
      // At what the other reached, and at twice as many.
      ramps.put(Way.DIRECT, new Ramp(List.of(reached, 2 * reached), step, most, tries + 2));
      engine(
          workbench,
          Way.DIRECT,
          server -> run.run(Way.DIRECT.text(), ramps.get(Way.DIRECT), server));
      ramps.put(Way.GATEWAY, new Ramp(List.of(start), step, most, tries));
      engine(
          workbench,
          Way.GATEWAY,
          server -> run.run(Way.GATEWAY.text(), ramps.get(Way.GATEWAY), server));
      rounds.add(ramps, reached);
    }
    return rounds.section(name(), performance, run.length(), DRIVEN, step);
  }

  private interface Use {
    void of(RampRun.Server server) throws IOException, InterruptedException;
  }

  private static void engine(Workbench workbench, Way way, Use use)
      throws IOException, InterruptedException {
    BenchedEngine engine = workbench.engine();
    boolean direct = way == Way.DIRECT;
    var at = direct ? engine.address("animation") : engine.gateway();
    String token = Account.demo(engine).token();
    try (var rooms = new Rooms(at, token)) {
      use.of(
          new RampRun.Server() {
            @Override
            public List<LoadMember> members(int from, int to)
                throws IOException, InterruptedException {
              List<LoadMember> members = new ArrayList<>();
              List<Rooms.Room> all = rooms.atLeast(to);
              for (int i = from; i < to; i++) {
                Rooms.Room room = all.get(i);
                members.add(
                    new LoadMember(
                        at.getHost(),
                        at.getPort(),
                        room.stream(),
                        room.viewerToken(),
                        i % DRIVEN == 0 ? room.subject() : null,
                        engine.port("live-link")));
              }
              return members;
            }

            @Override
            public void keep(int sessions) throws IOException, InterruptedException {
              rooms.keep(sessions);
            }

            @Override
            public Duration processorTime() throws IOException {
              return direct
                  ? LiveEngine.processorTime(engine, LiveEngine.SERVICE)
                  : LiveEngine.processorTime(engine, LiveEngine.SERVICE, LiveEngine.GATEWAY);
            }
          });
      requireDriven(engine);
    }
  }

  /** A load that drives nothing would measure too little. */
  private static void requireDriven(BenchedEngine engine) throws IOException, InterruptedException {
    if (PrometheusPage.read(engine.address("animation")).ingested() == 0) {
      throw new BrokenRunException("no Live Link packet reached a session");
    }
  }

  private record SocketIoRoom(SocketIoServer peer) implements RampRun.Server {
    @Override
    public List<LoadMember> members(int from, int to) {
      return java.util.Collections.nCopies(
          to - from, new LoadMember("127.0.0.1", peer.port(), SocketIoServer.PATH, null, null, 0));
    }

    @Override
    public void keep(int sessions) {
      // A room goes with its client.
    }

    @Override
    public Duration processorTime() {
      return peer.processorTime();
    }
  }
}
