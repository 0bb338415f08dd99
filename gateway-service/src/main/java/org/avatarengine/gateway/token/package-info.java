/**
 * Access tokens, and the refresh tokens that renew them. Signing is computation of well under a
 * millisecond on the request's event loop; store calls run on the request's Vert.x context.
 */
package org.avatarengine.gateway.token;
