/**
 * The configuration of identity, shared by its parts: keys, users, tokens, API keys. Any thread.
 */
package org.avatarengine.gateway.identity;
