/**
 * Simulated performers and viewers and what connects them. Listeners run on the connection's own
 * thread: a few for all WebSockets, one for all WebRTC peers.
 */
package org.avatarengine.benchmarks.simulate.client;
