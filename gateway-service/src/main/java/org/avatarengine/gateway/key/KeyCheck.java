package org.avatarengine.gateway.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.avatarengine.gateway.identity.IdentityConfig;
import org.avatarengine.platform.startup.StartupCheck;

/** A production start needs a signing key that the services know. */
@ApplicationScoped
class KeyCheck implements StartupCheck {

  private final Optional<Path> folder;
  private final Optional<Path> jwksFile;

  KeyCheck(IdentityConfig config, org.avatarengine.platform.identity.IdentityConfig services) {
    this.folder = config.keysFolder();
    this.jwksFile = services.jwksFile();
  }

  @Override
  public Optional<String> complaint() {
    if (folder.isEmpty()) {
      return Optional.of(
          "AVATAR_GATEWAY_KEYS_FOLDER is not set; mount the folder of the private signing keys");
    }
    if (jwksFile.isEmpty()) {
      // The check of the service secret says so already.
      return Optional.empty();
    }
    try {
      List<SigningKey> keys = new KeyFolder(folder.get()).read();
      if (keys.isEmpty()) {
        return Optional.of(
            "there is no readable signing key (*.pem or *.jwk, P-256) in " + folder.get());
      }
      if (KeyRing.choose(keys, KeyFolder.published(jwksFile.get())).isEmpty()) {
        return Optional.of(
            "no key of "
                + folder.get()
                + " stands in the public keys "
                + jwksFile.get()
                + "; publish its public half there (expected key id "
                + keys.getFirst().id()
                + ")");
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the signing keys in " + folder.get() + " cannot be read: " + e);
    }
  }
}
