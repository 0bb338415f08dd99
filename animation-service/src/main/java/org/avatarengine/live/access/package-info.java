/**
 * Who may do what with a session, and where a session is that somebody names. Verification is pure
 * computation, on the thread that asks.
 */
package org.avatarengine.live.access;
