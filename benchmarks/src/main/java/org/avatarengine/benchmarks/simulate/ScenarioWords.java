package org.avatarengine.benchmarks.simulate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.avatarengine.benchmarks.simulate.client.Format;
import org.avatarengine.benchmarks.simulate.link.LinkSettings;
import org.avatarengine.benchmarks.simulate.run.Scenario;
import org.avatarengine.contract.frame.FrameProfile;

/** The words that describe a scenario. */
final class ScenarioWords {

  private static final Set<String> LINK =
      Set.of("loss", "burst", "jitter", "delay", "reorder", "duplicate", "bandwidth");

  /** Options that take a value. */
  static final Set<String> NAMED = new TreeSet<>();

  /** Options that take none. */
  static final Set<String> FLAGS = Set.of("in-process", "light", "help");

  static {
    NAMED.addAll(
        Set.of(
            "sessions",
            "viewers",
            "watch",
            "format",
            "perform",
            "source",
            "seed",
            "duration",
            "level",
            "fps",
            "profile",
            "preset",
            "ack-every",
            "analysed",
            "replay-sessions",
            "url",
            "direct",
            "user",
            "password",
            "token",
            "json"));
    for (String each : LINK) {
      NAMED.add(each);
      NAMED.add("up-" + each);
      NAMED.add("down-" + each);
    }
  }

  private ScenarioWords() {}

  /**
   * The scenario that is asked for.
   *
   * @throws IllegalArgumentException with one line for a person
   */
  static Scenario scenario(Words words, Installation installation) {
    return new Scenario(
        place(words, installation),
        words.count("sessions", 1),
        words.count("viewers", 2),
        words.one(
            "watch",
            Scenario.Watch.WEB_SOCKET,
            ordered(
                "ws",
                Scenario.Watch.WEB_SOCKET,
                "rtc",
                Scenario.Watch.WEB_RTC,
                "mixed",
                Scenario.Watch.MIXED)),
        words.one(
            "format",
            Format.BINARY,
            ordered("binary", Format.BINARY, "json", Format.JSON, "msgpack", Format.MSGPACK)),
        words.one(
            "perform",
            Scenario.Perform.LIVE_LINK,
            ordered(
                "live-link",
                Scenario.Perform.LIVE_LINK,
                "ws",
                Scenario.Perform.WEB_SOCKET,
                "rtc",
                Scenario.Perform.WEB_RTC,
                "nobody",
                Scenario.Perform.NOBODY)),
        words.has("source") ? Path.of(words.text("source", "")) : null,
        words.number("seed", 1, Long.MAX_VALUE),
        words.duration("duration", Duration.ofSeconds(10)),
        link(words, "up-"),
        link(words, "down-"),
        level(words),
        words.count("fps", 60),
        words.one(
            "profile",
            FrameProfile.EIGHT_BIT,
            ordered("8bit", FrameProfile.EIGHT_BIT, "7bit", FrameProfile.SEVEN_BIT)),
        words.text("preset", "raw"),
        words.has("light"),
        words.count("ack-every", 1),
        words.count("analysed", 4),
        words.count("replay-sessions", 4));
  }

  static Scenario.Place place(Words words, Installation installation) {
    if (words.has("in-process")) {
      return new Scenario.InProcess();
    }
    URI gateway = uri(words, "url", installation.gateway());
    return new Scenario.Sockets(
        gateway,
        words.has("direct") ? direct(words, installation) : gateway,
        words.text("user", "demo"),
        words.text("password", installation.demoPassword()),
        words.has("token") ? words.text("token", "") : null);
  }

  private static URI direct(Words words, Installation installation) {
    return words.text("direct", "").equals("auto")
        ? URI.create(installation.animation())
        : uri(words, "direct", "");
  }

  private static URI uri(Words words, String name, String otherwise) {
    String text = words.text(name, otherwise);
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "--" + name + " takes an address such as http://127.0.0.1:8080, not '" + text + "'");
  }

  private static int level(Words words) {
    Map<String, Integer> levels = new TreeMap<>(Map.of("auto", -1, "0", 0, "1", 1, "2", 2, "3", 3));
    return words.one("level", -1, levels);
  }

  /** One direction: its own words, else those for both. */
  private static LinkSettings link(Words words, String direction) {
    return new LinkSettings(
        words.share(direction + "loss", words.share("loss", 0)),
        words.real(direction + "burst", words.real("burst", 1)),
        words.micros(direction + "jitter", words.micros("jitter", 0)),
        words.micros(direction + "delay", words.micros("delay", 0)),
        words.share(direction + "reorder", words.share("reorder", 0)),
        words.share(direction + "duplicate", words.share("duplicate", 0)),
        words.bandwidth(direction + "bandwidth", words.bandwidth("bandwidth", 0)));
  }

  @SuppressWarnings("unchecked")
  private static <E> Map<String, E> ordered(Object... pairs) {
    Map<String, E> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], (E) pairs[i + 1]);
    }
    return map;
  }
}
