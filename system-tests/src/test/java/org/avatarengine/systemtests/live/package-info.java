/** Live animation through the gateway: phones, browsers, a lost network, a lost instance. */
package org.avatarengine.systemtests.live;
