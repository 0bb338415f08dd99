package org.avatarengine.webrtc.peer;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.avatarengine.webrtc.dtls.DtlsIdentity;
import org.avatarengine.webrtc.dtls.DtlsSession;
import org.avatarengine.webrtc.dtls.Fingerprint;
import org.avatarengine.webrtc.sctp.DataChannelInfo;

/**
 * What a connection is to become, as both descriptions agreed.
 *
 * @param role in DTLS
 * @param fingerprints any of them proves the other side
 * @param remoteMaxMessageBytes largest message that the other side takes
 * @param channels to open once connected
 */
record PeerPlan(
    String id,
    DtlsSession.Role role,
    DtlsIdentity identity,
    List<Fingerprint> fingerprints,
    int remoteMaxMessageBytes,
    List<DataChannelInfo> channels,
    Duration connectTimeout,
    Duration consentTimeout,
    RandomGenerator random) {}
