/**
 * Sessions of other instances, shown to viewers of this one: one connection to the owner for each,
 * on an event loop of its own choice; what comes goes to the relayed session on its loop.
 */
package org.avatarengine.live.relay;
