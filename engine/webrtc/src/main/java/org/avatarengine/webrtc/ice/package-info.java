/**
 * STUN messages (RFC 8489) and the checks of ICE (RFC 8445): the lite agent that answers them and
 * the controlling one that sends them. Values and state machines without socket, thread or clock.
 */
package org.avatarengine.webrtc.ice;
