package org.avatarengine.facecache.face;

import static io.restassured.RestAssured.given;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The counters of the running service, as an operator sees them. */
final class Reads {

  private static final Pattern LINE =
      Pattern.compile("(?m)^avatar_face_cache_reads_total\\{([^}]*)\\} (\\S+)");

  private Reads() {}

  static double of(String tier, String outcome) {
    Matcher lines = LINE.matcher(given().get("/health/metrics").asString());
    while (lines.find()) {
      String tags = lines.group(1);
      if (tags.contains("tier=\"" + tier + "\"") && tags.contains("outcome=\"" + outcome + "\"")) {
        return Double.parseDouble(lines.group(2));
      }
    }
    throw new AssertionError("no such counter: " + tier + " " + outcome);
  }
}
