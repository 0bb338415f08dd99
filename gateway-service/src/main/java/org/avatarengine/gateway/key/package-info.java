/**
 * The gateway's signing keys: files in a folder, re-read every minute on a worker thread; reading
 * the current key is lock-free on any thread.
 */
package org.avatarengine.gateway.key;
