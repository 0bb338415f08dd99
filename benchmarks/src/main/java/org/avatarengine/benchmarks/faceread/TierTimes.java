package org.avatarengine.benchmarks.faceread;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.avatarengine.benchmarks.BrokenRunException;

/**
 * What the face cache itself measured of one tier since it started: from the question to verified
 * bytes, in its own process.
 *
 * @param hits reads that found the face there
 * @param seconds all their times together
 * @param within50Micros how many of them took no longer than 50 µs
 * @param gets answers of Redis that held a face, whatever the tier
 * @param getSeconds all their times together, before the bytes are verified
 */
record TierTimes(long hits, double seconds, long within50Micros, long gets, double getSeconds) {

  private static final String METRIC = "avatar_face_cache_read_seconds";
  private static final String LIMIT = "5.0E-5";

  /** Asks a service for its metrics. */
  static TierTimes read(URI faceCache, String tier) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(faceCache.resolve("/health/metrics"))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return of(answer.body(), tier);
    }
  }

  /** Finds the tier in a page of metrics. */
  static TierTimes of(String metrics, String tier) {
    return new TierTimes(
        (long) value(metrics, "_count", tier, null),
        value(metrics, "_sum", tier, null),
        (long) value(metrics, "_bucket", tier, LIMIT),
        (long) plain(metrics, "avatar_face_cache_redis_get_seconds_count"),
        plain(metrics, "avatar_face_cache_redis_get_seconds_sum"));
  }

  private static double value(String metrics, String suffix, String tier, String limit) {
    Matcher lines =
        Pattern.compile("(?m)^" + METRIC + suffix + "\\{([^}]*)\\} (\\S+)$").matcher(metrics);
    while (lines.find()) {
      String tags = lines.group(1);
      if (tags.contains("tier=\"" + tier + "\"")
          && (limit == null || tags.contains("le=\"" + limit + "\""))) {
        return Double.parseDouble(lines.group(2));
      }
    }
    throw new BrokenRunException("the face cache shows no " + METRIC + suffix + " of " + tier);
  }

  private static double plain(String metrics, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*\\})? (\\S+)$").matcher(metrics);
    if (!line.find()) {
      throw new BrokenRunException("the face cache shows no " + name);
    }
    return Double.parseDouble(line.group(1));
  }

  /** What came since an earlier look. */
  TierTimes since(TierTimes before) {
    return new TierTimes(
        hits - before.hits,
        seconds - before.seconds,
        within50Micros - before.within50Micros,
        gets - before.gets,
        getSeconds - before.getSeconds);
  }

  /** Milliseconds on average of the GET alone; there must have been one. */
  double averageGetMillis() {
    return getSeconds / gets * 1e3;
  }

  /** Milliseconds on average. */
  double averageMillis() {
    return seconds / hits * 1e3;
  }
}
