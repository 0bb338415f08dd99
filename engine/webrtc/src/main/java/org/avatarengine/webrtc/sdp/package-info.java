/** Session descriptions of data channels: offer and answer. */
package org.avatarengine.webrtc.sdp;
