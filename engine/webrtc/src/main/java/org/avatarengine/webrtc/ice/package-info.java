/** STUN and ICE-lite. */
package org.avatarengine.webrtc.ice;
