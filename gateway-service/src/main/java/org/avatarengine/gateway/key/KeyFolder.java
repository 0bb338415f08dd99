package org.avatarengine.gateway.key;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The folder of private keys and the file of public ones. Blocking; worker threads only. */
final class KeyFolder {

  private static final Logger LOG = Logger.getLogger(KeyFolder.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss").withZone(ZoneOffset.UTC);

  private final Path folder;

  KeyFolder(Path folder) {
    this.folder = folder;
  }

  /** Every readable key, the one that signs first. An unreadable file costs one log line. */
  List<SigningKey> read() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, SigningKey::isKeyFile)) {
      found.forEach(files::add);
    }
    files.sort(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed());
    List<SigningKey> keys = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.add(SigningKey.read(file));
      } catch (GeneralSecurityException | IOException e) {
        LOG.errorf("signing key unreadable file=%s cause=%s", file, e.getMessage());
      }
    }
    return List.copyOf(keys);
  }

  /** Makes a first key where there is none; of several gateways starting at once, one wins. */
  void makeFirst(Instant now) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    if (!read().isEmpty()) {
      return;
    }
    Path whole = Files.createTempFile(folder, ".key", null);
    try {
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(whole, SigningKey.generate().toPem());
      Files.createLink(folder.resolve(NAME.format(now) + ".pem"), whole);
    } catch (FileAlreadyExistsException otherWon) {
      LOG.debug("another gateway made the first key");
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Writes the public halves so that a reader sees the old file or the new one, never a part. */
  static void publish(Path file, String jwks) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(jwks)) {
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path whole = Files.createTempFile(parent, ".jwks", null);
    try {
      Files.writeString(whole, jwks);
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** The ids of the keys that the services know; empty when there is no readable file. */
  static Set<String> published(Path file) throws IOException {
    try {
      Set<String> ids = new LinkedHashSet<>();
      for (Jwk<?> jwk : Jwks.setParser().build().parse(Files.readString(file)).getKeys()) {
        ids.add(jwk.getId());
      }
      return ids;
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (JwtException e) {
      LOG.errorf("public keys unreadable file=%s cause=%s", file, e.getMessage());
      return Set.of();
    }
  }
}
