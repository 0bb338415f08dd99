package org.avatarengine.webrtc.peer;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.avatarengine.webrtc.dtls.DtlsIdentity;
import org.avatarengine.webrtc.sctp.DataChannelInfo;
import org.avatarengine.webrtc.sctp.SctpSettings;

/**
 * Peers of our own that connect to ICE-lite servers such as {@link PeerServer}: one I/O thread and
 * one certificate for all, one socket for each. For simulators, tests and programs without a
 * browser.
 */
public final class PeerClients implements AutoCloseable {
  private final PeerClientSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final DtlsIdentity identity = DtlsIdentity.create(random);
  private final IoLoop loop;
  private final Set<PeerClient> clients = ConcurrentHashMap.newKeySet();

  private PeerClients(PeerClientSettings settings) throws IOException {
    this.settings = settings;
    this.loop = new IoLoop("webrtc-clients");
  }

  public static PeerClients open(PeerClientSettings settings) throws IOException {
    return new PeerClients(settings);
  }

  /**
   * Makes a peer that has an offer; it connects when it gets the answer.
   *
   * @param channels to open once connected, with −1 as stream; {@link PeerListener#onChannel} tells
   *     each one's stream
   * @param listener called on the I/O thread
   * @throws PeerLimitException when there are as many as there may be
   * @throws IOException when no socket can be had
   */
  public PeerClient create(List<DataChannelInfo> channels, PeerListener listener)
      throws PeerLimitException, IOException {
    if (clients.size() >= settings.maxPeers()) {
      throw new PeerLimitException("There are " + settings.maxPeers() + " peers already.");
    }
    if (channels.size() > SctpSettings.defaults().maxStreams()) {
      throw new IllegalArgumentException(channels.size() + " channels are too many");
    }
    PeerClient client =
        new PeerClient(settings, loop, identity, random, channels, listener, clients::remove);
    clients.add(client);
    return client;
  }

  /** Peers that are not closed. */
  public int size() {
    return clients.size();
  }

  /** Ends all of them. */
  @Override
  public void close() {
    clients.forEach(PeerClient::close);
    loop.close();
  }
}
