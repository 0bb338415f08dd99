/** Checks that stop a start with one plain line. Runs once, on the main thread. */
package org.avatarengine.platform.startup;
