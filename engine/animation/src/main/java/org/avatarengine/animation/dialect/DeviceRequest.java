package org.avatarengine.animation.dialect;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a program that sends only when asked is asked: what to send to which UDP port, how often, and
 * where its answers arrive. A value: sockets and timers are their user's, as is the care that only
 * allowed addresses are asked.
 */
public final class DeviceRequest {

  /** Where iFacialMocap listens, and where it sends UDP frames to. */
  public static final int IFACIALMOCAP_PORT = 49_983;

  /** Where iFacialMocap connects to with TCP. */
  public static final int IFACIALMOCAP_TCP_PORT = 49_986;

  /** Where FaceMotion3D listens. */
  public static final int FACEMOTION3D_PORT = 49_993;

  /** Where VTube Studio on a phone listens. */
  public static final int VTUBE_STUDIO_PORT = 21_412;

  private static final String CODE = "sahuasouryya9218sauhuiayeta91555dy3719";
  private static final String VERSION_2 = "|sendDataVersion=v2";
  private static final Duration REMINDER = Duration.ofSeconds(2);
  private static final Duration LEAST_LEASE = Duration.ofMillis(500);
  private static final Duration LONGEST_LEASE = Duration.ofSeconds(10);
  private static final int MAX_SENDER = 32;
  private static final int MAX_PORTS = 16;

  private final Dialect dialect;
  private final int devicePort;
  private final List<Integer> replyPorts;
  private final boolean tcp;
  private final byte[] start;
  private final byte[] stop;
  private final Duration renewEvery;

  private DeviceRequest(
      Dialect dialect,
      int devicePort,
      List<Integer> replyPorts,
      boolean tcp,
      String start,
      String stop,
      Duration renewEvery) {
    this.dialect = dialect;
    this.devicePort = devicePort;
    this.replyPorts = List.copyOf(replyPorts);
    this.tcp = tcp;
    this.start = start.getBytes(StandardCharsets.UTF_8);
    this.stop = stop.getBytes(StandardCharsets.UTF_8);
    this.renewEvery = renewEvery;
  }

  /** iFacialMocap over UDP, version 1: whole hundredths from 0. */
  public static DeviceRequest iFacialMocap() {
    return iFacialMocapUdp("");
  }

  /** iFacialMocap over UDP, version 2: values may be negative. */
  public static DeviceRequest iFacialMocapV2() {
    return iFacialMocapUdp(VERSION_2);
  }

  /** iFacialMocap over TCP: the phone connects to us; {@link IFacialMocapStream} cuts frames. */
  public static DeviceRequest iFacialMocapTcp() {
    return new DeviceRequest(
        Dialect.IFACIALMOCAP,
        IFACIALMOCAP_PORT,
        List.of(IFACIALMOCAP_TCP_PORT),
        true,
        "iFacialMocap_UDPTCP_" + CODE,
        "iFacialMocap_UDPTCPSTOP_" + CODE,
        REMINDER);
  }

  /** FaceMotion3D, which answers in the same text. */
  public static DeviceRequest faceMotion3d() {
    return new DeviceRequest(
        Dialect.IFACIALMOCAP,
        FACEMOTION3D_PORT,
        List.of(IFACIALMOCAP_PORT),
        false,
        "FACEMOTION3D_OtherStreaming",
        "StopStreaming_FACEMOTION3D",
        REMINDER);
  }

  /**
   * VTube Studio on a phone, and MeowFace. It sends for the time of the lease, which is renewed
   * three times before it ends; to stop it nobody asks any more.
   *
   * @param sender our name in its log, 1..32 printable ASCII characters without quote and backslash
   * @param lease 0.5..10 s
   * @param replyPorts where it sends to, 1..16 ports
   */
  public static DeviceRequest vtubeStudio(String sender, Duration lease, List<Integer> replyPorts) {
    if (sender.isEmpty()
        || sender.length() > MAX_SENDER
        || !sender.chars().allMatch(c -> plain(c))) {
      throw new IllegalArgumentException("a sender is 1 to 32 plain characters");
    }
    if (lease.compareTo(LEAST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
      throw new IllegalArgumentException("a lease is 0.5 to 10 seconds: " + lease);
    }
    if (replyPorts.isEmpty()
        || replyPorts.size() > MAX_PORTS
        || replyPorts.stream().anyMatch(port -> port < 1 || port > 65_535)) {
      throw new IllegalArgumentException("1 to 16 ports of 1 to 65535: " + replyPorts);
    }
    long ms = lease.toMillis();
    String ports = replyPorts.stream().map(String::valueOf).collect(Collectors.joining(","));
    String json =
        "{\"messageType\":\"iOSTrackingDataRequest\",\"time\":"
            + ms / 1_000
            + "."
            + String.valueOf(1_000 + ms % 1_000).substring(1)
            + ",\"sentBy\":\""
            + sender
            + "\",\"ports\":["
            + ports
            + "]}";
    return new DeviceRequest(
        Dialect.VTUBE_STUDIO, VTUBE_STUDIO_PORT, replyPorts, false, json, "", lease.dividedBy(4));
  }

  /** The dialect of the answers. */
  public Dialect dialect() {
    return dialect;
  }

  /** The UDP port of the device that both texts go to, unless its user has chosen another one. */
  public int devicePort() {
    return devicePort;
  }

  /** The ports here that its frames come to. */
  public List<Integer> replyPorts() {
    return replyPorts;
  }

  /** Whether the device connects to the reply port by TCP instead of sending datagrams. */
  public boolean tcp() {
    return tcp;
  }

  /** One datagram that starts, or goes on with, the stream. */
  public byte[] start() {
    return start.clone();
  }

  /** One datagram that ends it; empty where it ends by itself. */
  public byte[] stop() {
    return stop.clone();
  }

  /**
   * How often the start goes out. With VTube Studio the stream ends otherwise; with the others it
   * only helps when the app was started later or anew, so it need not go out while frames come.
   */
  public Duration renewEvery() {
    return renewEvery;
  }

  private static DeviceRequest iFacialMocapUdp(String version) {
    return new DeviceRequest(
        Dialect.IFACIALMOCAP,
        IFACIALMOCAP_PORT,
        List.of(IFACIALMOCAP_PORT),
        false,
        "iFacialMocap_" + CODE + version,
        "",
        REMINDER);
  }

  private static boolean plain(int c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  }
}
