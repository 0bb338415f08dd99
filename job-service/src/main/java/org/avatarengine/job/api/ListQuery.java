package org.avatarengine.job.api;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.contract.job.JobKind;
import org.avatarengine.contract.job.JobStatus;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.job.queue.JobFilter;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.problem.ProblemException;

/** The query of the list, as text; its mistakes are named all at once. */
public class ListQuery {

  @QueryParam("status")
  String status;

  @QueryParam("kind")
  String kind;

  @QueryParam("page")
  String page;

  @QueryParam("size")
  String size;

  @QueryParam("userId")
  String userId;

  @QueryParam("includeOld")
  String includeOld;

  /** The query understood. */
  record Parsed(JobFilter filter, int page, int size) {}

  /**
   * Reads the query for a caller.
   *
   * @throws ProblemException 400 naming every parameter that is not valid
   */
  Parsed parse(Caller caller, int maxSize, Instant completedSince) {
    List<Reason> reasons = new ArrayList<>();
    Optional<JobStatus> wantedStatus = oneOf("status", status, JobStatus.values(), reasons);
    Optional<JobKind> wantedKind = oneOf("kind", kind, JobKind.values(), reasons);
    int number = number("page", page, 0, 0, 1_000_000, reasons);
    int length = number("size", size, 20, 1, maxSize, reasons);
    Optional<UserId> user = user(reasons);
    boolean all = flag("includeOld", includeOld, reasons);
    if (!reasons.isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, reasons.getFirst().message(), reasons);
    }
    // userId counts for administrators only; everyone else sees their own.
    Optional<UserId> owner =
        caller.isAdmin() || caller.isSystem() ? user : Optional.of(caller.userId());
    return new Parsed(
        new JobFilter(
            owner,
            caller.avatarScope(),
            wantedStatus,
            wantedKind,
            all ? Optional.empty() : Optional.of(completedSince)),
        number,
        length);
  }

  private Optional<UserId> user(List<Reason> reasons) {
    try {
      return Optional.ofNullable(userId).map(UserId::of);
    } catch (IllegalArgumentException e) {
      reasons.add(new Reason("invalid-userId", "userId must be a UUID."));
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> Optional<E> oneOf(
      String name, String text, E[] values, List<Reason> reasons) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<E> found =
        Arrays.stream(values)
            .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst();
    if (found.isEmpty()) {
      String offered =
          Arrays.stream(values)
              .map(value -> value.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      reasons.add(new Reason("invalid-" + name, name + " must be one of " + offered + "."));
    }
    return found;
  }

  private static int number(
      String name, String text, int absent, int least, int most, List<Reason> reasons) {
    if (text == null) {
      return absent;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    reasons.add(
        new Reason(
            "invalid-" + name,
            name + " must be a whole number from " + least + " to " + most + "."));
    return absent;
  }

  private static boolean flag(String name, String text, List<Reason> reasons) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.isEmpty() && !text.equals("true")) {
      reasons.add(new Reason("invalid-" + name, name + " must be true or false."));
    }
    return true;
  }
}
