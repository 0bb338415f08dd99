package org.avatarengine.live.relay;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.avatarengine.contract.id.SessionId;

/**
 * Who has room for viewers of other instances' sessions, in Redis:
 *
 * <pre>
 * live:relayers     set   names of instances that relay
 * live:room:{name}  text  viewers that it would take; expires when it is not told again
 * live:relays:{id}  set   names of instances that the session's viewers were sent to; expires
 * </pre>
 */
final class RelayStore {

  private static final String RELAYERS = "live:relayers";
  private static final Duration APPOINTED = Duration.ofMinutes(1);

  /** More instances than this are not asked about. */
  private static final int MOST = 256;

  private final Redis redis;
  private final String self;
  private final Duration lease;
  private final Duration timeout;

  RelayStore(Redis redis, String self, Duration lease, Duration timeout) {
    this.redis = redis;
    this.self = self;
    this.lease = lease;
    this.timeout = timeout;
  }

  /** Tells the others how many more viewers this instance takes. */
  Future<Void> announce(int room) {
    return bounded(
            redis.batch(
                List.of(
                    Request.cmd(Command.SET)
                        .arg(roomKey(self))
                        .arg(room)
                        .arg("PX")
                        .arg(lease.toMillis()),
                    Request.cmd(Command.SADD).arg(RELAYERS).arg(self))))
        .mapEmpty();
  }

  /** This instance takes none any more. */
  Future<Void> withdraw() {
    return bounded(
            redis.batch(
                List.of(
                    Request.cmd(Command.DEL).arg(roomKey(self)),
                    Request.cmd(Command.SREM).arg(RELAYERS).arg(self))))
        .mapEmpty();
  }

  /** The living instance with the most room, none of those; empty when nobody has any. */
  Future<Optional<String>> roomiest(Set<String> not) {
    return send(Request.cmd(Command.SMEMBERS).arg(RELAYERS))
        .compose(
            members -> {
              List<String> names = new ArrayList<>();
              for (Response member : members) {
                String name = member.toString();
                if (!not.contains(name) && names.size() < MOST) {
                  names.add(name);
                }
              }
              if (names.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
              }
              Request rooms = Request.cmd(Command.MGET);
              names.forEach(name -> rooms.arg(roomKey(name)));
              return send(rooms).map(answer -> roomiest(names, answer));
            });
  }

  private static Optional<String> roomiest(List<String> names, Response rooms) {
    String best = null;
    int most = 0;
    for (int i = 0; i < names.size(); i++) {
      int room = rooms.get(i) == null ? 0 : rooms.get(i).toInteger();
      if (room > most) {
        most = room;
        best = names.get(i);
      }
    }
    return Optional.ofNullable(best);
  }

  /** From now on, for a minute, that instance takes the session's viewers without being told to. */
  Future<Void> appoint(SessionId id, String instance) {
    return bounded(
            redis.batch(
                List.of(
                    Request.cmd(Command.SADD).arg(relaysKey(id)).arg(instance),
                    Request.cmd(Command.PEXPIRE).arg(relaysKey(id)).arg(APPOINTED.toMillis()))))
        .mapEmpty();
  }

  /** Whether viewers of that session were sent here. */
  Future<Boolean> isAppointed(SessionId id) {
    return send(Request.cmd(Command.SISMEMBER).arg(relaysKey(id)).arg(self))
        .map(answer -> answer.toInteger() == 1);
  }

  private Future<Response> send(Request request) {
    return bounded(redis.send(request));
  }

  private <T> Future<T> bounded(Future<T> call) {
    return call.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String roomKey(String instance) {
    return "live:room:" + instance;
  }

  private static String relaysKey(SessionId id) {
    return "live:relays:" + id;
  }
}
