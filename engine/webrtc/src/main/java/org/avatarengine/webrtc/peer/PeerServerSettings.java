package org.avatarengine.webrtc.peer;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How the port is opened.
 *
 * @param bind address and port to listen on; port 0 picks one
 * @param announced the host candidates of every answer, IPv4 or IPv6; port 0 means the bound one;
 *     empty for the bound address, or all of this machine's when that is the wildcard
 * @param maxPeers 1..10,000
 */
public record PeerServerSettings(
    InetSocketAddress bind,
    List<InetSocketAddress> announced,
    int maxPeers,
    Duration connectTimeout,
    Duration consentTimeout) {}
