package org.avatarengine.live.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which machines may be asked for packets and sent packets. */
@ConfigMapping(prefix = "avatar.animation.devices")
public interface DeviceConfig {

  /** Address ranges, such as {@code 192.168.1.0/24} or {@code fd00::/8}; none by default. */
  Optional<List<String>> allowed();

  /** Outputs of one session. */
  @WithDefault("4")
  int maxOutputs();
}
