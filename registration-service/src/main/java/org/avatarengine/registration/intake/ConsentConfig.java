package org.avatarengine.registration.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is asked about the consent of the person in the picture. */
@ConfigMapping(prefix = "avatar.registration.consent")
public interface ConsentConfig {

  /** The version of the policy that a consent is to, where the upload names none. */
  @WithDefault("1")
  String policyVersion();

  /** Whether nothing is registered without it. */
  @WithDefault("false")
  boolean required();
}
