/** All peers behind one UDP port, and a peer of our own that connects to others. */
package org.avatarengine.webrtc.peer;
