/**
 * The registered face of an avatar: stored by ml-worker, erased by registration-service, read by
 * its owner. Everything runs on the event loop that took the request; facts of other services come
 * in on the events thread.
 */
package org.avatarengine.facecache.face;
