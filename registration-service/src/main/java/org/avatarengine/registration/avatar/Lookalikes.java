package org.avatarengine.registration.avatar;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.avatarengine.contract.problem.Reason;

/**
 * Which of an owner's other avatars show the same picture. Asked anew each time and never stored,
 * so that an erased avatar is named nowhere.
 */
@ApplicationScoped
public class Lookalikes {

  private final AvatarStore store;

  Lookalikes(AvatarStore store) {
    this.store = store;
  }

  /** A hint for each; never a reason to refuse. */
  public Uni<List<Reason>> hints(Avatar avatar) {
    return store
        .lookalikes(avatar)
        .map(
            found ->
                found.stream()
                    .map(
                        other ->
                            new Reason(
                                "same-image",
                                "This picture looks like that of \""
                                    + other.profile().name()
                                    + "\" ("
                                    + other.id()
                                    + ")."))
                    .toList());
  }
}
