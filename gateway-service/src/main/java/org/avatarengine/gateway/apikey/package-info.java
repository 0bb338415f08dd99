/**
 * API keys: made, listed, revoked, and swapped for short-lived tokens at the door. Store calls run
 * on the request's Vert.x context.
 */
package org.avatarengine.gateway.apikey;
