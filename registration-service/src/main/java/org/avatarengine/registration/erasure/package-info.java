/**
 * Erasing an avatar everywhere, and proving it: a tombstone, the owners' acknowledgements, a signed
 * record. Event loops; signing happens on the worker pool.
 */
package org.avatarengine.registration.erasure;
