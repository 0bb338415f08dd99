package org.avatarengine.live.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.avatarengine.animation.dialect.Dialect;
import org.avatarengine.animation.live.WireFormat;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is asked of machines outside. */
final class DeviceRequests {

  private static final int MAX_SUBJECT = 64;

  private DeviceRequests() {}

  /**
   * A device to take packets from.
   *
   * @param host its IP address
   * @param port where it listens; the dialect's usual one when absent
   */
  @RegisterForReflection
  public record SourceRequest(
      @Schema(enumeration = {"ifacialmocap", "vtube-studio", "vmc"}) String dialect,
      String host,
      Integer port) {

    Dialect toDialect() {
      for (Dialect one : new Dialect[] {Dialect.IFACIALMOCAP, Dialect.VTUBE_STUDIO, Dialect.VMC}) {
        if (one.key().equals(dialect)) {
          return one;
        }
      }
      throw unknown("dialect is ifacialmocap, vtube-studio or vmc.");
    }
  }

  /**
   * A program to send frames to.
   *
   * @param host its IP address
   * @param subject what Unreal shows; the session's pairing code when absent
   */
  @RegisterForReflection
  public record OutputRequest(
      @Schema(enumeration = {"live-link-face", "vmc"}) String dialect,
      String host,
      Integer port,
      String subject) {

    WireFormat toFormat() {
      if (Dialect.LIVE_LINK.key().equals(dialect)) {
        return WireFormat.LIVE_LINK;
      }
      if (Dialect.VMC.key().equals(dialect)) {
        return WireFormat.VMC;
      }
      throw unknown("dialect is live-link-face or vmc.");
    }

    int defaultPort() {
      return toFormat() == WireFormat.VMC ? 39_539 : 11_111;
    }

    String checkedSubject() {
      if (subject != null && (subject.isBlank() || subject.length() > MAX_SUBJECT)) {
        throw ProblemException.of(
            ProblemType.INVALID_REQUEST,
            new Reason("subject-invalid", "subject has 1 to 64 characters."));
      }
      return subject;
    }
  }

  /** The number by which an output or a source is ended. */
  @RegisterForReflection
  public record Numbered(int number) {}

  private static ProblemException unknown(String message) {
    return ProblemException.of(ProblemType.INVALID_REQUEST, new Reason("dialect-unknown", message));
  }
}
