/** The gateway and its users as other services' tests see them. Runs in tests only. */
package org.avatarengine.platform.identity.testing;
