/** What all dialects are turned into. One thread at a time. */
package org.avatarengine.animation.signal;
