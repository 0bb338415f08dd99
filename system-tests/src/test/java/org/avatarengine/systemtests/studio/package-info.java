/** The studio in a real browser. */
package org.avatarengine.systemtests.studio;
