/**
 * Session descriptions of data channels (RFC 8866, 8829, 8841, 8839): offer and answer, as values.
 */
package org.avatarengine.webrtc.sdp;
