/** Processes killed, caches emptied: nothing is lost and nothing happens twice. */
package org.avatarengine.systemtests.recovery;
