/**
 * Users and their passwords. Store calls run on the request's event loop; passwords are hashed on a
 * small bounded pool.
 */
package org.avatarengine.gateway.user;
