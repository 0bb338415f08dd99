/**
 * What live animation costs: the frame loop, the codec, many sessions over WebSocket and WebRTC, a
 * link that loses. Sections run on the program's main thread; load comes from processes of its own.
 */
package org.avatarengine.benchmarks.live;
