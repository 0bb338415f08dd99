/** Trace ids, log keys and metric names. Any thread. */
package org.avatarengine.platform.observe;
