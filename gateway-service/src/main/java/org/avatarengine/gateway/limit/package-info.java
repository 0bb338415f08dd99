/** Rate limits: sliding windows in Redis. Calls run on the request's event loop. */
package org.avatarengine.gateway.limit;
