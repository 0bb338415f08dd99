/**
 * Live sessions of this instance, each owned by one event loop: its beat, what comes in from other
 * threads, and what is handed over to sockets of other loops. Loop-confined unless it says so.
 */
package org.avatarengine.live.session;
