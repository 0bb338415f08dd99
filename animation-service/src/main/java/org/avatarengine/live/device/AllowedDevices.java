package org.avatarengine.live.device;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.avatarengine.contract.problem.ProblemType;
import org.avatarengine.contract.problem.Reason;
import org.avatarengine.platform.problem.ProblemException;

/** The machines that may be asked and sent to. Any thread. */
@Singleton
public class AllowedDevices {

  private static final int MAX_PORT = 65_535;

  private final List<AddressRange> ranges;

  AllowedDevices(DeviceConfig config) {
    try {
      this.ranges = config.allowed().orElse(List.of()).stream().map(AddressRange::of).toList();
    } catch (IllegalArgumentException bad) {
      throw new ConfigurationException(
          "avatar: avatar.animation.devices.allowed: " + bad.getMessage());
    }
  }

  /**
   * The address of a device.
   *
   * @param host an IP address, no name
   * @throws ProblemException 400 when it is no address, 403 when it is not allowed
   */
  public InetSocketAddress require(String host, Integer port, int defaultPort) {
    InetAddress address;
    try {
      address = AddressRange.address(host == null ? "" : host.trim());
    } catch (IllegalArgumentException bad) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST,
          new Reason("host-invalid", "host is the IP address of the device, no name."));
    }
    int to = port == null ? defaultPort : port;
    if (to < 1 || to > MAX_PORT) {
      throw ProblemException.of(
          ProblemType.INVALID_REQUEST, new Reason("port-invalid", "port is 1 to 65535."));
    }
    if (ranges.stream().noneMatch(range -> range.contains(address))) {
      throw ProblemException.of(
          ProblemType.FORBIDDEN,
          new Reason(
              "device-not-allowed",
              "The operator does not allow that address: avatar.animation.devices.allowed."));
    }
    return new InetSocketAddress(address, to);
  }
}
