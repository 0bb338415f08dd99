/** DTLS 1.2 through BouncyCastle, certificates and fingerprints. */
package org.avatarengine.webrtc.dtls;
