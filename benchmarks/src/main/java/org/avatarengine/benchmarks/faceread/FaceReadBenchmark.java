package org.avatarengine.benchmarks.faceread;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.engine.Account;
import org.avatarengine.benchmarks.engine.BenchedEngine;
import org.avatarengine.benchmarks.engine.Portraits;
import org.avatarengine.benchmarks.engine.ProcessorUse;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;

/** The binary face through the gateway, beside the face cache itself and a bare Redis. */
public final class FaceReadBenchmark implements Benchmark {

  private static final Target THROUGH_GATEWAY = Target.atMost(10);
  private static final int MANY = 8;

  private enum Source {
    GATEWAY("the gateway"),
    FACE_CACHE("the face cache"),
    REDIS("Redis");

    private final String text;

    Source(String text) {
      this.text = text;
    }
  }

  @Override
  public String name() {
    return "face-read";
  }

  @Override
  public Section run(Workbench workbench) throws IOException, InterruptedException {
    BenchedEngine engine = workbench.engine();
    engine.requireUp();
    Account account = Account.demo(engine);
    Map<Source, FaceSource.Opener> openers = openers(engine, account.token());
    List<KnownFace> faces = register(account, workbench.size(20, 4), openers);

    int warmUp = workbench.size(1_500, 200);
    for (Source source : Source.values()) {
      ReadRound.run(source.text, openers.get(source), faces, MANY, warmUp);
    }
    int rounds = workbench.size(5, 2);
    int alone = workbench.size(2_000, 200);
    int together = workbench.size(1_000, 100);
    Map<Source, Rounds> one = perSource();
    Map<Source, Rounds> eight = perSource();
    var processors = new ProcessorUse(engine);
    // In turn, so that a slow moment of the machine meets all of them.
    for (int round = 0; round < rounds; round++) {
      for (Source source : Source.values()) {
        var opener = openers.get(source);
        one.get(source).add(ReadRound.run(source.text, opener, faces, 1, alone));
        if (source == Source.GATEWAY) {
          processors.begin();
        }
        eight.get(source).add(ReadRound.run(source.text, opener, faces, MANY, together));
        if (source == Source.GATEWAY) {
          processors.end();
        }
      }
    }
    return section(faces, one, eight, processors, rounds);
  }

  private static Map<Source, FaceSource.Opener> openers(BenchedEngine engine, String token) {
    Map<Source, FaceSource.Opener> openers = new EnumMap<>(Source.class);
    openers.put(Source.GATEWAY, () -> HttpFaces.open(engine.gateway(), token));
    openers.put(Source.FACE_CACHE, () -> HttpFaces.open(engine.address("face-cache"), token));
    openers.put(Source.REDIS, () -> RedisFaces.open(engine.port("redis")));
    return openers;
  }

  /** Faces of which all three sources give the same bytes. */
  private static List<KnownFace> register(
      Account account, int count, Map<Source, FaceSource.Opener> openers)
      throws IOException, InterruptedException {
    List<KnownFace> faces = new ArrayList<>();
    try (FaceSource gateway = openers.get(Source.GATEWAY).open();
        FaceSource faceCache = openers.get(Source.FACE_CACHE).open();
        FaceSource redis = openers.get(Source.REDIS).open()) {
      for (int i = 0; i < count; i++) {
        String avatarId = account.register("face " + i, Portraits.jpeg(i));
        byte[] entry = gateway.read(avatarId);
        if (!Arrays.equals(entry, faceCache.read(avatarId))
            || !Arrays.equals(entry, redis.read(avatarId))) {
          throw new BrokenRunException(
              "gateway, face cache and Redis do not give the same face " + avatarId);
        }
        faces.add(new KnownFace(avatarId, entry.length));
      }
    }
    return faces;
  }

  private static Map<Source, Rounds> perSource() {
    Map<Source, Rounds> rounds = new EnumMap<>(Source.class);
    for (Source source : Source.values()) {
      rounds.put(source, new Rounds());
    }
    return rounds;
  }

  private Section section(
      List<KnownFace> faces,
      Map<Source, Rounds> one,
      Map<Source, Rounds> eight,
      ProcessorUse processors,
      int rounds) {
    List<Figure> figures = new ArrayList<>();
    for (Source source : Source.values()) {
      Target asked = source == Source.GATEWAY ? THROUGH_GATEWAY : Target.none();
      add(figures, source, asked, "one client", one.get(source));
      add(figures, source, asked, "eight clients", eight.get(source));
    }
    addRatio(figures, "gateway to face cache", one, eight, Source.GATEWAY, Source.FACE_CACHE);
    addRatio(figures, "face cache to Redis", one, eight, Source.FACE_CACHE, Source.REDIS);
    addRatio(figures, "gateway to Redis", one, eight, Source.GATEWAY, Source.REDIS);
    figures.addAll(
        processors.figures("a read through the gateway", eight.get(Source.GATEWAY).count()));
    int bytes = faces.stream().mapToInt(KnownFace::bytes).sum() / faces.size();
    return new Section(
        name(),
        "Reading a face",
        ("`GET /api/v1/avatars/{id}/face` as the binary entry (%d bytes on average) of %d faces in"
                + " turn: through the gateway, from the face cache directly, and a bare `GET` of the"
                + " same bytes from Redis, each over a socket that stays open. %d rounds, the three"
                + " in turn within each; clients read as fast as they are answered, from the same"
                + " machine. Measured is taken over all rounds; lowest and highest are the same"
                + " figure in single rounds; a ratio is the median of its rounds.")
            .formatted(bytes, faces.size(), rounds),
        figures,
        List.of(
            "Warm: the faces lie in the face cache's memory, a token's signature is checked once in 30 s,"
                + " rate limits are off.",
            "CPU is processor time of the rounds through the gateway with eight clients, divided by"
                + " their reads; Postgres and Redis count with embedded-stack.",
            "No read failed and each had its full length; one that does not ends the run without a"
                + " figure."),
        raw(faces, one, eight));
  }

  private static void add(
      List<Figure> figures, Source source, Target asked, String clients, Rounds rounds) {
    String name = source.text + ", " + clients + ", ";
    figures.add(rounds.percentile(name + "p50", Target.none(), 50));
    figures.add(rounds.percentile(name + "p99", asked, 99));
    figures.add(rounds.rate(name + "reads"));
  }

  private static void addRatio(
      List<Figure> figures,
      String name,
      Map<Source, Rounds> one,
      Map<Source, Rounds> eight,
      Source above,
      Source below) {
    figures.add(one.get(above).ratio(name + ", p50, one client", one.get(below)));
    figures.add(eight.get(above).ratio(name + ", p50, eight clients", eight.get(below)));
  }

  private static Map<String, Object> raw(
      List<KnownFace> faces, Map<Source, Rounds> one, Map<Source, Rounds> eight) {
    Map<String, Object> raw = new LinkedHashMap<>();
    raw.put("faces", faces);
    raw.put("columns", List.of("min", "p50", "p95", "p99", "max"));
    for (Source source : Source.values()) {
      raw.put(source + " one client, ms by round", one.get(source).summary());
      raw.put(source + " eight clients, ms by round", eight.get(source).summary());
    }
    return raw;
  }
}
