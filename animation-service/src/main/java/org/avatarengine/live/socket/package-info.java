/**
 * The WebSocket of a session, on raw Vert.x: the handshake, and one port for each viewer. On the
 * event loop of the connection, which is the session's own whenever the session could choose it;
 * else frames are handed over, one task for each pair of loops and turn.
 */
package org.avatarengine.live.socket;
