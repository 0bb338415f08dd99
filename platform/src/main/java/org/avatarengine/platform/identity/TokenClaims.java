package org.avatarengine.platform.identity;

/** The names in our tokens, for the gateway that writes them and the services that read them. */
public final class TokenClaims {
  public static final String ISSUER = "avatar-gateway";
  public static final String INTERNAL_ISSUER = "avatar-internal";
  public static final String AUDIENCE = "avatar";
  public static final String NAME = "name";
  public static final String ROLES = "roles";
  public static final String PERMISSIONS = "permissions";

  /** Ids of the only avatars that a scoped token is good for; absent otherwise. */
  public static final String AVATARS = "avatars";

  private TokenClaims() {}
}
