/**
 * DTLS 1.2 (RFC 6347) through BouncyCastle, certificates and their fingerprints. A handshake blocks
 * a thread of its own; afterwards everything runs on the I/O thread.
 */
package org.avatarengine.webrtc.dtls;
