package org.avatarengine.live.takeover;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.avatarengine.contract.id.SessionId;
import org.avatarengine.contract.id.UserId;
import org.jboss.logging.Logger;

/**
 * Sessions and leases in Redis, every change that depends on an owner in one script:
 *
 * <pre>
 * live:instance:{name}     text   incarnation, a space, url; expires with the lease
 * live:owners              set    owners (name#incarnation) that may have sessions
 * live:sessions:{owner}    set    ids of its sessions
 * live:user:{userId}       set    ids of the user's sessions
 * live:session:{id}        hash   owner, facts, snapshot
 * </pre>
 *
 * One log line when Redis goes, one when it is back.
 */
final class RedisSessionStore {

  /** What became of a renewal. */
  enum Lease {
    /** As before. */
    KEPT,
    /** New, or it had run out meanwhile: what others claimed is theirs. */
    TAKEN,
    /** Another life of an instance of that name has it. */
    REFUSED
  }

  private static final Logger LOG = Logger.getLogger(RedisSessionStore.class);
  private static final String OWNERS = "live:owners";

  private static final String RENEW =
      """
      local held = redis.call('get', KEYS[1])
      if held and held ~= ARGV[1] then return -1 end
      redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
      redis.call('sadd', KEYS[2], ARGV[3])
      if held then return 0 end
      return 1
      """;

  private static final String SAVE =
      """
      local owner = redis.call('hget', KEYS[1], 'owner')
      if owner and owner ~= ARGV[1] then return 0 end
      redis.call('hset', KEYS[1], 'owner', ARGV[1], 'facts', ARGV[2], 'snapshot', ARGV[3])
      redis.call('pexpire', KEYS[1], ARGV[4])
      for i = 2, 3 do
        redis.call('sadd', KEYS[i], ARGV[5])
        redis.call('pexpire', KEYS[i], ARGV[4])
      end
      return 1
      """;

  private static final String CLAIM =
      """
      local owner = redis.call('hget', KEYS[1], 'owner')
      if not owner then redis.call('srem', KEYS[3], ARGV[4]) return false end
      if owner ~= ARGV[1] then redis.call('srem', KEYS[3], ARGV[4]) return false end
      local lease = redis.call('get', KEYS[2])
      if lease and string.sub(lease, 1, #ARGV[2]) == ARGV[2] then return false end
      redis.call('hset', KEYS[1], 'owner', ARGV[3])
      redis.call('pexpire', KEYS[1], ARGV[5])
      redis.call('srem', KEYS[3], ARGV[4])
      redis.call('sadd', KEYS[4], ARGV[4])
      redis.call('pexpire', KEYS[4], ARGV[5])
      return redis.call('hmget', KEYS[1], 'facts', 'snapshot')
      """;

  private static final String RELEASE =
      """
      if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) return 1 end
      return 0
      """;

  private static final String FORGET =
      """
      local owner = redis.call('hget', KEYS[1], 'owner')
      if owner and owner ~= ARGV[1] then return 0 end
      redis.call('del', KEYS[1])
      redis.call('srem', KEYS[2], ARGV[2])
      redis.call('srem', KEYS[3], ARGV[2])
      return 1
      """;

  private static final int AT_ONCE = 200;

  private final Redis redis;
  private final Owner self;
  private final String lease;
  private final Duration leaseTime;
  private final Duration keep;
  private final Duration timeout;
  private final AtomicBoolean reachable = new AtomicBoolean(true);

  RedisSessionStore(Redis redis, Owner self, String url, TakeoverConfig config) {
    this.redis = redis;
    this.self = self;
    this.lease = self.incarnation() + ' ' + url;
    this.leaseTime = config.lease();
    this.keep = config.keep();
    this.timeout = config.timeout();
  }

  /** Whether the last call was answered. */
  boolean isReachable() {
    return reachable.get();
  }

  /** Renews this instance's lease, or takes it when it is free. */
  Future<Lease> renew() {
    return script(
            RENEW,
            List.of(instanceKey(self.instance()), OWNERS),
            lease,
            leaseTime.toMillis(),
            self.text())
        .map(
            answer ->
                switch (answer.toInteger()) {
                  case 0 -> Lease.KEPT;
                  case 1 -> Lease.TAKEN;
                  default -> Lease.REFUSED;
                });
  }

  /** Lets the lease go: from now on others may claim. */
  Future<Void> release() {
    return script(RELEASE, List.of(instanceKey(self.instance())), lease).mapEmpty();
  }

  /**
   * Writes sessions of this instance.
   *
   * @return for each whether it was ours to write
   */
  Future<List<Boolean>> save(List<Saved> sessions) {
    List<Boolean> results = new ArrayList<>(sessions.size());
    Future<Void> written = Future.succeededFuture();
    for (int from = 0; from < sessions.size(); from += AT_ONCE) {
      List<Saved> some = sessions.subList(from, Math.min(sessions.size(), from + AT_ONCE));
      written =
          written.compose(
              before ->
                  pipeline(some)
                      .map(
                          answers -> {
                            answers.forEach(answer -> results.add(answer.toInteger() == 1));
                            return null;
                          }));
    }
    return written.map(done -> results);
  }

  private Future<List<Response>> pipeline(List<Saved> sessions) {
    List<Request> requests = new ArrayList<>(sessions.size() + 1);
    // Known to Redis already, or from now on: the calls behind it name it by its digest.
    requests.add(Request.cmd(Command.SCRIPT).arg("LOAD").arg(SAVE));
    String digest = Digest.sha1(SAVE);
    for (Saved session : sessions) {
      requests.add(
          Request.cmd(Command.EVALSHA)
              .arg(digest)
              .arg(3)
              .arg(sessionKey(session.id()))
              .arg(sessionsKey(self))
              .arg(userKey(session.userId()))
              .arg(self.text())
              .arg(session.facts())
              .arg(session.snapshot())
              .arg(keep.toMillis())
              .arg(session.id().value()));
    }
    return watch(redis.batch(requests)).map(answers -> answers.subList(1, answers.size()));
  }

  /** Forgets a session of this instance that has ended. */
  Future<Void> forget(SessionId id, UserId userId) {
    return script(
            FORGET,
            List.of(sessionKey(id), sessionsKey(self), userKey(userId)),
            self.text(),
            id.value())
        .mapEmpty();
  }

  /** Other lives of instances, of which some may have ended. */
  Future<List<Owner>> others() {
    return send(Request.cmd(Command.SMEMBERS).arg(OWNERS))
        .map(
            members -> {
              List<Owner> owners = new ArrayList<>();
              for (Response member : members) {
                Owner owner = Owner.of(member.toString());
                if (!owner.equals(self)) {
                  owners.add(owner);
                }
              }
              return owners;
            });
  }

  /** Where an owner is reached; empty when it does not hold its lease any more. */
  Future<Optional<URI>> addressOf(Owner owner) {
    String start = owner.incarnation() + ' ';
    return send(Request.cmd(Command.GET).arg(instanceKey(owner.instance())))
        .map(
            held ->
                held != null && held.toString().startsWith(start)
                    ? Optional.of(URI.create(held.toString().substring(start.length())))
                    : Optional.empty());
  }

  /** The ids of an owner's sessions. */
  Future<List<SessionId>> sessionsOf(Owner owner) {
    return ids(sessionsKey(owner));
  }

  /** The ids of a user's sessions, of which some may have ended. */
  Future<List<SessionId>> sessionsOf(UserId userId) {
    return ids(userKey(userId));
  }

  private Future<List<SessionId>> ids(String key) {
    return send(Request.cmd(Command.SMEMBERS).arg(key))
        .map(
            members -> {
              List<SessionId> ids = new ArrayList<>();
              members.forEach(member -> ids.add(SessionId.of(member.toString())));
              return ids;
            });
  }

  /** Strikes an owner off that is dead and has nothing left. */
  Future<Void> bury(Owner owner) {
    return send(Request.cmd(Command.SREM).arg(OWNERS).arg(owner.text())).mapEmpty();
  }

  /** Who has a session, as far as Redis knows. */
  Future<Optional<Owner>> ownerOf(SessionId id) {
    return send(Request.cmd(Command.HGET).arg(sessionKey(id)).arg("owner"))
        .map(owner -> Optional.ofNullable(owner).map(text -> Owner.of(text.toString())));
  }

  /** A session's facts, JSON, as far as Redis knows. */
  Future<Optional<byte[]>> factsOf(SessionId id) {
    return send(Request.cmd(Command.HGET).arg(sessionKey(id)).arg("facts"))
        .map(facts -> Optional.ofNullable(facts).map(Response::toBytes));
  }

  /** Makes a dead owner's session ours; empty when it is not dead or another was faster. */
  Future<Optional<Claimed>> claim(SessionId id, Owner from) {
    return script(
            CLAIM,
            List.of(
                sessionKey(id), instanceKey(from.instance()), sessionsKey(from), sessionsKey(self)),
            from.text(),
            from.incarnation(),
            self.text(),
            id.value(),
            keep.toMillis())
        .map(
            answer ->
                answer == null || answer.size() < 2 || answer.get(0) == null
                    ? Optional.empty()
                    : Optional.of(new Claimed(answer.get(0).toBytes(), answer.get(1).toBytes())));
  }

  private Future<Response> script(String script, List<String> keys, Object... arguments) {
    Request request = Request.cmd(Command.EVAL).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    for (Object argument : arguments) {
      request.arg(argument.toString());
    }
    return send(request);
  }

  private Future<Response> send(Request request) {
    return watch(redis.send(request));
  }

  private <T> Future<T> watch(Future<T> call) {
    return call.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(
            answer -> {
              if (reachable.compareAndSet(false, true)) {
                LOG.info("Redis answers again, sessions can be taken over");
              }
            })
        .onFailure(
            cause -> {
              if (reachable.compareAndSet(true, false)) {
                LOG.warnf("Redis does not answer, sessions cannot be taken over cause=%s", cause);
              }
            });
  }

  private static String instanceKey(String instance) {
    return "live:instance:" + instance;
  }

  private static String sessionsKey(Owner owner) {
    return "live:sessions:" + owner.text();
  }

  private static String userKey(UserId userId) {
    return "live:user:" + userId;
  }

  private static String sessionKey(SessionId id) {
    return "live:session:" + id;
  }
}
