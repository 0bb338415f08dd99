package org.avatarengine.mlworker.face;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import org.avatarengine.contract.id.AvatarId;
import org.avatarengine.platform.identity.ServiceTokens;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Hands face entries to face-cache. Storing the same entry again changes nothing, so it may repeat.
 */
@ApplicationScoped
class FaceStore {

  /** What face-cache made of an entry. */
  enum Stored {
    YES,
    SUPERSEDED,
    ERASED
  }

  private final FaceCacheClient client;
  private final ServiceTokens tokens;

  FaceStore(@RestClient FaceCacheClient client, ServiceTokens tokens) {
    this.client = client;
    this.tokens = tokens;
  }

  /**
   * Stores an entry; three tries half a second apart.
   *
   * @throws IllegalStateException when face-cache does not take it
   */
  @Retry(maxRetries = 2, delay = 500, jitter = 250)
  Stored put(AvatarId avatarId, byte[] entry) {
    try {
      client.put(tokens.bearer(), avatarId.toString(), entry);
      return Stored.YES;
    } catch (WebApplicationException e) {
      return switch (e.getResponse().getStatus()) {
        case 409 -> Stored.SUPERSEDED;
        case 410 -> Stored.ERASED;
        default ->
            throw new IllegalStateException(
                "face-cache answered " + e.getResponse().getStatus(), e);
      };
    } catch (ProcessingException e) {
      throw new IllegalStateException("face-cache does not answer: " + e.getMessage(), e);
    }
  }
}
