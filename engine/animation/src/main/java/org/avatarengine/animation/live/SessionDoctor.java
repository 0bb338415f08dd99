package org.avatarengine.animation.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.avatarengine.animation.compositor.Compositor;
import org.avatarengine.animation.compositor.SourceReport;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.live.DoctorReport.Finding;
import org.avatarengine.animation.live.DoctorReport.Source;
import org.avatarengine.animation.live.DoctorReport.Watcher;
import org.avatarengine.contract.frame.Channel;
import org.avatarengine.contract.id.SessionId;

/** Looks a session over and says in one sentence what to do about the worst of it. */
final class SessionDoctor {

  /** A channel that has not moved for so long while others have is dead. */
  static final int DEAD_MS = 10_000;

  /** So many channels must have moved, or the face simply rests. */
  private static final int LIVELY = 5;

  private static final long SILENT_MS = 2_000;
  private static final double LOSS_PERCENT = 3;
  private static final double JITTER_MS = 20;
  private static final double DRIFT_PPM = 500;
  private static final double VIEWER_LOSS_PERCENT = 5;
  private static final double VIEWER_RTT_MS = 300;

  /** What MediaPipe's face landmarker hardly or never moves (its issues 4403, 4436, 4450). */
  private static final Set<Channel> MEDIAPIPE_NEVER =
      EnumSet.of(
          Channel.TONGUE_OUT,
          Channel.CHEEK_PUFF,
          Channel.EYE_WIDE_LEFT,
          Channel.EYE_WIDE_RIGHT,
          Channel.NOSE_SNEER_LEFT,
          Channel.NOSE_SNEER_RIGHT);

  /** A living face moves these within seconds, whatever it does. */
  private static final Set<Channel> RESTLESS =
      EnumSet.of(
          Channel.EYE_BLINK_LEFT,
          Channel.EYE_BLINK_RIGHT,
          Channel.HEAD_YAW,
          Channel.HEAD_PITCH,
          Channel.HEAD_ROLL);

  private record Advice(Finding finding, String sentence) {}

  private final SessionId id;
  private final int fps;

  SessionDoctor(LiveSettings settings) {
    this.id = settings.id();
    this.fps = settings.fps();
  }

  DoctorReport report(
      List<SessionSources.Slot> slots,
      Compositor compositor,
      List<SessionViewer> viewers,
      IngestView ingest,
      long nowUs) {
    List<Source> sources = new ArrayList<>();
    List<Advice> advice = new ArrayList<>();
    for (SessionSources.Slot slot : slots) {
      SourceReport report = compositor.report(slot.number, DEAD_MS, nowUs);
      Source source = source(slot, report, nowUs);
      sources.add(source);
      if (!slot.isOrphan()) {
        advise(source, report, advice, nowUs);
      }
    }
    if (sources.stream().noneMatch(source -> source.packets() > 0)) {
      advice.add(nothingYet(ingest));
    }
    List<Watcher> watchers = new ArrayList<>();
    viewers.sort(Comparator.comparingLong(viewer -> viewer.number));
    for (SessionViewer viewer : viewers) {
      Watcher watcher = watcher(viewer, nowUs);
      watchers.add(watcher);
      advise(watcher, advice);
    }
    if (viewers.isEmpty()) {
      advice.add(
          new Advice(
              Finding.NO_VIEWER, "All is well, but nobody watches: share the viewer's link."));
    }
    Advice first =
        advice.stream()
            .min(Comparator.comparing(Advice::finding))
            .orElse(new Advice(Finding.WELL, "All is well."));
    return new DoctorReport(
        id, nowUs / 1_000, first.finding(), first.sentence(), sources, watchers, ingest);
  }

  private static Source source(SessionSources.Slot slot, SourceReport report, long nowUs) {
    SourceMeter meter = slot.meter;
    List<String> dead = new ArrayList<>();
    List<String> never = new ArrayList<>();
    boolean lively = report.present().size() - report.still().size() >= LIVELY;
    for (Channel channel : report.still()) {
      if (slot.dialect == Dialect.MEDIAPIPE && MEDIAPIPE_NEVER.contains(channel)) {
        never.add(channel.key());
      } else if (lively) {
        dead.add(channel.key());
      }
    }
    return new Source(
        slot.number,
        slot.dialect,
        slot.name,
        meter.packets,
        meter.packetRate.perSecond(nowUs),
        meter.sampleRate.perSecond(nowUs),
        meter.samples,
        meter.partial,
        meter.malformed,
        meter.complaint,
        meter.subject,
        meter.lastSeenUs < 0 ? -1 : (nowUs - meter.lastSeenUs) / 1_000,
        meter.faceless,
        meter.late,
        meter.duplicates,
        meter.jitterMs(),
        meter.drift.ppm(),
        meter.lossPercent(nowUs),
        dead,
        never);
  }

  private static Watcher watcher(SessionViewer viewer, long nowUs) {
    long sent = viewer.window.newestSent();
    long shown = viewer.window.newestAcknowledged();
    return new Watcher(
        viewer.number,
        viewer.role,
        viewer.format,
        viewer.level(),
        viewer.automatic,
        viewer.sent.perSecond(nowUs),
        viewer.report.rttMs(),
        viewer.report.lossPercent(),
        viewer.report.renderFps(),
        !viewer.isBinary() || shown < 0 ? -1 : (sent - shown) & 0xFFFF_FFFFL,
        viewer.keyFrames,
        viewer.notWritable,
        viewer.state().tag());
  }

  private static Advice nothingYet(IngestView ingest) {
    if (ingest == null) {
      return new Advice(
          Finding.NO_PACKET_YET,
          "No packet has come yet: start a performer or a tracking program.");
    }
    String where = ingest.host() + ":" + ingest.port();
    if (ingest.nearSubject() != null) {
      return new Advice(
          Finding.WRONG_SUBJECT,
          "Packets come with the subject "
              + ingest.nearSubject()
              + ", which is not this session's: enter "
              + ingest.subject()
              + ".");
    }
    String unpaired =
        ingest.unpaired() == 0
            ? ""
            : " (" + ingest.unpaired() + " packets came with a subject of no session)";
    return new Advice(
        Finding.NO_PACKET_YET,
        "No packet has come yet: enter the subject "
            + ingest.subject()
            + " in "
            + program(ingest.dialect())
            + " and send to "
            + where
            + unpaired
            + ".");
  }

  private void advise(Source source, SourceReport report, List<Advice> advice, long nowUs) {
    String who = program(source.dialect());
    if (source.packets() > 0 && source.samples() == 0 && source.malformed() > 0) {
      advice.add(
          new Advice(
              Finding.ALL_MALFORMED,
              who + "'s packets cannot be read (" + source.complaint() + "): choose its dialect."));
    } else if (source.lastSeenMs() > SILENT_MS) {
      advice.add(
          new Advice(
              Finding.SILENT,
              text(
                  "%s has been silent for %d s: see that it runs in the foreground and the network"
                      + " is up.",
                  who, source.lastSeenMs() / 1_000)));
    } else if (source.faceless() > 0
        && report.lastArrivalUs() < nowUs - SILENT_MS * 1_000
        && source.samplesPerSecond() > 0) {
      advice.add(
          new Advice(
              Finding.NO_FACE, who + " sees no face: look into the camera and make more light."));
    }
    if (source.lossPercent() != null && source.lossPercent() > LOSS_PERCENT) {
      advice.add(
          new Advice(
              Finding.LOSS,
              text(
                  "The packets of %s come with %.0f %% loss: move closer to the access point or"
                      + " choose 30 fps.",
                  who, source.lossPercent())));
    }
    if (source.samples() > 100 && source.late() * 20 > source.samples()) {
      advice.add(
          new Advice(
              Finding.LATE,
              "Many packets of "
                  + who
                  + " come out of order: use one network path, no bridge or repeater."));
    }
    if (source.jitterMs() > JITTER_MS) {
      advice.add(
          new Advice(
              Finding.JITTER,
              text(
                  "The packets of %s come unevenly (%.0f ms jitter): use 5 GHz or a cable.",
                  who, source.jitterMs())));
    }
    if (source.samples() > 100
        && source.samplesPerSecond() > 0
        && source.samplesPerSecond() < Math.min(fps, 30) * 0.7) {
      advice.add(
          new Advice(
              Finding.LOW_RATE,
              text(
                  "%s sends only %.0f faces a second: close other programs on it or let it cool.",
                  who, source.samplesPerSecond())));
    }
    deadChannels(source, report, who, advice);
    if (source.driftPpm() != null && Math.abs(source.driftPpm()) > DRIFT_PPM) {
      advice.add(
          new Advice(
              Finding.CLOCK_DRIFT,
              text(
                  "The clock of %s runs %.0f ppm off: let it set its time by the network.",
                  who, source.driftPpm())));
    }
  }

  /** Only what a face cannot help moving, or moves on its other side, is worth a word. */
  private static void deadChannels(
      Source source, SourceReport report, String who, List<Advice> advice) {
    List<String> names = new ArrayList<>();
    boolean allLeftEye = true;
    boolean allRightEye = true;
    for (String name : source.deadChannels()) {
      Channel channel = Channel.named(name);
      boolean otherMoves =
          channel.mirror() != channel
              && report.present().contains(channel.mirror())
              && !report.still().contains(channel.mirror());
      if (otherMoves || RESTLESS.contains(channel)) {
        names.add(name);
        allLeftEye &= name.startsWith("eye") && name.endsWith("Left") || name.startsWith("leftEye");
        allRightEye &=
            name.startsWith("eye") && name.endsWith("Right") || name.startsWith("rightEye");
      }
    }
    if (names.isEmpty()) {
      return;
    }
    String cure = ": uncover that part of the face, or switch it on in " + who + ".";
    String what =
        allLeftEye
            ? "Left eye channels do not move"
            : allRightEye
                ? "Right eye channels do not move"
                : "These channels do not move: "
                    + String.join(", ", names.subList(0, Math.min(4, names.size())))
                    + (names.size() > 4 ? " and " + (names.size() - 4) + " more" : "");
    advice.add(new Advice(Finding.DEAD_CHANNELS, what + cure));
  }

  private static void advise(Watcher watcher, List<Advice> advice) {
    double due = watcher.fps() + 1;
    if (watcher.notWritable() > 30 && watcher.notWritable() > due * 5) {
      advice.add(
          new Advice(
              Finding.VIEWER_BLOCKED,
              "Viewer "
                  + watcher.number()
                  + " cannot take its frames in time: give it a lower level or a better network."));
    }
    if (watcher.lossPercent() > VIEWER_LOSS_PERCENT) {
      advice.add(
          new Advice(
              Finding.VIEWER_LOSS,
              text(
                  "Viewer %d loses %.0f %% of its frames: its network is poor, what it shows is"
                      + " right nevertheless.",
                  watcher.number(), watcher.lossPercent())));
    }
    if (watcher.rttMs() > VIEWER_RTT_MS) {
      advice.add(
          new Advice(
              Finding.VIEWER_SLOW,
              text(
                  "Viewer %d is %.0f ms away: connect it by a nearer server.",
                  watcher.number(), watcher.rttMs())));
    }
  }

  private static String program(Dialect dialect) {
    return switch (dialect) {
      case LIVE_LINK -> "Live Link Face";
      case IFACIALMOCAP -> "iFacialMocap";
      case VMC -> "the VMC program";
      case VTUBE_STUDIO -> "VTube Studio";
      case MEDIAPIPE -> "MediaPipe";
      case AZURE -> "Azure";
      case LIVE_LINK_CSV -> "the recording";
      case AVATAR -> "the performer";
    };
  }

  private static String text(String format, Object... arguments) {
    String text = String.format(Locale.ROOT, format, arguments);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
