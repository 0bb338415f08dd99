/**
 * SCTP with partial reliability and the data channel establishment protocol, without sockets and
 * clocks of its own.
 */
package org.avatarengine.webrtc.sctp;
