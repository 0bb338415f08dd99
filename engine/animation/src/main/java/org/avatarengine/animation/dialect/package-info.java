/** The tracking protocols of other programs, in and out. Readers and writers are for one thread. */
package org.avatarengine.animation.dialect;
