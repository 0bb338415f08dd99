package org.avatarengine.job.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.id.UserId;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.identity.Permission;
import org.avatarengine.platform.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewerTest {

  private static final Instant T0 = Instant.parse("2026-11-20T10:00:00Z");
  private static final AvatarId AVATAR = AvatarId.random();
  private static final AvatarId OTHER = AvatarId.random();
  private static final UserId USER = UserId.random();

  private final FakeLog log = new FakeLog();
  private final FakeLink link = new FakeLink();
  private final Viewer viewer = viewer(Set.of());

  @BeforeEach
  void open() {
    log.owners.add(new Owner(AVATAR, USER));
    log.owners.add(new Owner(OTHER, USER));
    viewer.open().await().indefinitely();
  }

  @Test
  void shouldHearOwnRoomOnlyWhenNotSubscribed() {
    // Given
    log.add(AVATAR, EventName.STATUS_UPDATE);
    log.add(AVATAR, EventName.COMPLETED);

    // When
    viewer.wake().await().indefinitely();

    // Then
    assertThat(link.events()).containsExactly("avatar:completed");
  }

  @Test
  void shouldHearTheAvatarInOrderWhenSubscribed() {
    // Given
    log.add(AVATAR, EventName.STATUS_UPDATE);
    subscribe(AVATAR, null);

    // When
    for (int i = 0; i < 7; i++) {
      log.add(AVATAR, EventName.PROCESSING_UPDATE);
      log.add(OTHER, EventName.PROCESSING_UPDATE);
    }
    viewer.wake().await().indefinitely();

    // Then
    assertThat(link.ids()).containsExactly(1L, 2L, 4L, 6L, 8L, 10L, 12L, 14L);
    assertThat(log.largestRead).isLessThanOrEqualTo(3);
  }

  @Test
  void shouldReplayWhatWasMissedWhenResumed() {
    // Given
    log.add(AVATAR, EventName.STATUS_UPDATE);
    log.add(AVATAR, EventName.PROCESSING_UPDATE);
    log.add(OTHER, EventName.PROCESSING_UPDATE);
    log.add(AVATAR, EventName.PROCESSING_COMPLETE);
    log.add(AVATAR, EventName.COMPLETED);
    viewer.wake().await().indefinitely();
    link.sent.clear();

    // When
    subscribe(AVATAR, 1L);
    viewer.request("{\"event\":\"resume\",\"data\":{\"since\":1}}").await().indefinitely();

    // Then
    assertThat(link.events())
        .containsExactly(
            "avatar:processing:update", "avatar:processing:complete", "avatar:completed");
    assertThat(link.ids()).containsExactly(2L, 4L, 5L);
  }

  @Test
  void shouldSayThatEventsAreGoneWhenResumedTooLate() {
    // Given
    log.oldest = 50;

    // When
    viewer.request("{\"event\":\"resume\",\"data\":{\"since\":10}}").await().indefinitely();

    // Then
    assertThat(link.lastError()).isEqualTo("events-expired");
  }

  @Test
  void shouldAnswerNotFoundWhenTheAvatarIsNotOnesOwn() {
    // Given
    AvatarId foreign = AvatarId.random();
    log.owners.add(new Owner(foreign, UserId.random()));
    Viewer scoped = viewer(Set.of(OTHER));
    scoped.open().await().indefinitely();

    // When
    subscribe(foreign, null);
    String foreignError = link.lastError();
    subscribe(AvatarId.random(), null);
    String unknownError = link.lastError();
    scoped.request(subscription(AVATAR, null)).await().indefinitely();
    String scopeError = link.lastError();

    // Then
    assertThat(List.of(foreignError, unknownError, scopeError)).containsOnly("not-found");
  }

  @Test
  void shouldStayWithinItsScopeWhenTheTokenIsForSomeAvatars() {
    // Given
    Viewer scoped = viewer(Set.of(OTHER));
    scoped.open().await().indefinitely();
    log.add(AVATAR, EventName.COMPLETED);
    log.add(OTHER, EventName.COMPLETED);

    // When
    scoped.wake().await().indefinitely();

    // Then
    assertThat(link.ids()).containsExactly(2L);
  }

  @Test
  void shouldRefuseOneMoreWhenFollowingTheMost() {
    // Given
    subscribe(AVATAR, null);
    subscribe(OTHER, null);
    AvatarId third = AvatarId.random();
    log.owners.add(new Owner(third, USER));

    // When
    subscribe(third, null);
    String refused = link.lastError();
    viewer
        .request("{\"event\":\"avatar:unsubscribe\",\"data\":{\"avatarId\":\"" + AVATAR + "\"}}")
        .await()
        .indefinitely();
    link.sent.clear();
    subscribe(third, null);

    // Then
    assertThat(refused).isEqualTo("too-many-subscriptions");
    assertThat(link.sent).isEmpty();
  }

  @Test
  void shouldSayGoodbyeWhenTheReaderIsTooSlow() {
    // Given
    log.add(AVATAR, EventName.COMPLETED);
    link.stuck = true;

    // When
    viewer.wake().await().atMost(Duration.ofSeconds(5));

    // Then
    assertThat(link.farewell).isEqualTo(Farewell.TOO_SLOW);
  }

  @Test
  void shouldReadOnceMoreOnlyWhenWokenManyTimesMeanwhile() {
    // Given
    log.pause = true;
    log.reads = 0;
    viewer.wake().subscribe().with(done -> {});

    // When
    for (int i = 0; i < 1000; i++) {
      viewer.wake().subscribe().with(done -> {});
    }
    log.release();

    // Then
    assertThat(log.reads).isEqualTo(2);
    assertThat(link.farewell).isNull();
  }

  @Test
  void shouldSayGoodbyeWhenRequestsPileUp() {
    // Given
    log.pause = true;
    viewer.wake().subscribe().with(done -> {});

    // When
    for (int i = 0; i < 6; i++) {
      viewer.request(subscription(AVATAR, null)).subscribe().with(done -> {});
    }

    // Then
    assertThat(link.farewell).isEqualTo(Farewell.TOO_MANY_REQUESTS);
  }

  @Test
  void shouldSayGoodbyeWhenTheTokenExpiresOrPingsGoUnanswered() {
    // When
    viewer.check(T0.plusSeconds(59)).await().indefinitely();
    Farewell early = link.farewell;
    viewer.check(T0.plusSeconds(61)).await().indefinitely();
    Farewell silent = link.farewell;
    viewer.heard(T0.plusSeconds(890));
    viewer.check(T0.plusSeconds(900)).await().indefinitely();

    // Then
    assertThat(early).isNull();
    assertThat(silent).isEqualTo(Farewell.SILENT);
    assertThat(link.farewell).isEqualTo(Farewell.TOKEN_EXPIRED);
  }

  @Test
  void shouldSayGoodbyeWhenTheLogCannotBeRead() {
    // Given
    log.broken = true;

    // When
    viewer.wake().await().indefinitely();

    // Then
    assertThat(link.farewell).isEqualTo(Farewell.FAILED);
  }

  private void subscribe(AvatarId avatar, Long since) {
    viewer.request(subscription(avatar, since)).await().indefinitely();
  }

  private static String subscription(AvatarId avatar, Long since) {
    JsonObject data = new JsonObject().put("avatarId", avatar.toString());
    if (since != null) {
      data.put("since", since);
    }
    return new JsonObject().put("event", "avatar:subscribe").put("data", data).encode();
  }

  private Viewer viewer(Set<AvatarId> scope) {
    EventSettings settings =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withConverter(
                Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
            .withMapping(EventSettings.class)
            .withDefaultValue("avatar.job.events.batch", "3")
            .withDefaultValue("avatar.job.events.max-subscriptions", "2")
            .withDefaultValue("avatar.job.events.max-waiting-requests", "4")
            .withDefaultValue("avatar.job.events.send-timeout", "50ms")
            .build()
            .getConfigMapping(EventSettings.class);
    return new Viewer(
        new Caller(USER, "someone", Set.of(Role.USER), Set.of(Permission.READ), scope, "t"),
        T0.plusSeconds(900),
        link,
        log,
        settings,
        T0);
  }

  private record Owner(AvatarId avatar, UserId user) {}

  /** A log in memory that can be made to wait or to fail. */
  private static final class FakeLog extends EventStore {
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Owner> owners = new ArrayList<>();
    private final List<Runnable> paused = new ArrayList<>();
    private long oldest = 1;
    private int reads;
    private int largestRead;
    private boolean pause;
    private boolean broken;

    FakeLog() {
      super(null);
    }

    void add(AvatarId avatar, EventName name) {
      events.add(
          new LoggedEvent(events.size() + 1L, avatar, name, "{\"avatarId\":\"" + avatar + "\"}"));
    }

    void release() {
      pause = false;
      paused.forEach(Runnable::run);
    }

    @Override
    Uni<Long> newest(UserId owner) {
      return Uni.createFrom().item((long) events.size());
    }

    @Override
    Uni<Long> oldest() {
      return Uni.createFrom().item(oldest);
    }

    @Override
    Uni<List<LoggedEvent>> ofOwner(UserId owner, long after, long upTo, int limit) {
      reads++;
      if (broken) {
        return Uni.createFrom().failure(new IllegalStateException("no database"));
      }
      List<LoggedEvent> found = find(event -> true, after, upTo, limit);
      return pause
          ? Uni.createFrom().emitter(emitter -> paused.add(() -> emitter.complete(found)))
          : Uni.createFrom().item(found);
    }

    @Override
    Uni<List<LoggedEvent>> ofAvatar(AvatarId avatar, long after, long upTo, int limit) {
      return Uni.createFrom()
          .item(find(event -> event.avatarId().equals(avatar), after, upTo, limit));
    }

    @Override
    Uni<Optional<LoggedEvent>> newestOfAvatar(AvatarId avatar, long upTo) {
      return Uni.createFrom()
          .item(
              events.stream()
                  .filter(event -> event.avatarId().equals(avatar) && event.id() <= upTo)
                  .reduce((first, last) -> last));
    }

    @Override
    Uni<Optional<UserId>> ownerOf(AvatarId avatar) {
      return Uni.createFrom()
          .item(
              owners.stream()
                  .filter(owner -> owner.avatar().equals(avatar))
                  .map(Owner::user)
                  .findFirst());
    }

    private List<LoggedEvent> find(
        Predicate<LoggedEvent> wanted, long after, long upTo, int limit) {
      List<LoggedEvent> found =
          events.stream()
              .filter(event -> event.id() > after && event.id() <= upTo)
              .filter(wanted)
              .limit(limit)
              .toList();
      largestRead = Math.max(largestRead, found.size());
      return found;
    }
  }

  /** An ear that can be stuck. */
  private static final class FakeLink implements ViewerLink {
    private final List<JsonObject> sent = new ArrayList<>();
    private Farewell farewell;
    private boolean stuck;

    @Override
    public Uni<Void> send(String message) {
      sent.add(new JsonObject(message));
      return stuck ? Uni.createFrom().nothing() : Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> close(Farewell reason) {
      farewell = reason;
      return Uni.createFrom().voidItem();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    List<String> events() {
      return sent.stream().map(message -> message.getString("event")).toList();
    }

    List<Long> ids() {
      return sent.stream().map(message -> message.getLong("id")).toList();
    }

    String lastError() {
      JsonObject last = sent.getLast();
      assertThat(last.getString("event")).isEqualTo("error");
      return last.getJsonObject("data").getString("code");
    }
  }
}
