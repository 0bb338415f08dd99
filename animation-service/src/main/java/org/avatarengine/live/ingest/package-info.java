/**
 * What comes in by UDP: Live Link Face packets, paired with a session by their subject, and those
 * of devices that were asked. One thread of its own reads all ports; packets wait, bounded, for the
 * beat of their session.
 */
package org.avatarengine.live.ingest;
