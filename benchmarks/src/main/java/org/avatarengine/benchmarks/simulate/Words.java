package org.avatarengine.benchmarks.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a command line: options {@code --name value}, flags {@code --name}, and the rest.
 * Says what is wrong with one line for a person.
 */
public final class Words {

  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();

  /**
   * @param named options that take a value
   * @param flags options that take none
   * @throws IllegalArgumentException for a word that is neither
   */
  public Words(Set<String> named, Set<String> flags, List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (!word.startsWith("--")) {
        rest.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
      if (flags.contains(name) && equals < 0) {
        options.put(name, "");
      } else if (!named.contains(name)) {
        throw new IllegalArgumentException("'--" + name + "' is not understood; --help explains");
      } else if (equals >= 0) {
        options.put(name, word.substring(equals + 1));
      } else {
        i++;
        if (i == arguments.size()) {
          throw new IllegalArgumentException("--" + name + " takes a value");
        }
        options.put(name, arguments.get(i));
      }
    }
  }

  /** What is no option. */
  public List<String> rest() {
    return rest;
  }

  public boolean has(String name) {
    return options.containsKey(name);
  }

  public String text(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  /** A whole number. */
  public int count(String name, int otherwise) {
    return (int) number(name, otherwise, Integer.MAX_VALUE);
  }

  /** A whole number, signed. */
  public long number(String name, long otherwise, long most) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException("--" + name + " takes a whole number, not '" + text + "'");
  }

  /** A share: {@code 10%} or {@code 0.1}. */
  public double share(String name, double otherwise) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    boolean percent = text.endsWith("%");
    double value = real(name, percent ? text.substring(0, text.length() - 1) : text, "10%");
    return percent ? value / 100 : value;
  }

  /** A plain number. */
  public double real(String name, double otherwise) {
    String text = options.get(name);
    return text == null ? otherwise : real(name, text, "2.5");
  }

  /** Microseconds: {@code 20ms}, {@code 1.5s}, {@code 2m}. */
  public long micros(String name, long otherwise) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    double unit = 0;
    int cut = 1;
    if (text.endsWith("ms")) {
      unit = 1e3;
      cut = 2;
    } else if (text.endsWith("s")) {
      unit = 1e6;
    } else if (text.endsWith("m")) {
      unit = 60e6;
    } else if (text.endsWith("h")) {
      unit = 3600e6;
    } else {
      throw new IllegalArgumentException(
          "--" + name + " takes a time such as 20ms, 30s or 5m, not '" + text + "'");
    }
    return Math.round(real(name, text.substring(0, text.length() - cut), "20ms") * unit);
  }

  public Duration duration(String name, Duration otherwise) {
    return Duration.ofNanos(micros(name, otherwise.toNanos() / 1_000) * 1_000);
  }

  /** Bits a second: {@code 256kbit}, {@code 2mbit}, {@code 9600bit}. */
  public long bandwidth(String name, long otherwise) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    if (!lower.endsWith("bit")) {
      throw new IllegalArgumentException(
          "--" + name + " takes a rate such as 256kbit or 2mbit, not '" + text + "'");
    }
    String number = lower.substring(0, lower.length() - 3);
    long unit = number.endsWith("k") ? 1_000 : number.endsWith("m") ? 1_000_000 : 1;
    String digits = unit == 1 ? number : number.substring(0, number.length() - 1);
    return Math.round(real(name, digits, "256kbit") * unit);
  }

  /** One of some words. */
  public <E> E one(String name, E otherwise, Map<String, E> known) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    E value = known.get(text);
    if (value == null) {
      throw new IllegalArgumentException(
          "--" + name + " is one of " + String.join(", ", known.keySet()) + ", not '" + text + "'");
    }
    return value;
  }

  private static double real(String name, String text, String such) {
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= 0 && value < 1e15) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "--" + name + " takes a value such as " + such + ", not '" + text + "'");
  }
}
