/**
 * How a browser finds a way to a live session: STUN and TURN servers, with credentials that expire.
 * Runs on the event loop of the request; nothing blocks.
 */
package org.avatarengine.live.ice;
