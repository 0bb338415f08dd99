package org.avatarengine.job.events;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.Caller;
import org.jboss.logging.Logger;

/**
 * One connection that follows the log. It keeps a position and reads on from there whenever it is
 * woken, so the log itself is its queue: at most one batch is in memory, however slow the reader.
 */
final class Viewer {

  private static final Logger LOG = Logger.getLogger(Viewer.class);

  private final Caller caller;
  private final Instant tokenExpiry;
  private final ViewerLink link;
  private final EventStore log;
  private final EventSettings settings;
  private final Turns turns;
  private final AtomicBoolean pullWaits = new AtomicBoolean();

  /** Touched within turns only. */
  private final Set<AvatarId> rooms = new LinkedHashSet<>();

  private long position;
  private volatile Instant lastHeard;

  Viewer(
      Caller caller,
      Instant tokenExpiry,
      ViewerLink link,
      EventStore log,
      EventSettings settings,
      Instant now) {
    this.caller = caller;
    this.tokenExpiry = tokenExpiry;
    this.link = link;
    this.log = log;
    this.settings = settings;
    this.turns = new Turns(settings.maxWaitingRequests());
    this.lastHeard = now;
  }

  UserId userId() {
    return caller.userId();
  }

  /** Starts at the present end of the log. */
  Uni<Void> open() {
    return turn(() -> log.newest(caller.userId()).invoke(id -> position = id).replaceWithVoid());
  }

  void heard(Instant now) {
    lastHeard = now;
  }

  /** Takes a client's message; answers mistakes with an error event. */
  Uni<Void> request(String text) {
    return switch (ViewerRequest.parse(text)) {
      case ViewerRequest.Subscribe(AvatarId avatar, Long since) ->
          turn(() -> subscribe(avatar, since));
      case ViewerRequest.Unsubscribe(AvatarId avatar) ->
          turn(
              () -> {
                rooms.remove(avatar);
                return Uni.createFrom().voidItem();
              });
      case ViewerRequest.Resume(long since) -> turn(() -> resume(since));
      case ViewerRequest.Invalid(String code, String message) ->
          turn(() -> error(code, message, null));
    };
  }

  /** Something may have happened: reads on. Many wakes make one reading. */
  Uni<Void> wake() {
    if (!pullWaits.compareAndSet(false, true)) {
      return Uni.createFrom().voidItem();
    }
    return turn(
        () -> {
          pullWaits.set(false);
          return pull();
        });
  }

  /** Closes the connection when its token or its patience is over. */
  Uni<Void> check(Instant now) {
    if (!now.isBefore(tokenExpiry)) {
      return link.close(Farewell.TOKEN_EXPIRED);
    }
    Duration silent = Duration.between(lastHeard, now);
    return silent.compareTo(settings.silence()) > 0
        ? link.close(Farewell.SILENT)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> subscribe(AvatarId avatar, Long since) {
    if (!rooms.contains(avatar) && rooms.size() >= settings.maxSubscriptions()) {
      return error(
          "too-many-subscriptions",
          "A connection follows at most " + settings.maxSubscriptions() + " avatars.",
          avatar);
    }
    return log.ownerOf(avatar)
        .chain(
            owner -> {
              if (owner.isEmpty()
                  || !owner.get().equals(caller.userId())
                  || !caller.mayAccess(avatar, owner.get())) {
                return error("not-found", "There is no avatar " + avatar + " to follow.", avatar);
              }
              // First up to the present, so that what is replayed is not overtaken.
              return pull()
                  .chain(() -> since == null ? snapshot(avatar) : replay(avatar, since))
                  .invoke(() -> rooms.add(avatar));
            });
  }

  /** How the avatar stands, for those who come without a position. */
  private Uni<Void> snapshot(AvatarId avatar) {
    return log.newestOfAvatar(avatar, position)
        .chain(
            event ->
                event.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : send(event.get().message(EventName.STATUS_UPDATE)));
  }

  private Uni<Void> replay(AvatarId avatar, long since) {
    return tooOld(since, avatar)
        .chain(
            () ->
                forward(
                    since,
                    from -> log.ofAvatar(avatar, from, position, settings.batch()),
                    event -> !event.name().forOwner()));
  }

  private Uni<Void> resume(long since) {
    return tooOld(since, null)
        .chain(
            () ->
                forward(
                    since,
                    from -> log.ofOwner(caller.userId(), from, position, settings.batch()),
                    event -> event.name().forOwner() && mayHear(event)));
  }

  private Uni<Void> tooOld(long since, AvatarId avatar) {
    if (since <= 0) {
      return Uni.createFrom().voidItem();
    }
    return log.oldest()
        .chain(
            oldest ->
                since + 1 >= oldest
                    ? Uni.createFrom().voidItem()
                    : error(
                        "events-expired",
                        "Events after "
                            + since
                            + " are partly gone; read the jobs again for how they stand.",
                        avatar));
  }

  private Uni<Void> pull() {
    return forward(
            position,
            from -> log.ofOwner(caller.userId(), from, Long.MAX_VALUE, settings.batch()),
            event ->
                mayHear(event) && (event.name().forOwner() || rooms.contains(event.avatarId())),
            true)
        .replaceWithVoid();
  }

  /** A token that is good for some avatars only hears of those only. */
  private boolean mayHear(LoggedEvent event) {
    return caller.mayAccess(event.avatarId(), caller.userId());
  }

  private Uni<Void> forward(
      long from,
      Function<Long, Uni<List<LoggedEvent>>> read,
      Function<LoggedEvent, Boolean> wanted) {
    return forward(from, read, wanted, false);
  }

  /** Reads batch by batch and sends what is wanted, each message after the one before has left. */
  private Uni<Void> forward(
      long from,
      Function<Long, Uni<List<LoggedEvent>>> read,
      Function<LoggedEvent, Boolean> wanted,
      boolean advance) {
    if (!link.isOpen()) {
      return Uni.createFrom().voidItem();
    }
    return read.apply(from)
        .chain(
            batch -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (LoggedEvent event : batch) {
                if (wanted.apply(event)) {
                  all = all.chain(() -> send(event.message()));
                }
              }
              if (batch.isEmpty()) {
                return all;
              }
              long last = batch.getLast().id();
              if (advance) {
                all = all.invoke(() -> position = last);
              }
              return batch.size() < settings.batch()
                  ? all
                  : all.chain(() -> forward(last, read, wanted, advance));
            });
  }

  private Uni<Void> error(String code, String message, AvatarId avatar) {
    JsonObject data = new JsonObject().put("code", code).put("message", message);
    if (avatar != null) {
      data.put("avatarId", avatar.toString());
    }
    return send(new JsonObject().put("event", "error").put("data", data).encode());
  }

  private Uni<Void> send(String message) {
    return link.send(message).ifNoItem().after(settings.sendTimeout()).failWith(SlowException::new);
  }

  private Uni<Void> turn(java.util.function.Supplier<Uni<Void>> step) {
    return turns
        .take(step)
        .onFailure()
        .recoverWithUni(
            failure -> {
              if (!link.isOpen()) {
                return Uni.createFrom().voidItem();
              }
              Farewell farewell =
                  switch (failure) {
                    case SlowException slow -> Farewell.TOO_SLOW;
                    case Turns.FullException full -> Farewell.TOO_MANY_REQUESTS;
                    default -> {
                      LOG.warnf("events connection failed userId=%s cause=%s", userId(), failure);
                      yield Farewell.FAILED;
                    }
                  };
              return link.close(farewell);
            });
  }

  private static final class SlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SlowException() {
      super("a message did not leave in time", null, false, false);
    }
  }
}
