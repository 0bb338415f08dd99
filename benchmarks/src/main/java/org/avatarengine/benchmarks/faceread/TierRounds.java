package org.avatarengine.benchmarks.faceread;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.avatarengine.benchmarks.BrokenRunException;
import org.avatarengine.benchmarks.engine.BenchedEngine;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Sample;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;

/**
 * Rounds of one client that reads from one tier of the face cache, beside a bare GET of the same
 * bytes from Redis.
 */
public final class TierRounds {

  private final URI faceCache;
  private final String tier;
  private final List<KnownFace> faces;
  private final FaceSource.Opener http;
  private final FaceSource.Opener redis;
  private final List<Round> rounds = new ArrayList<>();

  private record Round(ReadRound overHttp, ReadRound bare, TierTimes inProcess) {
    double bareMillis() {
      return bare.nanos().average().orElseThrow() / 1e6;
    }

    double ratio() {
      return inProcess.averageMillis() / bareMillis();
    }
  }

  public TierRounds(BenchedEngine engine, String token, List<String> avatars, String tier)
      throws IOException {
    this.faceCache = engine.address("face-cache");
    this.tier = tier;
    this.http = () -> HttpFaces.open(faceCache, token);
    this.redis = () -> RedisFaces.open(engine.port("redis"));
    this.faces = known(avatars);
  }

  private List<KnownFace> known(List<String> avatars) throws IOException {
    List<KnownFace> known = new ArrayList<>();
    try (FaceSource source = http.open()) {
      for (String avatar : avatars) {
        known.add(new KnownFace(avatar, source.read(avatar).length));
      }
    }
    return known;
  }

  /** The entries of avatars, from the face cache. */
  public static List<byte[]> entries(BenchedEngine engine, String token, List<String> avatars)
      throws IOException {
    List<byte[]> entries = new ArrayList<>();
    try (FaceSource source = HttpFaces.open(engine.address("face-cache"), token)) {
      for (String avatar : avatars) {
        entries.add(source.read(avatar));
      }
    }
    return entries;
  }

  /** Reads without measuring. */
  public void warmUp(int reads) throws InterruptedException {
    ReadRound.run("the face cache", http, faces, 1, reads);
    ReadRound.run("Redis", redis, faces, 1, reads);
  }

  /**
   * Measures one round.
   *
   * @throws BrokenRunException if a read came from another tier
   */
  public void round(int reads) throws IOException, InterruptedException {
    TierTimes before = TierTimes.read(faceCache, tier);
    ReadRound overHttp = ReadRound.run("the face cache", http, faces, 1, reads);
    TierTimes inProcess = TierTimes.read(faceCache, tier).since(before);
    if (inProcess.hits() < overHttp.nanos().count()) {
      throw new BrokenRunException(
          "%d of %d reads came from the %s tier"
              .formatted(inProcess.hits(), overHttp.nanos().count(), tier));
    }
    rounds.add(new Round(overHttp, ReadRound.run("Redis", redis, faces, 1, reads), inProcess));
  }

  public Figure inProcess(String name, Target asked) {
    return median(name, asked, Unit.MICROSECONDS, round -> 1e3 * round.inProcess().averageMillis());
  }

  public Figure within50Micros(String name) {
    return median(
        name,
        Target.none(),
        Unit.PERCENT,
        round -> 100.0 * round.inProcess().within50Micros() / round.inProcess().hits());
  }

  public Figure bareGet(String name) {
    return median(name, Target.none(), Unit.MICROSECONDS, round -> 1e3 * round.bareMillis());
  }

  /** The average of the GET that the tier itself makes, by its own client. */
  public Figure ownGet(String name) {
    return median(
        name,
        Target.none(),
        Unit.MICROSECONDS,
        round -> 1e3 * round.inProcess().averageGetMillis());
  }

  /** How many times the average of its own GET the tier's is. */
  public Figure ratioToOwnGet(String name, Target asked) {
    return median(
        name,
        asked,
        Unit.TIMES,
        round -> round.inProcess().averageMillis() / round.inProcess().averageGetMillis());
  }

  /** How many times the bare GET's average the tier's is. */
  public Figure ratio(String name, Target asked) {
    return median(name, asked, Unit.TIMES, Round::ratio);
  }

  /** A percentile over HTTP, of all rounds; lowest and highest of single ones. */
  public Figure http(String name, Target asked, double percent) {
    Rounds all = new Rounds();
    rounds.forEach(round -> all.add(round.overHttp()));
    return all.percentile(name, asked, percent);
  }

  private Figure median(String name, Target asked, Unit unit, ToDoubleFunction<Round> of) {
    return Figure.median(name, asked, unit, Sample.of(rounds.stream().mapToDouble(of).toArray()));
  }

  /** In-process average, bare GET and their ratio, round by round. */
  public List<List<Double>> summary() {
    return rounds.stream()
        .map(round -> List.of(round.inProcess().averageMillis(), round.bareMillis(), round.ratio()))
        .toList();
  }
}
