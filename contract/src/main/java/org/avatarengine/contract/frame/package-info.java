/**
 * The animation frame as it crosses the wire: channels, detail levels, the codec and the messages
 * around it. Every class is for one thread; nothing here knows the time.
 */
package org.avatarengine.contract.frame;
