/** The service as a whole, on real engines, sockets and packets. */
package org.avatarengine.live;
