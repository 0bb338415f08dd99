/** Registering faces through the gateway: what works, what is refused, what is left behind. */
package org.avatarengine.systemtests.register;
