/**
 * The tracking protocols of other programs, in and out, and how their devices are asked to send.
 * Readers and writers are for one thread.
 */
package org.avatarengine.animation.dialect;
