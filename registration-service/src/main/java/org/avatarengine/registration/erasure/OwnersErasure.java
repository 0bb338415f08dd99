package org.avatarengine.registration.erasure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.platform.identity.Caller;
import org.avatarengine.platform.problem.ProblemException;
import org.avatarengine.registration.avatar.Avatar;
import org.avatarengine.registration.avatar.AvatarResource;

/** An erasure that somebody asks for, and waits for. */
@ApplicationScoped
public class OwnersErasure {

  private final Erasures erasures;
  private final ErasureConfig config;

  OwnersErasure(Erasures erasures, ErasureConfig config) {
    this.erasures = erasures;
    this.config = config;
  }

  /**
   * Erases an avatar, and waits as long as is usual.
   *
   * @param check throws where it is not to be
   * @return how far it is; fails with 404 where there is no such avatar or it is somebody else's
   */
  public Uni<Erasure> erase(Caller caller, AvatarId id, Consumer<Avatar> check) {
    return erase(caller, id, check, config.patience());
  }

  Uni<Erasure> erase(Caller caller, AvatarId id, Consumer<Avatar> check, Duration patience) {
    return erasures
        .begin(
            id,
            avatar -> {
              AvatarResource.accessible(caller, id, avatar);
              check.accept(avatar);
              return avatar;
            })
        .chain(begun -> begun.isPresent() ? Uni.createFrom().item(begun) : erasures.find(id))
        .invoke(found -> requireAccess(caller, id, found))
        .chain(() -> erasures.await(id, patience))
        .map(found -> requireAccess(caller, id, found));
  }

  /** A repeated DELETE of the owner's finds the tombstone. */
  static Erasure requireAccess(Caller caller, AvatarId id, Optional<Erasure> found) {
    Erasure erasure =
        found.orElseThrow(
            () -> ProblemException.of(ProblemType.NOT_FOUND, "There is no avatar " + id + "."));
    caller.requireAccess(id, erasure.ownerId());
    return erasure;
  }
}
