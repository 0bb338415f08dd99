package org.avatarengine.benchmarks.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.avatarengine.animation.dialect.Dialects;
import org.avatarengine.benchmarks.Benchmark;
import org.avatarengine.benchmarks.Workbench;
import org.avatarengine.benchmarks.document.Section;
import org.avatarengine.benchmarks.figure.Figure;
import org.avatarengine.benchmarks.figure.Target;
import org.avatarengine.benchmarks.figure.Unit;
import org.avatarengine.benchmarks.live.capture.Performance;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.frame.FrameProfile;

/** The size of a frame in our codec and in others' forms. Sizes, not times: the same every run. */
public final class FrameCodecBenchmark implements Benchmark {

  private static final Map<Integer, Target> PAYLOAD =
      Map.of(1, Target.atMost(110), 2, Target.atMost(150), 4, Target.atMost(190));
  private static final int FPS = 60;

  @Override
  public String name() {
    return "frame-codec";
  }

  @Override
  public Section run(Workbench workbench) throws IOException {
    return section(Performance.load(workbench.folders().testdata()));
  }

  Section section(Performance performance) {
    List<Figure> figures = new ArrayList<>();
    Map<String, Object> raw = new LinkedHashMap<>();
    for (FrameProfile profile : FrameProfile.values()) {
      String bits = profile == FrameProfile.EIGHT_BIT ? "8 bits" : "7 bits";
      for (int age : new int[] {1, 2, 4}) {
        var rate = CodecRates.ours(performance, profile, age);
        raw.put(bits + ", base age " + age, rate);
        String name = bits + ", base age " + age;
        boolean asked = profile == FrameProfile.EIGHT_BIT && performance.real();
        figures.add(
            figure(
                name + ", payload of a frame",
                asked ? PAYLOAD.get(age) : Target.none(),
                Unit.BITS,
                rate.payloadBits(),
                rate.frames()));
        figures.add(
            new Figure(
                name + ", whole frame",
                Target.none(),
                Unit.BYTES,
                rate.bytes(),
                rate.bytes(),
                rate.bytes(),
                rate.frames()));
        figures.add(rate(name + ", whole frames", rate.bytes(), rate.frames()));
      }
      var keys = CodecRates.keys(performance, profile);
      raw.put(bits + ", key frames", keys);
      figures.add(
          figure(bits + ", key frame", Target.none(), Unit.BYTES, keys.bytes(), keys.frames()));
      var one = CodecRates.ours(performance, profile, 1);
      figures.add(
          figure(
              bits + ", largest error of all frames, in 1/" + profile.steps(),
              Target.atMost(1),
              Unit.COUNT,
              // Arithmetic's own error is far below.
              Math.rint(one.worst() * profile.steps() * 1e6) / 1e6,
              performance.frames().size()));
    }
    addOthers(figures, performance);
    return new Section(
        name(),
        "The frame codec",
        ("Sizes of %s, all 61 channels, by the codec of `docs/api/frame-protocol.md` at full detail:"
                + " each frame against the one that is so many frames older, as a receiver a round"
                + " trip away acknowledges them (age 1 is 16.7 ms, 4 is 66.7 ms). Payload is the"
                + " entropy-coded values in whole bytes, a whole frame also has a header of 7 bytes."
                + " Measured is the average of all frames, which is the same in every run.")
            .formatted(performance.text()),
        figures,
        notes(performance),
        raw);
  }

  private static void addOthers(List<Figure> figures, Performance performance) {
    int frames = performance.frames().size();
    Map<String, Double> others = new LinkedHashMap<>();
    others.put("deflate of int8 differences (level 9, flushed)", CodecRates.deflate(performance));
    others.put("raw float32", (double) Channel.COUNT * Float.BYTES);
    others.put("Live Link Face, version 6", CodecRates.liveLink(performance));
    others.put("MessagePack", CodecRates.messagePack(performance));
    others.put("JSON", CodecRates.json(performance));
    others.put("VMC bundle", CodecRates.written(performance, Dialects.vmc()));
    others.forEach(
        (name, bytes) -> {
          figures.add(figure(name + ", a frame", Target.none(), Unit.BYTES, bytes, frames));
          figures.add(rate(name, bytes, frames));
        });
  }

  private static List<String> notes(Performance performance) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "kbit/s are at 60 frames a second, without the headers of WebSocket (2 bytes), UDP, SCTP or"
            + " DTLS, which are the same for all forms.");
    notes.add(
        "Deflate gets the same quantised values as ours at 8 bits and base age 1, but must not lose"
            + " a frame; MessagePack and JSON are the engine's own forms for simple clients;"
            + " float32 and Live Link carry more than 8 bits a value.");
    notes.add(
        "An error of 1/255 is the bound of the 8-bit profile. A value is moved only when the step"
            + " shown before would be off by more, which is what keeps a still face silent.");
    if (!performance.real()) {
      notes.add("Nothing is asked of a made performance.");
    }
    return notes;
  }

  private static Figure rate(String name, double bytes, long frames) {
    return figure(
        name + ", 60 fps",
        Target.none(),
        Unit.KILOBITS_PER_SECOND,
        bytes * Byte.SIZE * FPS / 1_000,
        frames);
  }

  private static Figure figure(String name, Target asked, Unit unit, double value, long count) {
    return new Figure(name, asked, unit, value, value, value, count);
  }
}
