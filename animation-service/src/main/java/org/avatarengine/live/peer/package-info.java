/**
 * WebRTC viewers and performers: one UDP port for all. Peers speak on their server's I/O thread;
 * what they say goes to the session's loop, bounded.
 */
package org.avatarengine.live.peer;
