/**
 * Reading registered faces: through the gateway, from the face cache, from Redis. Each client is a
 * thread with a connection of its own.
 */
package org.avatarengine.benchmarks.faceread;
