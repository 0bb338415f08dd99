/** Animation presets: named settings from JSON files. Immutable once loaded, for any thread. */
package org.avatarengine.animation.preset;
