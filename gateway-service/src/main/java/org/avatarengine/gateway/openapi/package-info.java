/**
 * One description of the whole API, merged from the services' own. Fetched on the request's event
 * loop, kept for a minute.
 */
package org.avatarengine.gateway.openapi;
