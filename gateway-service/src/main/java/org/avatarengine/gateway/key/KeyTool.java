package org.avatarengine.gateway.key;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;

/**
 * Prepares the two Secrets of a production start: a folder of private keys (a first key is made
 * where there is none) and the JWKS file of their public halves.
 *
 * <pre>
 * java -cp 'quarkus-app/app/*:quarkus-app/lib/main/*:quarkus-app/lib/boot/*' \
 *     org.avatarengine.gateway.key.KeyTool keys jwks.json
 * </pre>
 */
public final class KeyTool {

  private KeyTool() {}

  /** Arguments: the folder of the private keys, the JWKS file to write. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 2) {
      System.err.println("usage: KeyTool <folder of private keys> <jwks file>");
      System.exit(2);
    }
    run(Path.of(arguments[0]), Path.of(arguments[1]), System.out);
  }

  static void run(Path folder, Path jwksFile, PrintStream out)
      throws IOException, GeneralSecurityException {
    KeyFolder files = new KeyFolder(folder);
    files.makeFirst(Instant.now());
    List<SigningKey> keys = files.read();
    KeyFolder.publish(jwksFile, KeyRing.jwksOf(keys));
    for (SigningKey key : keys) {
      out.println(key.id());
    }
  }
}
