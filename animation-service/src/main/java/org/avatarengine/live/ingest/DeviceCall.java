package org.avatarengine.live.ingest;

import java.nio.charset.StandardCharsets;
import org.avatarengine.animation.dialect.Dialect;

/** What a device is told so that it sends, and what ends it. */
final class DeviceCall {

  private static final String IFACIALMOCAP = "iFacialMocap_sahuasouryya9218sauhuiayeta91555dy3719";

  /** How long VTube Studio sends for one request, seconds; it allows 0.5 to 10. */
  private static final int VTUBE_SECONDS = 10;

  private DeviceCall() {}

  /** The port on which such a device listens. */
  static int defaultPort(Dialect dialect) {
    return switch (dialect) {
      case IFACIALMOCAP -> 49_983;
      case VTUBE_STUDIO -> 21_412;
      case VMC -> 39_540;
      default -> throw new IllegalArgumentException("nobody is asked in " + dialect.key());
    };
  }

  /** Whether its packets stop unless it is asked again. */
  static boolean isLease(Dialect dialect) {
    return dialect == Dialect.VTUBE_STUDIO;
  }

  /**
   * The request.
   *
   * @param port where the packets are to go
   * @return null for a device that sends unasked
   */
  static byte[] request(Dialect dialect, int port) {
    return switch (dialect) {
      case IFACIALMOCAP -> (IFACIALMOCAP + "|sendDataVersion=v2").getBytes(StandardCharsets.UTF_8);
      case VTUBE_STUDIO ->
          ("{\"messageType\":\"iOSTrackingDataRequest\",\"time\":"
                  + VTUBE_SECONDS
                  + ",\"sentBy\":\"AvatarEngine\",\"ports\":["
                  + port
                  + "]}")
              .getBytes(StandardCharsets.UTF_8);
      default -> null;
    };
  }
}
