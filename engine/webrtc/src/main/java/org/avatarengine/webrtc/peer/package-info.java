/**
 * All peers behind one UDP port, and peers of our own that connect to others. One I/O thread reads,
 * decrypts, runs the protocols, encrypts and writes; handshakes block virtual threads.
 */
package org.avatarengine.webrtc.peer;
