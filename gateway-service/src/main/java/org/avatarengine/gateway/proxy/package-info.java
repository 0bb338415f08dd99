/**
 * The door: who may come in, where to, and how the bytes get there and back. Everything runs on the
 * request's event loop and streams; no body is held in memory.
 */
package org.avatarengine.gateway.proxy;
